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
    todo()
}
