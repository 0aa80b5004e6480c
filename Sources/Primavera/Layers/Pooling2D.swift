/// The largest number of every window of every channel.
///
/// - Shape: `[N, C, H, W]` → `[N, C, outH, outW]`, `outH = ⌊(H + 2 padding − window) / stride⌋ + 1`
///
/// ```swift
/// let image = Variable([[[[1, 2], [3, 4]]]])
/// MaxPool2D(2)(image).value      // [[[[4]]]]
/// ```
/// Lesson 05. AlexNet's overlaps: window 3, stride 2.
public final class MaxPool2D: Layer {
    /// The rows and the columns of a window.
    public let window: Int
    /// How many pixels the window moves in a step.
    public let stride: Int
    /// How many rows and columns are added on each side.
    public let padding: Int

    /// - Parameters:
    ///   - window: its rows and columns
    ///   - stride: the window's size if none is given, so that windows lie side by side
    ///   - padding: how many rows and columns are added on each side
    public init(_ window: Int = 2, stride: Int? = nil, padding: Int = 0) {
        self.window = window
        self.stride = stride ?? window
        self.padding = padding
    }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return maxPool2d(x, window: window, stride: stride, padding: padding)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        pooledShape(self, input, window, stride, padding)
    }
}

/// The mean of every window of every channel.
///
/// - Shape: as ``MaxPool2D``
///
/// ```swift
/// let image = Variable([[[[1, 2], [3, 4]]]])
/// AveragePool2D(2)(image).value      // [[[[2.5]]]]
/// ```
/// Lesson 05.
public final class AveragePool2D: Layer {
    /// The rows and the columns of a window.
    public let window: Int
    /// How many pixels the window moves in a step.
    public let stride: Int
    /// How many rows and columns are added on each side.
    public let padding: Int

    /// - Parameters:
    ///   - window: its rows and columns
    ///   - stride: the window's size if none is given
    ///   - padding: how many rows and columns are added on each side
    public init(_ window: Int = 2, stride: Int? = nil, padding: Int = 0) {
        self.window = window
        self.stride = stride ?? window
        self.padding = padding
    }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return averagePool2d(x, window: window, stride: stride, padding: padding)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        pooledShape(self, input, window, stride, padding)
    }
}

/// The mean of every channel: one number for each.
///
/// - Shape: `[N, C, H, W]` → `[N, C]`
///
/// ```swift
/// let images = Variable([[[[1, 2], [3, 6]]]])
/// GlobalAveragePool2D()(images).value      // [[3]]
/// ```
/// Lesson 05. Lin, Chen and Yan 2013.
public final class GlobalAveragePool2D: Layer {
    /// A layer without numbers of its own.
    public init() {}

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return x.reshaped([x.shape[0], x.shape[1], -1]).mean(axis: 2)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        if input.count == 3 { return .success([input[0]]) }
        return .failure(
            ShapeProblem(
                sentence:
                    "GlobalAveragePool2D expects images [N, C, H, W], but got \(input) for one "
                    + "example."))
    }
}

/// Images `factor` times as large in both directions.
///
/// - Shape: `[N, C, H, W]` → `[N, C, H · factor, W · factor]`
///
/// ```swift
/// let image = Variable([[[[1, 2]]]])
/// Upsample2D(2)(image).value      // [[[[1, 1, 2, 2], [1, 1, 2, 2]]]]
/// ```
/// Lesson 09.
public final class Upsample2D: Layer {
    /// How many times as many rows and columns.
    public let factor: Int
    /// How the new pixels are made.
    public let mode: UpsamplingMode

    /// Makes images `factor` times as large.
    public init(_ factor: Int = 2, mode: UpsamplingMode = .nearest) {
        self.factor = factor
        self.mode = mode
    }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return upsample2d(x, factor: factor, mode: mode)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        if input.count == 3 { return .success([input[0], input[1] * factor, input[2] * factor]) }
        return .failure(
            ShapeProblem(
                sentence:
                    "Upsample2D expects images [N, C, H, W], but got \(input) for one example."))
    }
}

/// AlexNet's normalisation over neighbouring channels; see
/// ``localResponseNorm(_:size:k:alpha:beta:)``.
///
/// - Shape: `[N, C, H, W]` → the same
///
/// Lesson 07. Krizhevsky, Sutskever and Hinton 2012.
public final class LocalResponseNorm: Layer {
    /// How many neighbouring channels count, its own among them.
    public let size: Int
    /// What is added to the sum of squares.
    public let k: Float
    /// The weight of the sum of squares.
    public let alpha: Float
    /// The power that the sum is raised to.
    public let beta: Float

    /// A layer with AlexNet's numbers.
    public init(size: Int = 5, k: Float = 2, alpha: Float = 1e-4, beta: Float = 0.75) {
        self.size = size
        self.k = k
        self.alpha = alpha
        self.beta = beta
    }

    public func callAsFunction(_ x: Variable) -> Variable {
        localResponseNorm(x, size: size, k: k, alpha: alpha, beta: beta)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> { .success(input) }
}

private func pooledShape(
    _ layer: any Layer, _ input: [Int], _ window: Int, _ stride: Int, _ padding: Int
) -> Result<[Int], ShapeProblem> {
    guard input.count == 3 else {
        return .failure(
            ShapeProblem(
                sentence:
                    "\(layer.kind) expects images [N, C, H, W], but got \(input) for one example."))
    }
    let size = input[1...].map {
        ConvolutionShape.outputLength($0, window, stride, padding)
    }
    if size.contains(where: { $0 < 1 }) {
        return .failure(
            ShapeProblem(
                sentence:
                    "\(layer.kind) has a window of \(window) × \(window), larger than its image of "
                    + "\(input[1]) × \(input[2])."))
    }
    return .success([input[0]] + size)
}
