extension Layer {
    /// Computes with this layer's parameters held still: gradients flow through it to its input, but
    /// not to its own weights.
    ///
    /// ```swift
    /// // The generator learns from what the discriminator says; the discriminator does not learn.
    /// let cost = discriminator.frozen {
    ///     binaryCrossEntropy(logits: discriminator(generator(noise)), ones)
    /// }
    /// cost.backward()          // leaves gradients in the generator alone
    /// ```
    /// What counts is where the graph is built: `backward()` may come after the scope. A graph that was
    /// built before it still leads to the weights. The gradients of the weights are not computed at all,
    /// a third of the layer's work in a step. Running averages of a `BatchNorm` are no weights: in
    /// training mode they move.
    ///
    /// A scope inside of another is no different, and an error thrown out of it leaves nothing frozen.
    ///
    /// Lesson 08.
    public func frozen<R>(_ body: () throws -> R) rethrows -> R {
        let learning = variables.filter(\.requiresGradient)
        for variable in learning { variable.freeze(true) }
        defer { for variable in learning { variable.freeze(false) } }
        return try body()
    }
}
