// Lesson 01: the perceptron. Run it first: swift run lesson01
//
// Replace each todo() by your code, then: swift test --filter Lesson01

import Coursework

/// Exercise 1.1 · What arrives at a neuron?
///
/// `Σ wᵢ xᵢ`
///
/// - Parameters: as many weights as inputs
/// - Returns: the sum; 0 without inputs
///
/// ```swift
/// weightedSum([1, 0, 2], weights: [0.5, 7, -1])      // 0.5 + 0 - 2 = -1.5
/// ```
public func weightedSum(_ inputs: [Double], weights: [Double]) -> Double {
    zip(inputs, weights).map { $0 * $1 }.reduce(0, +)
}

/// Exercise 1.2 · Does it fire?
///
/// - Returns: 1 if the sum is *above* the threshold, else 0; at the threshold itself 0
///
/// ```swift
/// step(1.2, threshold: 1)      // 1
/// step(1.0, threshold: 1)      // 0
/// ```
public func step(_ sum: Double, threshold: Double) -> Int {
    sum > threshold ? 1 : 0
}

/// Exercise 1.3 · One step of Rosenblatt's rule, with the threshold 0.
///
/// The output is 1 if `Σ wᵢ xᵢ > 0`, else 0. The error is `E = target − output`: −1, 0 or 1. Then
/// `wᵢ ← wᵢ + rate · xᵢ · E`. The inputs that you get begin with a 1, whose weight is the bias; nothing is
/// to be added to them.
///
/// - Returns: the new weights; the old ones when the output was right
///
/// ```swift
/// perceptronStep([0, 0, 0], inputs: [1, 1, 1], target: 1, rate: 0.5)      // [0.5, 0.5, 0.5]
/// perceptronStep([1, 1, 0], inputs: [1, 1, 0], target: 0, rate: 0.5)      // [0.5, 0.5, 0], E = −1
/// ```
public func perceptronStep(
    _ weights: [Double], inputs: [Double], target: Int, rate: Double
) -> [Double] {
    let error = Double(target - step(weightedSum(inputs, weights: weights), threshold: 0))
    return zip(weights, inputs).map { $0 + rate * $1 * error }
}

/// Exercise 1.4 · Learn until nothing is wrong.
///
/// Begin with weights that are all 0. An *epoch* shows every example once, in the given order, with
/// one step of the rule (1.3) after each. Stop after the first epoch without an error, or after
/// `limit` epochs.
///
/// - Parameters:
///   - inputs: the examples, each with the bias input 1 in front already; at least one
///   - targets: 0 or 1 for each
/// - Returns: the weights at the end, and how many epochs there were; the epoch without an error
///   is counted too
///
/// ```swift
/// trainPerceptron([[1, 0], [1, 1]], targets: [0, 1], rate: 1, limit: 10)
/// // epoch 1: one error, weights [1, 1]; epoch 2: one error, weights [0, 1]; epoch 3: none
/// // (weights: [0, 1], epochs: 3)
/// ```
public func trainPerceptron(
    _ inputs: [[Double]], targets: [Int], rate: Double, limit: Int
) -> (weights: [Double], epochs: Int) {
    var weights = [Double](repeating: 0, count: inputs[0].count)
    for epoch in 1...limit {
        var errors = 0
        for (x, target) in zip(inputs, targets) {
            // Counted while the weights change, not afterwards: that is what an epoch saw.
            if step(weightedSum(x, weights: weights), threshold: 0) != target { errors += 1 }
            weights = perceptronStep(weights, inputs: x, target: target, rate: rate)
        }
        if errors == 0 { return (weights, epoch) }
    }
    return (weights, limit)
}

/// Exercise 1.5 · Can one neuron compute this truth table?
///
/// - Parameter outputs: 0 or 1 for the inputs 00, 01, 10 and 11, in this order
/// - Returns: whether a straight line separates the ones from the zeros. 14 of the 16 tables can be
///   separated.
///
/// ```swift
/// isSeparable([0, 0, 0, 1])      // true: AND
/// isSeparable([0, 1, 1, 0])      // false: XOR
/// ```
/// Use your `trainPerceptron`, with a 1 for the bias in front of each of the four inputs: if a line exists,
/// it finds one within 100 epochs.
public func isSeparable(_ outputs: [Int]) -> Bool {
    let inputs: [[Double]] = [[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]]
    // It ran into the limit only if the last epoch had an error too.
    return trainPerceptron(inputs, targets: outputs, rate: 1, limit: 100).epochs < 100
}

/// Exercise 1.6 · The step of ADALINE: the error is taken before the threshold.
///
/// `error = target − Σ wᵢ xᵢ`, a real number, and `wᵢ ← wᵢ + rate · error · xᵢ`.
///
/// - Returns: the new weights
///
/// ```swift
/// adalineStep([0, 0.5], inputs: [1, 2], target: 2, rate: 0.1)      // error 1: [0.1, 0.7]
/// ```
public func adalineStep(
    _ weights: [Double], inputs: [Double], target: Double, rate: Double
) -> [Double] {
    let error = target - weightedSum(inputs, weights: weights)
    return zip(weights, inputs).map { $0 + rate * error * $1 }
}
