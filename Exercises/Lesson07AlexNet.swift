// Lesson 07: AlexNet-lite. Run it first: swift run lesson07
//
// Replace each todo() by your code, then: swift test --filter Lesson07

import Coursework
import Primavera

#if canImport(Glibc)
import Glibc  // pow
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercise 7.1 · Inverted dropout.
///
/// In training each number becomes 0 with the probability `rate`, so that no unit can rely on
/// another one. Those that stay are divided by `1 − rate`: then their expected sum is what it was,
/// and afterwards, when the network is used, nothing has to be done. (AlexNet itself did not divide
/// in training, but halved its outputs afterwards; its rate was 0.5.)
///
/// - Parameters:
///   - x: n numbers
///   - draws: n random numbers from 0 to below 1; where one is below `rate`, the number is dropped
///   - rate: the part to drop, from 0 to below 1
///   - isTraining: when not, x comes back as it is
///
/// ```swift
/// invertedDropout([4, 8, 12], draws: [0.5, 0.1, 0.9], rate: 0.2, isTraining: true)   // [5, 0, 15]
/// invertedDropout([4, 8, 12], draws: [0.5, 0.1, 0.9], rate: 0.2, isTraining: false)  // [4, 8, 12]
/// ```
public func invertedDropout(
    _ x: [Double], draws: [Double], rate: Double, isTraining: Bool
) -> [Double] {
    todo()
}

/// Exercise 7.2 · A random part of the picture, and its mirror image half of the time.
///
/// A cat a little further left is a cat, and so is its mirror image: one picture becomes many. The
/// part is a square of `size` × `size`. In a picture of H × W there are `H − size + 1` places for its
/// first row, counted from 0, and the draw says which: the whole part of `draw · places`. Columns in
/// the same way. Where the third draw is below 0.5, left and right of the part are exchanged.
///
/// - Parameters:
///   - image: H rows of W numbers
///   - size: at most H and at most W
///   - draws: three random numbers from 0 to below 1
///
/// ```swift
/// let image: [[Double]] = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]
/// cropAndMirror(image, size: 2, draws: (row: 0.7, column: 0.4, mirror: 0.9))
/// // [[10, 11], [14, 15]]: 3 places, row 2, column 1
/// cropAndMirror(image, size: 2, draws: (row: 0.7, column: 0.4, mirror: 0.1))
/// // [[11, 10], [15, 14]]
/// ```
public func cropAndMirror(
    _ image: [[Double]], size: Int, draws: (row: Double, column: Double, mirror: Double)
) -> [[Double]] {
    todo()
}

/// Exercise 7.3 · ReLU, the activation of AlexNet: `max(0, x)` of each number.
///
/// ```swift
/// relu([-2, 0, 3])      // [0, 0, 3]
/// ```
public func relu(_ x: [Double]) -> [Double] {
    todo()
}

/// Exercise 7.3, second part · The gradient of ReLU.
///
/// Its slope is 1 where x is positive and 0 where not, so what comes back passes, or is stopped. The
/// sigmoid's slope is at most 1/4, and eight layers of it leave almost nothing. (At 0 there is no
/// slope. Here it counts as 0, as in the library.)
///
/// - Parameters:
///   - x: what went into ReLU
///   - gradient: ∂E/∂output, of either sign, one number for each of x
/// - Returns: ∂E/∂x
///
/// ```swift
/// reluGradient([-2, 0, 3], gradient: [5, 7, -1])      // [0, 0, -1]
/// ```
public func reluGradient(_ x: [Double], gradient: [Double]) -> [Double] {
    todo()
}

/// Exercise 7.4 · One step of gradient descent with momentum and weight decay.
///
/// For each weight: `g = gradient + decay · w`, `v ← momentum · v + g`, `w ← w − rate · v`. The decay
/// pulls each weight to 0; the velocity v remembers where the last steps went. This is the form of
/// `GradientDescent` in the library. (AlexNet's paper keeps `−rate · v` as its velocity; while the
/// rate stays the same, the weights go the same way.)
///
/// - Parameters:
///   - weights: n numbers w, those before the step
///   - velocities: n numbers v, those of the step before; 0 at the first one
///   - gradients: n numbers ∂E/∂w
///   - rate: the learning rate; AlexNet began with 0.01
///   - momentum: from 0 to below 1; AlexNet's was 0.9
///   - decay: AlexNet's was 0.0005
/// - Returns: the new weights and the new velocities
///
/// ```swift
/// momentumStep(
///     [1, -2], velocities: [0.5, 0], gradients: [0.2, -0.4], rate: 0.1, momentum: 0.9, decay: 0.5)
/// // weights [0.885, -1.86], velocities [1.15, -1.4]
/// ```
public func momentumStep(
    _ weights: [Double], velocities: [Double], gradients: [Double], rate: Double,
    momentum: Double, decay: Double
) -> (weights: [Double], velocities: [Double]) {
    todo()
}

/// Exercise 7.5 · How many numbers does AlexNet learn?
///
/// A convolution of N filters of K × K over C channels has `K² · C · N + N` parameters. With G
/// groups, channels and filters are divided into G equal parts, and a filter sees the channels of its
/// own part alone: `K² · C/G · N + N`. (AlexNet was divided between two graphics cards: its second,
/// fourth and fifth convolution have two groups.) After the convolutions all numbers stand in one
/// row; a dense layer has a weight from each input to each output, and a bias for each output.
///
/// - Parameters:
///   - channels: those of the picture
///   - convolutions: from the first to the last; each one's filters are the next one's channels
///   - side: H and W of the maps that the first dense layer gets, behind the last pooling
///   - dense: the outputs of the dense layers, at least one
///
/// ```swift
/// alexNetParameters(
///     channels: 3,
///     convolutions: [(11, 96, 1), (5, 256, 2), (3, 384, 1), (3, 384, 2), (3, 256, 2)],
///     side: 6, dense: [4096, 4096, 1000])      // 60965224; as one tower, G = 1, 62378344
/// ```
public func alexNetParameters(
    channels: Int, convolutions: [(kernel: Int, filters: Int, groups: Int)], side: Int,
    dense: [Int]
) -> Int {
    todo()
}

/// Exercise 7.6 · Local response normalisation, as AlexNet's paper has it.
///
/// At one place of the picture there is an activity a for each channel. A strong one quietens its
/// neighbours: with N channels, `bᵢ = aᵢ / (k + α Σⱼ aⱼ²)^β`, the sum over the `size` channels from
/// `i − size/2` to `i + size/2` (whole division), those that there are from 0 to N − 1. The α is *not*
/// divided by `size`. (`LocalResponseNorm` of the library does the same; PyTorch divides.)
///
/// - Parameters:
///   - activities: N numbers, one a channel
///   - size: how many channels take part, an odd number
///
/// ```swift
/// responseNormalized([1, 2, 3, 0, 1], size: 3, k: 1, alpha: 1, beta: 1)
/// // [1/6, 2/15, 3/14, 0, 1/2]
/// responseNormalized([100, 0, 0])
/// // [43.87, 0, 0]: 100 / (2 + 0.0001 · 100²)^0.75
/// ```
public func responseNormalized(
    _ activities: [Double], size: Int = 5, k: Double = 2, alpha: Double = 1e-4, beta: Double = 0.75
) -> [Double] {
    todo()
}

/// Exercise 7.7 · VGG's idea, two years later: small kernels in a row instead of a large one.
///
/// Each convolution of 3 × 3 (stride 1) sees one pixel more on each side than the one before it: two
/// in a row see 5 × 5, three 7 × 7. With C channels in and out, each has `3² · C · C + C` parameters.
///
/// - Parameters:
///   - kernel: K of the large one, odd, at least 3
///   - channels: C
/// - Returns: how many layers of 3 × 3 see K × K, and how many parameters they have together
///
/// ```swift
/// smallKernels(insteadOf: 5, channels: 64)      // layers 2, parameters 73856 (one 5 × 5: 102464)
/// ```
public func smallKernels(
    insteadOf kernel: Int, channels: Int
) -> (layers: Int, parameters: Int) {
    todo()
}
