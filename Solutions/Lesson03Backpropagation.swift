// Lesson 03: backpropagation. Run it first: swift run lesson03
//
// Replace each todo() by your code, then: swift test --filter Lesson03

import Coursework

#if canImport(Glibc)
import Glibc  // exp and log
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercise 3.1 · The slope of the sigmoid, from its *output* o = σ(x).
///
/// `σ′(x) = σ(x) · (1 − σ(x))`: no exponential is needed once the output is known.
///
/// ```swift
/// sigmoidSlope(output: 0.5)      // 0.25, the steepest place
/// ```
public func sigmoidSlope(output: Double) -> Double {
    output * (1 - output)
}

/// Exercise 3.2 · The delta of a sigmoid output unit, for the cost `E = ½ (o − t)²`.
///
/// `δ = ∂E/∂sum = (o − t) · o · (1 − o)`
///
/// ```swift
/// outputDelta(output: 0.35, target: 0.9)      // -0.1251
/// ```
public func outputDelta(output: Double, target: Double) -> Double {
    (output - target) * sigmoidSlope(output: output)
}

/// Exercise 3.3 · The deltas of a hidden layer.
///
/// A hidden unit is to blame through every unit that it feeds:
/// `δⱼ = (Σₖ wₖⱼ δₖ) · hⱼ · (1 − hⱼ)`
///
/// - Parameters:
///   - outputs: hⱼ, the outputs of the J hidden units
///   - weights: of the *next* layer: K rows of J, `weights[k][j]` leads from hidden unit j to unit k
///   - deltas: δₖ of the K units of the next layer
/// - Returns: J deltas
///
/// ```swift
/// hiddenDeltas(outputs: [0.5, 0.5], weights: [[1, 2]], deltas: [0.4])      // [0.1, 0.2]
/// ```
public func hiddenDeltas(outputs: [Double], weights: [[Double]], deltas: [Double]) -> [Double] {
    outputs.indices.map { j in
        // Down a column: the weights that lead away from unit j.
        let blame = deltas.indices.map { k in weights[k][j] * deltas[k] }.reduce(0, +)
        return blame * sigmoidSlope(output: outputs[j])
    }
}

/// Exercise 3.4 · The gradient of every weight of a layer.
///
/// `∂E/∂wⱼᵢ = δⱼ · xᵢ`
///
/// - Parameters:
///   - deltas: J
///   - inputs: I
/// - Returns: J rows of I numbers, arranged as the weights are
///
/// ```swift
/// weightGradients(deltas: [1, -2], inputs: [3, 5])      // [[3, 5], [-6, -10]]
/// ```
public func weightGradients(deltas: [Double], inputs: [Double]) -> [[Double]] {
    deltas.map { delta in inputs.map { delta * $0 } }
}

/// Exercise 3.5 · The step of gradient descent: `w ← w − rate · ∂E/∂w`, for every weight.
///
/// ```swift
/// descentStep([[1, 2]], gradients: [[10, -10]], rate: 0.1)      // [[0, 3]]
/// ```
public func descentStep(
    _ weights: [[Double]], gradients: [[Double]], rate: Double
) -> [[Double]] {
    zip(weights, gradients).map { row, gradientRow in
        zip(row, gradientRow).map { $0 - rate * $1 }
    }
}

/// Exercise 3.6 · The gradient of any function, by central differences.
///
/// `∂f/∂xᵢ ≈ (f(x + h eᵢ) − f(x − h eᵢ)) / (2h)`: one coordinate at a time is moved by h to both
/// sides; the others are as in x, those that were moved before too.
///
/// - Parameters:
///   - f: a function of a vector
///   - x: where
///   - h: how far, such as 10⁻⁵
/// - Returns: as many numbers as x has
///
/// ```swift
/// numericalGradient(of: { $0[0] * $0[1] }, at: [2, 3], h: 1e-5)      // [3, 2]
/// ```
public func numericalGradient(
    of f: ([Double]) -> Double, at x: [Double], h: Double
) -> [Double] {
    x.indices.map { i in
        // Copies, so that the next coordinate finds this one where it was.
        var (right, left) = (x, x)
        right[i] += h
        left[i] -= h
        return (f(right) - f(left)) / (2 * h)
    }
}

/// Exercise 3.7 · Binary cross-entropy, clipped.
///
/// `−1/n Σ (y log p + (1 − y) log(1 − p))`, after every p has been kept within `ε … 1 − ε`: the
/// logarithm of 0 is minus infinity.
///
/// - Parameters:
///   - probabilities: p, from 0 to 1, at least one
///   - targets: y, 0 or 1
///   - epsilon: ε, such as 10⁻⁷
/// - Returns: the mean, 0 or larger, never infinite
///
/// ```swift
/// binaryCrossEntropy([0.5, 0.9], targets: [1, 1], epsilon: 1e-7)      // (0.6931 + 0.1054) / 2
/// ```
public func binaryCrossEntropy(
    _ probabilities: [Double], targets: [Double], epsilon: Double
) -> Double {
    let costs = zip(probabilities, targets).map { p, y in
        let kept = min(max(p, epsilon), 1 - epsilon)
        return -(y * log(kept) + (1 - y) * log(1 - kept))
    }
    return costs.reduce(0, +) / Double(costs.count)
}

/// Exercise 3.8 · The way back through `f = (x + y) · z`.
///
/// Write it as `q = x + y`, `f = q · z`, and walk from f to the inputs.
///
/// - Parameter gradient: ∂E/∂f, what arrives from behind
/// - Returns: ∂E/∂x, ∂E/∂y, ∂E/∂z
///
/// ```swift
/// backward(x: -2, y: 5, z: -4, gradient: 1)      // (-4, -4, 3)
/// ```
public func backward(
    x: Double, y: Double, z: Double, gradient: Double
) -> (x: Double, y: Double, z: Double) {
    let q = x + y
    let dq = gradient * z
    // A sum hands its gradient on, unchanged, to both.
    return (x: dq, y: dq, z: gradient * q)
}

/// Exercise 3.9 · Softmax and cross-entropy in one: the gradient with respect to the logits.
///
/// For `E = −Σₖ yₖ log pₖ` with `p = softmax(z)`, nearly everything cancels: `∂E/∂z = p − y`.
/// Your `softmax` of exercise 2.5 may be called.
///
/// - Parameters:
///   - logits: z, at least one, of any size
///   - target: y, with a single 1
/// - Returns: as many numbers as logits; their sum is 0
///
/// ```swift
/// crossEntropyGradient(logits: [2, 1, 0.1], target: [1, 0, 0])      // [-0.3410, 0.2424, 0.0986]
/// ```
public func crossEntropyGradient(logits: [Double], target: [Double]) -> [Double] {
    zip(softmax(logits), target).map { $0 - $1 }
}
