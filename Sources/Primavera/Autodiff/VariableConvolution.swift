/// The convolution of images with filters (as in all libraries a correlation: nothing is flipped).
///
/// `y[n, f] = b[f] + Σ_c x[n, c] ∘ w[f, c]`; with G groups filter f sees its group's channels only.
///
/// - Shape: x `[N, C, H, W]`, weight `[F, C / G, KH, KW]`, bias `[F]` → `[N, F, outH, outW]` with
///   `outH = ⌊(H + 2 padding − dilation (KH − 1) − 1) / stride⌋ + 1`
/// - Parameter rectifies: takes `max(0, y)` on the way out, which saves two passes over memory
/// - Fails: with a sentence when channels or groups do not fit, or the kernel is larger than the image
///
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
    // What ReLU let through; the gradients below are masked with it first.
    let output = rectifies ? y : nil
    let spread = SpreadOnce(shape, output: output)
    var inputs = [
        Variable.Input(x) { g in
            spread.gradients(of: g).inputGradient(weight: filters, shape: input.shape)
        },
        Variable.Input(weight) { g in
            spread.gradients(of: g).weightGradient(input: input, shape: filters.shape)
        },
    ]
    if let bias {
        inputs.append(Variable.Input(bias) { g in spread.biasGradient(of: g) })
    }
    return Variable(y, rectifies ? "conv2d, relu" : "conv2d", inputs)
}

/// The transposed convolution: what `conv2d` does to gradients, done to images. It makes them
/// larger: stride 2 doubles rows and columns.
///
/// - Shape: x `[N, C, H, W]`, weight `[C, F, KH, KW]`, bias `[F]` → `[N, F, outH, outW]` with
///   `outH = (H − 1) stride − 2 padding + KH + outputPadding`
/// - Parameter outputPadding: rows and columns more, for a stride leaves their number open
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
    let outputShape = [shape.n, shape.c, shape.h, shape.w]
    let y = ConvolutionGradientTensors(shape, input)
        .inputGradient(weight: filters, shape: outputShape)
    let result = Variable(
        y, "convTranspose2d",
        [
            Variable.Input(x) { g in
                conv2d(
                    Variable(g), weight: Variable(filters), stride: stride, padding: padding
                ).value
            },
            Variable.Input(weight) { g in
                ConvolutionGradientTensors(shape, input)
                    .weightGradient(input: g, shape: filters.shape)
            },
        ])
    guard let bias else { return result }
    return result + bias.reshaped([1, shape.c, 1, 1])
}

/// The gradients of a convolution as tensors.
private struct ConvolutionGradientTensors {
    private let gradient: Tensor
    private let gradients: ConvolutionGradients

    init(_ shape: ConvolutionShape, _ gradient: Tensor) {
        self.gradient = gradient
        gradients = gradient.withUnsafePointer { ConvolutionGradients(shape, $0) }
    }

    func inputGradient(weight: Tensor, shape: [Int]) -> Tensor {
        var dx = Tensor(uninitialized: shape)
        withExtendedLifetime(gradient) {
            weight.withUnsafePointer { w in
                dx.withUnsafeMutablePointer { gradients.input(w, into: $0) }
            }
        }
        return dx
    }

    func weightGradient(input: Tensor, shape: [Int]) -> Tensor {
        var dw = Tensor(uninitialized: shape)
        withExtendedLifetime(gradient) {
            input.withUnsafePointer { x in
                dw.withUnsafeMutablePointer { gradients.weight(x, into: $0) }
            }
        }
        return dw
    }
}

/// Keeps what the gradients with respect to input, weight and bias have in common.
private final class SpreadOnce {
    private let shape: ConvolutionShape
    private let output: Tensor?
    private var arrived: Tensor?
    private var masked: Tensor?
    private var tensors: ConvolutionGradientTensors?

    init(_ shape: ConvolutionShape, output: Tensor?) {
        self.shape = shape
        self.output = output
    }

    func gradients(of g: Tensor) -> ConvolutionGradientTensors {
        let gradient = rectified(g)
        if let tensors { return tensors }
        let made = ConvolutionGradientTensors(shape, gradient)
        tensors = made
        return made
    }

    func biasGradient(of g: Tensor) -> Tensor {
        let gradient = rectified(g)
        var db = Tensor(uninitialized: [shape.f])
        gradient.withUnsafePointer { g in
            db.withUnsafeMutablePointer { conv2dBiasGradient(shape, g, into: $0) }
        }
        return db
    }

    /// The gradient before ReLU. Each new one (there may be several calls of `backward()`) is
    /// noticed by where it lies in memory; it is kept, so that no other can come to lie there.
    private func rectified(_ g: Tensor) -> Tensor {
        if let arrived, let masked,
            arrived.withUnsafePointer({ a in g.withUnsafePointer { a == $0 } })
        {
            return masked
        }
        let result = output.map { y in
            Tensor.combined(g, y, "relu") { g, y in g.replacing(with: 0, where: y .<= 0) }
        }
        arrived = g
        masked = result ?? g
        tensors = nil
        return masked!
    }
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
