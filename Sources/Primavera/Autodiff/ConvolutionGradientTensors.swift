/// The inputs of a convolution in the graph. Their gradients are computed together, because they share
/// most of the work's memory, and handed out one by one, as `backward()` asks for them.
///
/// - Parameter compute: computes the gradients that are wanted from that of the output
func convolutionInputs(
    _ shape: ConvolutionShape, _ x: Variable, _ weight: Variable, _ bias: Variable?,
    _ compute: @escaping (Tensor, ConvolutionGradients) -> Void
) -> [Variable.Input] {
    let wanted = WantedGradients(
        input: x.requiresGradient, weight: weight.requiresGradient,
        bias: bias?.requiresGradient == true)
    let gradients = ConvolutionGradientTensors { gradient in
        convolutionGradients(shape, wanted) { compute(gradient, $0) }
    }
    var inputs = [
        Variable.Input(x) { gradients.take(\.input, of: $0) },
        Variable.Input(weight) { gradients.take(\.weight, of: $0) },
    ]
    if let bias { inputs.append(Variable.Input(bias) { gradients.take(\.bias, of: $0) }) }
    return inputs
}

/// Which gradients of a convolution somebody asks for.
struct WantedGradients {
    var input = false
    var weight = false
    var bias = false
}

/// The gradients of a convolution that were asked for and not yet handed out.
struct GradientTensors {
    var input: Tensor?
    var weight: Tensor?
    var bias: Tensor?

    var isEmpty: Bool { input == nil && weight == nil && bias == nil }
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

private final class ConvolutionGradientTensors {
    private let compute: (Tensor) -> GradientTensors
    /// The gradient that the parts below were computed from. It is kept, so that no other can come to
    /// lie at its place in memory, which it is known by.
    private var arrived: Tensor?
    private var parts = GradientTensors()

    init(_ compute: @escaping (Tensor) -> GradientTensors) { self.compute = compute }

    func take(_ part: WritableKeyPath<GradientTensors, Tensor?>, of gradient: Tensor) -> Tensor {
        let isKnown =
            arrived.map { known in
                known.withUnsafePointer { a in gradient.withUnsafePointer { a == $0 } }
            } ?? false
        if !isKnown || parts[keyPath: part] == nil { parts = compute(gradient) }
        let result = parts[keyPath: part]!
        parts[keyPath: part] = nil
        arrived = parts.isEmpty ? nil : gradient
        return result
    }
}
