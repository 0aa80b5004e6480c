// Lesson 00: machine learning in five steps. Run it first: swift run lesson00
//
// Replace each todo() by your code, then: swift test --filter Lesson00

import Coursework

/// Exercise 0.1 · What does a straight line say about these sizes?
///
/// `price = slope · size + intercept`, for each size.
///
/// - Parameters:
///   - slope: thousands of euros for a square metre
///   - intercept: thousands of euros for a house without a square metre
///   - sizes: in square metres, any number of them
/// - Returns: the prices in thousands of euros, in the order of the sizes; none for none
///
/// ```swift
/// predictPrices(slope: 1, intercept: 40, sizes: [30, 50])      // [70, 90]
/// ```
public func predictPrices(slope: Double, intercept: Double, sizes: [Double]) -> [Double] {
    todo()
}

/// Exercise 0.2 · How wrong are predictions, in one number?
///
/// `1/n Σ (prediction − target)²`
///
/// - Parameters: two arrays of the same length, at least 1
/// - Returns: in the square of their unit; 0 when every prediction is right
///
/// ```swift
/// meanSquaredError([70, 90], targets: [71, 87])      // (1 + 9) / 2 = 5
/// ```
public func meanSquaredError(_ predictions: [Double], targets: [Double]) -> Double {
    todo()
}

/// Exercise 0.3 · One step of gradient descent on the mean squared error of a line.
///
/// With `error = slope · size + intercept − price` for each house:
/// `∂/∂slope = 2/n Σ error · size`, `∂/∂intercept = 2/n Σ error`. Both parameters take a step
/// against their gradient: `slope − rate · ∂/∂slope`. Both gradients are those *before* the step.
///
/// - Parameters:
///   - sizes: in square metres, at least one
///   - prices: in thousands of euros, one for each size
///   - rate: the learning rate
///
/// ```swift
/// gradientStep(slope: 0, intercept: 0, sizes: [1, 3], prices: [2, 4], rate: 0.1)
/// // (slope: 1.4, intercept: 0.6)
/// ```
public func gradientStep(
    slope: Double, intercept: Double, sizes: [Double], prices: [Double], rate: Double
) -> (slope: Double, intercept: Double) {
    todo()
}

/// Exercise 0.4 · Which classes does a classifier take for which?
///
/// - Parameters:
///   - truth: the true class of each example, 0 … classes − 1
///   - answers: what the classifier said, in the same order
///   - classes: how many classes there are
/// - Returns: `classes` rows of `classes` counts: in row t and column a, how many examples of class
///   t were called a. Classes that never occur have rows and columns of zeros.
///
/// ```swift
/// confusionMatrix(truth: [0, 0, 1], answers: [0, 1, 1], classes: 2)      // [[1, 1], [0, 1]]
/// ```
public func confusionMatrix(truth: [Int], answers: [Int], classes: Int) -> [[Int]] {
    todo()
}

/// Exercise 0.5 · Precision and recall of one class, from the confusion matrix of 0.4.
///
/// Precision: of those that were *called* by its name, the part that are. Recall: of those that
/// *are*, the part that was found. With TP the hits, FP those called so wrongly, FN those missed:
/// `precision = TP / (TP + FP)`, `recall = TP / (TP + FN)`.
///
/// - Parameters:
///   - confusion: rows are the truth, columns the answers
///   - label: the class that is asked about
/// - Returns: both from 0 to 1. A quotient whose denominator is 0 is 0.
///
/// ```swift
/// precisionAndRecall(confusion: [[8, 2], [1, 4]], label: 1)
/// // (precision: 4 / 6, recall: 4 / 5)
/// ```
public func precisionAndRecall(
    confusion: [[Int]], label: Int
) -> (precision: Double, recall: Double) {
    todo()
}
