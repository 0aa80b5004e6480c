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
    let output = rectifies ? y : nil
    return Variable(y, rectifies ? "conv2d, relu" : "conv2d", shape, x, weight, bias) {
        conv2dBackward(shape, $0, rectified: output, x: input, weight: filters, into: $1)
    }
}

/// The kernel, on tensors.
private func conv2dBackward(
    _ s: ConvolutionShape, _ gradient: Tensor, rectified output: Tensor?, x: Tensor?,
    weight: Tensor?, into wanted: ConvolutionGradients
) {
    withExtendedLifetime((gradient, output, x, weight)) {
        conv2dBackward(
            s, gradient.withUnsafePointer { $0 }, rectified: output?.withUnsafePointer { $0 },
            x?.withUnsafePointer { $0 }, weight?.withUnsafePointer { $0 }, into: wanted)
    }
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
    let y = convolutionGradients(shape, WantedGradients(input: true)) {
        conv2dBackward(shape, input, rectified: nil, x: nil, weight: filters, into: $0)
    }.input!
    let result = Variable(
        y, "convTranspose2d",
        [
            Variable.Input(x) { g in
                conv2d(
                    Variable(g), weight: Variable(filters), stride: stride, padding: padding
                ).value
            },
            Variable.Input(weight) { g in
                convolutionGradients(shape, WantedGradients(weight: true)) {
                    conv2dBackward(shape, input, rectified: nil, x: g, weight: nil, into: $0)
                }.weight!
            },
        ])
    guard let bias else { return result }
    return result + bias.reshaped([1, shape.c, 1, 1])
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
