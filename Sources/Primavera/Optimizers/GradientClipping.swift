extension Optimizer {
    /// Shortens the gradients of all variables together so that their norm is at most `limit`;
    /// their direction stays. Pascanu, Mikolov and Bengio 2013.
    ///
    /// - Returns: the norm before
    @discardableResult
    public func clipGradients(toNorm limit: Float) -> Float {
        let gradients = variables.compactMap(\.gradient)
        let norm = gradients.reduce(0) { $0 + ($1 * $1).sum().scalar }.squareRoot()
        if norm > limit {
            let factor = limit / (norm + 1e-6)
            for variable in variables { variable.gradient? *= factor }
        }
        return norm
    }

    /// Keeps every number of every gradient within `±limit`.
    public func clipGradients(toValue limit: Float) {
        for variable in variables {
            variable.gradient = variable.gradient?.clamped(to: -limit...limit)
        }
    }
}
