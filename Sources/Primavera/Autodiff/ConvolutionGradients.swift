extension Variable {
    /// The output of a convolution: its gradients are computed together.
    ///
    /// - Parameter compute: computes the gradients that are wanted from that of the output
    convenience init(
        _ value: Tensor, _ operation: String, _ shape: ConvolutionShape, _ x: Variable,
        _ weight: Variable, _ bias: Variable?,
        _ compute: @escaping (Tensor, ConvolutionGradients) -> Void
    ) {
        self.init(value, operation, together: bias.map { [x, weight, $0] } ?? [x, weight]) {
            gradient, wanted, _ in
            let tensors = convolutionGradients(
                shape,
                WantedGradients(
                    input: wanted[0], weight: wanted[1], bias: wanted.count > 2 && wanted[2])
            ) { compute(gradient, $0) }
            return [tensors.input, tensors.weight, tensors.bias]
        }
    }
}

/// Which gradients of a convolution somebody asks for.
struct WantedGradients {
    var input = false
    var weight = false
    var bias = false
}

/// The gradients of a convolution that were asked for.
struct GradientTensors {
    var input: Tensor?
    var weight: Tensor?
    var bias: Tensor?
}

/// New tensors for the wanted gradients, which `compute` writes.
func convolutionGradients(
    _ s: ConvolutionShape, _ wanted: WantedGradients, _ compute: (ConvolutionGradients) -> Void
) -> GradientTensors {
    func tensor(_ isWanted: Bool, _ shape: [Int]) -> Tensor? {
        isWanted ? Tensor(uninitialized: shape) : nil
    }
    var result = GradientTensors(
        input: tensor(wanted.input, [s.n, s.c, s.h, s.w]),
        weight: tensor(wanted.weight, [s.f, s.channelsPerGroup, s.kh, s.kw]),
        bias: tensor(wanted.bias, [s.f]))
    // The tensors are new, so their memory is theirs alone, and stays where it is.
    compute(
        ConvolutionGradients(
            input: result.input?.withUnsafeMutablePointer { $0 },
            weight: result.weight?.withUnsafeMutablePointer { $0 },
            bias: result.bias?.withUnsafeMutablePointer { $0 }))
    return result
}
