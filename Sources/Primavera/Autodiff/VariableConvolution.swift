/// The convolution of images with filters (as in all libraries a correlation: nothing is flipped).
///
/// `y[n, f] = b[f] + Σ_c x[n, c] ∘ w[f, c]`; with G groups filter f sees its group's channels only.
///
/// - Shape: x `[N, C, H, W]`, weight `[F, C / G, KH, KW]`, bias `[F]` → `[N, F, outH, outW]` with
///   `outH = ⌊(H + 2 padding − dilation (KH − 1) − 1) / stride⌋ + 1`
/// - Parameters:
///   - x: the images
///   - weight: the filters
///   - bias: one number for each filter, or none
///   - stride: how many pixels the filters move in a step
///   - padding: how many rows and columns are added on each side
///   - paddingMode: what these hold
///   - dilation: how far apart the pixels are that a filter reads; 1 for neighbours
///   - groups: G
///   - rectifies: takes `max(0, y)` on the way out, which saves two passes over memory
/// - Fails: with a sentence when channels or groups do not fit, or the kernel is larger than the image
///
/// ```swift
/// let image = Variable([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]])
/// let filter = Variable([[[[1, 0], [0, 1]]]])
/// conv2d(image, weight: filter).value      // [[[[6, 8], [12, 14]]]]
/// ```
/// Lesson 04.
public func conv2d(
    _ x: Variable, weight: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0,
    paddingMode: PaddingMode = .zeros, dilation: Int = 1, groups: Int = 1, rectifies: Bool = false
) -> Variable {
    checkConvolution(x.shape, weight.shape, stride, padding, dilation, groups)
    let shape = ConvolutionShape(
        n: x.shape[0], c: x.shape[1], h: x.shape[2], w: x.shape[3], f: weight.shape[0],
        kh: weight.shape[2], kw: weight.shape[3], stride: stride, padding: padding,
        paddingMode: paddingMode, dilation: dilation, groups: groups)
    let (input, filters) = (x.value, weight.value)
    var y = Tensor(uninitialized: [shape.n, shape.f, shape.outH, shape.outW])
    input.withUnsafePointer { x in
        filters.withUnsafePointer { w in
            y.withUnsafeMutablePointer { y in
                if let bias {
                    bias.value.withUnsafePointer {
                        conv2dForward(shape, x, w, bias: $0, rectifies: rectifies, into: y)
                    }
                } else {
                    conv2dForward(shape, x, w, bias: nil, rectifies: rectifies, into: y)
                }
            }
        }
    }
    func inputs() -> [Variable.Input] {
        let gradients = ConvolutionGradientTensors(
            shape, x: input, weight: filters, output: rectifies ? y : nil,
            wanted: WantedGradients(
                input: x.requiresGradient, weight: weight.requiresGradient,
                bias: bias?.requiresGradient == true))
        var inputs = [
            Variable.Input(x) { gradients.take(\.input, of: $0) },
            Variable.Input(weight) { gradients.take(\.weight, of: $0) },
        ]
        if let bias { inputs.append(Variable.Input(bias) { gradients.take(\.bias, of: $0) }) }
        return inputs
    }
    return Variable(y, rectifies ? "conv2d, relu" : "conv2d", inputs())
}

/// The transposed convolution: what `conv2d` does to gradients, done to images. It makes them
/// larger: stride 2 doubles rows and columns.
///
/// - Shape: x `[N, C, H, W]`, weight `[C, F, KH, KW]`, bias `[F]` → `[N, F, outH, outW]` with
///   `outH = (H − 1) stride − 2 padding + KH + outputPadding`
/// - Parameters:
///   - x: the images
///   - weight: the filters, input channels first
///   - bias: one number for each channel of the output, or none
///   - stride: how far apart the pixels of x come to lie in the output
///   - padding: how many rows and columns are taken away on each side
///   - outputPadding: rows and columns more, for a stride leaves their number open
/// - Fails: with a sentence when the channels do not fit
///
/// Lesson 09. Zeiler and others 2010.
public func convTranspose2d(
    _ x: Variable, weight: Variable, bias: Variable? = nil, stride: Int = 1, padding: Int = 0,
    outputPadding: Int = 0
) -> Variable {
    if x.shape.count != 4 || weight.shape.count != 4 || x.shape[1] != weight.shape[0] {
        mistake(
            "convTranspose2d takes images [N, C, H, W] and a weight [C, F, KH, KW], but got "
                + "\(x.shape) and \(weight.shape).")
    }
    if outputPadding < 0 || outputPadding >= stride {
        mistake("outputPadding is 0 to below the stride \(stride), but got \(outputPadding).")
    }
    let (kh, kw) = (weight.shape[2], weight.shape[3])
    // The convolution whose gradient this is: from our output to our input.
    let shape = ConvolutionShape(
        n: x.shape[0], c: weight.shape[1],
        h: (x.shape[2] - 1) * stride - 2 * padding + kh + outputPadding,
        w: (x.shape[3] - 1) * stride - 2 * padding + kw + outputPadding, f: x.shape[1], kh: kh,
        kw: kw, stride: stride, padding: padding)
    if shape.h < 1 || shape.w < 1 {
        mistake(
            "convTranspose2d with the padding \(padding) leaves nothing of an image \(x.shape).")
    }
    let (input, filters) = (x.value, weight.value)
    let y = convolutionGradients(
        shape, input, rectified: nil, x: nil, weight: filters, WantedGradients(input: true)
    ).input!
    let result = Variable(
        y, "convTranspose2d",
        [
            Variable.Input(x) { g in
                conv2d(
                    Variable(g), weight: Variable(filters), stride: stride, padding: padding
                ).value
            },
            Variable.Input(weight) { g in
                convolutionGradients(
                    shape, input, rectified: nil, x: g, weight: nil, WantedGradients(weight: true)
                ).weight!
            },
        ])
    guard let bias else { return result }
    return result + bias.reshaped([1, shape.c, 1, 1])
}

/// Which gradients of a convolution somebody asks for.
private struct WantedGradients {
    var input = false
    var weight = false
    var bias = false
}

/// The gradients of a convolution that were asked for and not yet handed out.
private struct GradientTensors {
    var input: Tensor?
    var weight: Tensor?
    var bias: Tensor?

    var isEmpty: Bool { input == nil && weight == nil && bias == nil }
}

/// The gradients of one convolution. They are computed together, because they share most of the
/// work's memory, and handed out one by one, as `backward()` asks for them.
private final class ConvolutionGradientTensors {
    private let shape: ConvolutionShape
    private let x: Tensor
    private let weight: Tensor
    /// What ReLU let through, if it is part of the operation.
    private let output: Tensor?
    private let wanted: WantedGradients
    /// The gradient that the parts below were computed from. It is kept, so that no other can come to
    /// lie at its place in memory, which it is known by.
    private var arrived: Tensor?
    private var parts = GradientTensors()

    init(
        _ shape: ConvolutionShape, x: Tensor, weight: Tensor, output: Tensor?,
        wanted: WantedGradients
    ) {
        self.shape = shape
        self.x = x
        self.weight = weight
        self.output = output
        self.wanted = wanted
    }

    func take(_ part: WritableKeyPath<GradientTensors, Tensor?>, of gradient: Tensor) -> Tensor {
        let isKnown =
            arrived.map { known in
                known.withUnsafePointer { a in gradient.withUnsafePointer { a == $0 } }
            } ?? false
        if !isKnown || parts[keyPath: part] == nil {
            parts = convolutionGradients(
                shape, gradient, rectified: output, x: x, weight: weight, wanted)
        }
        let result = parts[keyPath: part]!
        parts[keyPath: part] = nil
        arrived = parts.isEmpty ? nil : gradient
        return result
    }
}

/// The wanted gradients of a convolution as tensors.
private func convolutionGradients(
    _ s: ConvolutionShape, _ gradient: Tensor, rectified output: Tensor?, x: Tensor?,
    weight: Tensor?, _ wanted: WantedGradients
) -> GradientTensors {
    func tensor(_ isWanted: Bool, _ shape: [Int]) -> Tensor? {
        isWanted ? Tensor(uninitialized: shape) : nil
    }
    var result = GradientTensors(
        input: tensor(wanted.input, [s.n, s.c, s.h, s.w]),
        weight: tensor(wanted.weight, [s.f, s.channelsPerGroup, s.kh, s.kw]),
        bias: tensor(wanted.bias, [s.f]))
    // The tensors are new, so their memory is theirs alone, and stays where it is.
    let targets = ConvolutionGradients(
        input: result.input?.withUnsafeMutablePointer { $0 },
        weight: result.weight?.withUnsafeMutablePointer { $0 },
        bias: result.bias?.withUnsafeMutablePointer { $0 })
    withExtendedLifetime((gradient, output, x, weight)) {
        conv2dBackward(
            s, gradient.withUnsafePointer { $0 }, rectified: output?.withUnsafePointer { $0 },
            x?.withUnsafePointer { $0 }, weight?.withUnsafePointer { $0 }, into: targets)
    }
    return result
}

/// What is wrong with the sizes of a convolution ends in a sentence.
private func checkConvolution(
    _ x: [Int], _ weight: [Int], _ stride: Int, _ padding: Int, _ dilation: Int, _ groups: Int
) {
    if x.count != 4 || weight.count != 4 {
        mistake(
            "conv2d takes images [N, C, H, W] and a weight [F, C, KH, KW], but got \(x) and "
                + "\(weight).")
    }
    if stride < 1 || padding < 0 || dilation < 1 || groups < 1 {
        mistake(
            "conv2d takes a stride, dilation and groups of at least 1 and a padding of at least 0, "
                + "but got \(stride), \(dilation), \(groups) and \(padding).")
    }
    if x[1] % groups != 0 || weight[0] % groups != 0 || weight[1] != x[1] / groups {
        mistake(
            "The filters \(weight) were made for \(weight[1] * groups) channels in \(groups) "
                + "groups, but the images are \(x).")
    }
    for (image, kernel) in [(x[2], weight[2]), (x[3], weight[3])]
    where ConvolutionShape.outputLength(image, kernel, stride, padding, dilation) < 1 {
        mistake(
            "A kernel of \(weight[2]) × \(weight[3])"
                + (dilation > 1 ? ", dilated by \(dilation)," : "")
                + " is larger than an image of \(x[2]) × \(x[3]) with a padding of \(padding): there "
                + "is no output.")
    }
}
