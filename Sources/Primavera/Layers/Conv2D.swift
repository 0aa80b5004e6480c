/// A convolutional layer: F filters that slide over the images.
///
/// `y = activation(x ∘ W + b)`; see ``conv2d(_:weight:bias:stride:padding:paddingMode:dilation:groups:rectifies:)``.
///
/// - Shape: input `[N, C, H, W]` → output `[N, F, outH, outW]` with
///   `outH = ⌊(H + 2 padding − dilation (kernelSize − 1) − 1) / stride⌋ + 1`
/// - Learned: `weight` `[F, C / groups, K, K]`, Glorot uniform with K² C inputs and K² F outputs;
///   `bias` `[F]`, zeros
/// - Fails: with a sentence naming both when the channels differ, or the kernel is larger than the
///   image
///
/// ```swift
/// let layer = Conv2D(channels: 1, filters: 6, kernelSize: 5, using: &random)
/// layer(images).shape          // [32, 6, 28, 28] for images [32, 1, 32, 32]
/// layer.parameterCount         // 156
/// ```
/// Lesson 04. Fukushima 1980; LeCun and others 1989.
public final class Conv2D: Layer {
    /// The filters, `[F, C / groups, K, K]`.
    public let weight: Variable
    /// One number for each filter, `[F]`.
    public let bias: Variable
    /// How many pixels the filters move in a step.
    public let stride: Int
    /// How many rows and columns are added on each side.
    public let padding: Int
    /// What the added rows and columns hold.
    public let paddingMode: PaddingMode
    /// How far apart the pixels are that a filter reads; 1 for neighbours.
    public let dilation: Int
    /// Into how many groups the channels are cut; a filter sees one.
    public let groups: Int
    /// What comes after the sum.
    public let activation: Activation

    /// A layer with random weights, and zeros as its bias.
    public init(
        channels: Int, filters: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
        paddingMode: PaddingMode = .zeros, dilation: Int = 1, groups: Int = 1,
        activation: Activation = .linear, using random: inout Random
    ) {
        if groups < 1 || channels % groups != 0 || filters % groups != 0 {
            mistake(
                "Conv2D cannot cut \(channels) channels and \(filters) filters into \(groups) "
                    + "groups.")
        }
        let area = kernelSize * kernelSize
        let bound = (6 / Float(area * (channels + filters) / groups)).squareRoot()
        weight = Variable(
            parameter: random.uniform(
                [filters, channels / groups, kernelSize, kernelSize], in: -bound..<bound))
        bias = Variable(parameter: Tensor.zeros([filters]))
        self.stride = stride
        self.padding = padding
        self.paddingMode = paddingMode
        self.dilation = dilation
        self.groups = groups
        self.activation = activation
    }

    /// C, how many channels the images have.
    public var channels: Int { weight.shape[1] * groups }
    /// F, how many filters there are, and channels in the output.
    public var filters: Int { weight.shape[0] }
    /// K, the rows and the columns of a filter.
    public var kernelSize: Int { weight.shape[2] }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        let isReLU = activation == .relu
        let y = conv2d(
            x, weight: weight, bias: bias, stride: stride, padding: padding,
            paddingMode: paddingMode, dilation: dilation, groups: groups, rectifies: isReLU)
        return isReLU ? y : activation(y)
    }

    public var parameters: [Parameter] { [Parameter("weight", weight), Parameter("bias", bias)] }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        guard input.count == 3, input[0] == channels else {
            return .failure(
                ShapeProblem(
                    sentence: "Conv2D expects images [N, \(channels), H, W], but got \(input) for "
                        + "one example."))
        }
        let size = input[1...].map {
            ConvolutionShape.outputLength($0, kernelSize, stride, padding, dilation)
        }
        if size.contains(where: { $0 < 1 }) {
            return .failure(
                ShapeProblem(
                    sentence:
                        "Conv2D has a kernel of \(kernelSize) × \(kernelSize), larger than its "
                        + "image of \(input[1]) × \(input[2]) with a padding of \(padding)."))
        }
        return .success([filters] + size)
    }
}

/// The transposed convolution as a layer: makes images larger, with weights to learn.
///
/// - Shape: input `[N, C, H, W]` → output `[N, F, outH, outW]` with
///   `outH = (H − 1) stride − 2 padding + kernelSize + outputPadding`
/// - Learned: `weight` `[C, F, K, K]`, Glorot uniform; `bias` `[F]`, zeros
///
/// ```swift
/// let layer = ConvTranspose2D(
///     channels: 8, filters: 4, kernelSize: 4, stride: 2, padding: 1, using: &random)
/// layer(images).shape          // [32, 4, 14, 14] for images [32, 8, 7, 7]
/// ```
/// Lesson 09.
public final class ConvTranspose2D: Layer {
    /// The filters, `[C, F, K, K]`.
    public let weight: Variable
    /// One number for each filter, `[F]`.
    public let bias: Variable
    /// How far apart the pixels of the input come to lie in the output.
    public let stride: Int
    /// How many rows and columns are taken away on each side.
    public let padding: Int
    /// Rows and columns more at the end, for a stride leaves their number open.
    public let outputPadding: Int
    /// What comes after the sum.
    public let activation: Activation

    /// A layer with random weights, and zeros as its bias.
    public init(
        channels: Int, filters: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0,
        outputPadding: Int = 0, activation: Activation = .linear, using random: inout Random
    ) {
        let bound = (6 / Float(kernelSize * kernelSize * (channels + filters))).squareRoot()
        weight = Variable(
            parameter: random.uniform(
                [channels, filters, kernelSize, kernelSize], in: -bound..<bound))
        bias = Variable(parameter: Tensor.zeros([filters]))
        self.stride = stride
        self.padding = padding
        self.outputPadding = outputPadding
        self.activation = activation
    }

    /// C, how many channels the images have.
    public var channels: Int { weight.shape[0] }
    /// F, how many channels the output has.
    public var filters: Int { weight.shape[1] }
    /// K, the rows and the columns of a filter.
    public var kernelSize: Int { weight.shape[2] }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return activation(
            convTranspose2d(
                x, weight: weight, bias: bias, stride: stride, padding: padding,
                outputPadding: outputPadding))
    }

    public var parameters: [Parameter] { [Parameter("weight", weight), Parameter("bias", bias)] }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        guard input.count == 3, input[0] == channels else {
            return .failure(
                ShapeProblem(
                    sentence: "ConvTranspose2D expects images [N, \(channels), H, W], but got "
                        + "\(input) for one example."))
        }
        let size = input[1...].map { ($0 - 1) * stride - 2 * padding + kernelSize + outputPadding }
        return .success([filters] + size)
    }
}
