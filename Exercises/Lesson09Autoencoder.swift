// Lesson 09: The autoencoder. Run it first: swift run lesson09
//
// Replace each todo() by your code, then: swift test --filter Lesson09

import Coursework
import Primavera

#if canImport(Glibc)
import Glibc  // exp
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercise 9.1 · How far is an image from what came back?
///
/// The mean squared error: `1/n Σ (rebuiltⱼ − originalⱼ)²`. This is what an autoencoder learns by, and
/// what tells that it has never seen something like this.
///
/// - Parameters:
///   - original: n pixels, at least one
///   - rebuilt: n pixels
///
/// ```swift
/// reconstructionError([0, 1, 1, 0], rebuilt: [0.5, 1, 0, 0])      // 0.3125
/// ```
public func reconstructionError(_ original: [Double], rebuilt: [Double]) -> Double {
    todo()
}

/// Exercise 9.2 · Through the bottleneck and back.
///
/// The encoder: `codeᵢ = max(0, Σⱼ W[i][j] xⱼ + bᵢ)`. The decoder takes the code, with weights of its own:
/// `rebuiltⱼ = σ(Σᵢ V[j][i] codeᵢ + dⱼ)`, σ the sigmoid `1 / (1 + e⁻ᶻ)`, so that pixels are between
/// 0 and 1.
///
/// - Parameters:
///   - x: n numbers
///   - encoder: weights W, k rows of n, and k biases b
///   - decoder: weights V, n rows of k, and n biases d
/// - Returns: k numbers and n numbers
///
/// ```swift
/// encodeAndDecode([1, 2], encoder: ([[1, 0.5]], [0]), decoder: ([[1], [-1]], [0, 1]))
/// // code [2], rebuilt [0.8808, 0.2689]
/// ```
public func encodeAndDecode(
    _ x: [Double], encoder: (weights: [[Double]], biases: [Double]),
    decoder: (weights: [[Double]], biases: [Double])
) -> (code: [Double], rebuilt: [Double]) {
    todo()
}

/// Exercise 9.3 · A decoder without weights of its own.
///
/// With *tied* weights the decoder uses the encoder's matrix the other way round, its rows as columns:
/// `rebuiltⱼ = Σᵢ W[i][j] codeᵢ + dⱼ`. Half as many numbers have to be learned. No activation here.
///
/// - Parameters:
///   - code: k numbers
///   - encoderWeights: k rows of n numbers, as the encoder has them
///   - biases: n numbers d
///
/// ```swift
/// tiedDecode([2, 1], encoderWeights: [[1, 0, 3], [0, 1, -1]], biases: [0, 0, 0.5])      // [2, 1, 5.5]
/// ```
public func tiedDecode(
    _ code: [Double], encoderWeights: [[Double]], biases: [Double]
) -> [Double] {
    todo()
}

/// Exercise 9.4 · Noise, within the range of pixels.
///
/// `pixel + deviation · noise`, and what falls below 0 becomes 0, what rises above 1 becomes 1.
///
/// - Parameters:
///   - pixels: n numbers from 0 to 1
///   - noise: n random numbers from a bell curve with mean 0 and deviation 1
///
/// ```swift
/// addNoise([0.5, 0.9, 0.1], noise: [1, 2, -1], deviation: 0.2)      // [0.7, 1, 0]
/// ```
public func addNoise(_ pixels: [Double], noise: [Double], deviation: Double) -> [Double] {
    todo()
}

/// Exercise 9.5 · An image `factor` times as large, by repeating its pixels.
///
/// - Parameters:
///   - image: h rows of w numbers
///   - factor: at least 1
/// - Returns: h · factor rows of w · factor numbers; each pixel has become a square
///
/// ```swift
/// nearestUpsampled([[1, 2], [3, 4]], factor: 2)
/// // [[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]
/// ```
public func nearestUpsampled(_ image: [[Double]], factor: Int) -> [[Double]] {
    todo()
}

/// Exercise 9.6 · The transposed convolution.
///
/// A convolution of lesson 04 gathers a window into one number. Here one number is spread over a
/// window: pixel (x, y) lays the kernel down at row x · stride, column y · stride, multiplied by its
/// value. Where kernels overlap, their numbers are added. The kernel is not flipped.
///
/// - Parameters:
///   - image: h rows of w numbers
///   - kernel: m rows of n numbers
///   - stride: at least 1; where it is larger than the kernel, zeros stay between
/// - Returns: (h − 1) · stride + m rows of (w − 1) · stride + n numbers
///
/// ```swift
/// transposedConvolution([[1, 2]], kernel: [[1, 1, 1]], stride: 2)      // [[1, 1, 3, 2, 2]]
/// ```
public func transposedConvolution(
    _ image: [[Double]], kernel: [[Double]], stride: Int
) -> [[Double]] {
    todo()
}

/// Exercise 9.7 · The gradient of weights that are used twice.
///
/// A linear autoencoder with tied weights and no biases: `c = W x`, `y = Wᵀ c`, and the cost
/// `E = Σⱼ (yⱼ − xⱼ)²`. Each weight has a part in the code and a part in what is rebuilt, so
/// `∂E/∂W[i][j]` has two terms.
///
/// - Parameters:
///   - x: n numbers
///   - weights: W, k rows of n
/// - Returns: k rows of n: the derivative for each weight
///
/// ```swift
/// tiedGradient([1, 2], weights: [[1, 0]])      // [[0, -4]]
/// ```
public func tiedGradient(_ x: [Double], weights: [[Double]]) -> [[Double]] {
    todo()
}

/// Exercise 9.8 · How well does a score tell strangers from what is known?
///
/// The area under the ROC curve is the part of all pairs of one stranger and one known example in which
/// the stranger has the higher score. A pair of equal scores counts one half.
///
/// - Parameters:
///   - known: scores of what was learned, at least one
///   - strangers: scores of what was not, at least one
///
/// ```swift
/// areaUnderROC(known: [0.1, 0.4], strangers: [0.35, 0.8])      // 0.75
/// ```
public func areaUnderROC(known: [Double], strangers: [Double]) -> Double {
    todo()
}
