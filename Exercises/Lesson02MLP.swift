// Lesson 02: the multilayer perceptron by hand. Run it first: swift run lesson02
//
// Replace each todo() by your code, then: swift test --filter Lesson02

import Coursework

#if canImport(Glibc)
import Glibc  // exp
#elseif canImport(Darwin)
import Darwin
#endif

/// A layer as rows of weights: `weights[j][i]` leads from input i to unit j.
public typealias HandLayer = (weights: [[Double]], biases: [Double])

/// Exercise 2.1 · The logistic function.
///
/// `σ(x) = 1 / (1 + e⁻ˣ)`
///
/// - Returns: from 0 to 1, for every x: 0 for −1000, 1 for 1000
///
/// ```swift
/// sigmoid(0)         // 0.5
/// sigmoid(-1.9)      // 0.1301
/// ```
public func sigmoid(_ x: Double) -> Double {
    todo()
}

/// Exercise 2.2 · The outputs of a layer of sigmoid units.
///
/// `hⱼ = σ(bⱼ + Σᵢ wⱼᵢ xᵢ)`
///
/// - Parameters:
///   - inputs: I numbers
///   - layer: J rows of I weights, and J biases
/// - Returns: J numbers
///
/// ```swift
/// layerOutput([0.5, 0.9, -0.3], layer: (weights: [[1, -2, 2]], biases: [0]))      // [0.1301]
/// ```
public func layerOutput(_ inputs: [Double], layer: HandLayer) -> [Double] {
    todo()
}

/// Exercise 2.3 · The whole forward pass: the output of each layer is the input of the next.
///
/// - Parameter layers: from the first hidden layer to the output; any number
/// - Returns: the outputs of the last layer; the inputs themselves when there is no layer
///
/// ```swift
/// forwardPass([3], layers: [(weights: [[2]], biases: [0]), (weights: [[-1]], biases: [1])])
///     // 6 → 0.9975; 0.0025 → [0.5006]
/// ```
public func forwardPass(_ inputs: [Double], layers: [HandLayer]) -> [Double] {
    todo()
}

/// Exercise 2.4 · Weights that make XOR.
///
/// Find them by thinking: two hidden units and one output, each with the step of lesson 01: 1 if
/// its sum is above 0, else 0. Each row begins with the bias: `[bias, w₁, w₂]`.
/// So `[-1.5, 1, 1]` is AND: it fires where −1.5 + x₁ + x₂ is above 0.
///
/// - Returns: two rows for the hidden units, whose inputs are x₁ and x₂; and one for the output,
///   whose inputs are the two hidden units
///
/// There are many right answers.
public func xorWeights() -> (hidden: [[Double]], output: [Double]) {
    todo()
}

/// Exercise 2.5 · Softmax that survives large numbers.
///
/// `pₖ = e^xₖ / Σⱼ e^xⱼ`. For x = 1000 the power is infinite, and infinite by infinite is not a
/// number; but a number that is taken away from all x cancels in the quotient.
///
/// - Parameter x: at least one number, of any size
/// - Returns: as many probabilities, with sum 1
///
/// ```swift
/// softmax([2, 1, 0.1])         // [0.6590, 0.2424, 0.0986]
/// softmax([1000, 1000])        // [0.5, 0.5]
/// ```
public func softmax(_ x: [Double]) -> [Double] {
    todo()
}

/// Exercise 2.6 · Leaky ReLU: `x` where x is positive, `slope · x` where not.
///
/// ```swift
/// leakyReLU(-2, slope: 0.1)      // -0.2
/// ```
public func leakyReLU(_ x: Double, slope: Double) -> Double {
    todo()
}

/// Exercise 2.6, second part · ELU: `x` where x is positive, `α (eˣ − 1)` where not.
///
/// ```swift
/// elu(-2, alpha: 1)      // -0.8647
/// ```
public func elu(_ x: Double, alpha: Double) -> Double {
    todo()
}

/// Exercise 2.7 · Maxout: the largest of several weighted sums of the same inputs.
///
/// `max_k (bₖ + Σᵢ wₖᵢ xᵢ)`
///
/// - Parameter pieces: K rows of weights and K biases, K at least 1
///
/// ```swift
/// maxout([2], pieces: (weights: [[-1], [3]], biases: [0, -4]))      // max(-2, 2) = 2
/// ```
public func maxout(_ inputs: [Double], pieces: HandLayer) -> Double {
    todo()
}
