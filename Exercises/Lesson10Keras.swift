// Lesson 10: Keras in Swift. Run it first: swift run lesson10
//
// Replace each todo() by your code, then: swift test --filter Lesson10

import Coursework
import Primavera

/// Exercise 10.1 · How many numbers does a dense layer learn?
///
/// A weight from each input to each output, and a bias for each output.
///
/// ```swift
/// denseParameters(inputs: 512, outputs: 10)      // 5130
/// ```
public func denseParameters(inputs: Int, outputs: Int) -> Int {
    todo()
}

/// Exercise 10.2 · Labels as rows with a single 1.
///
/// - Parameters:
///   - labels: 0 … classes − 1
///   - classes: how many classes there are
/// - Returns: `[labels.count, classes]`
///
/// ```swift
/// oneHot([2, 0], classes: 3)      // [[0, 0, 1], [1, 0, 0]]
/// ```
public func oneHot(_ labels: [Int], classes: Int) -> [[Double]] {
    todo()
}

/// Exercise 10.3 · From images of bytes to rows of Floats.
///
/// Each pixel, 0 to 255, becomes a Float from 0 to 1; the rows of an image stand one after the
/// other.
///
/// - Parameter images: at least one; image, row, column; all of one size H × W
/// - Returns: a tensor `[N, H · W]`
///
/// ```swift
/// scaledAndFlattened([[[0, 255], [51, 0]]])      // [[0, 1, 0.2, 0]]
/// ```
public func scaledAndFlattened(_ images: [[[UInt8]]]) -> Tensor {
    todo()
}

/// Exercise 10.4 · How many steps does an epoch have?
///
/// Every example is shown once; the last batch may be smaller than the others.
///
/// ```swift
/// iterations(examples: 10, batchSize: 4)      // 3: batches of 4, 4 and 2
/// ```
public func iterations(examples: Int, batchSize: Int) -> Int {
    todo()
}

/// Exercise 10.5 · Accuracy from logits.
///
/// The answer of a network is the class with the largest logit (the first one of several).
///
/// - Parameters:
///   - logits: a tensor `[N, K]`
///   - labels: N true classes, at least one
/// - Returns: the part of the examples whose answer is their label, from 0 to 1
///
/// ```swift
/// accuracy(logits: [[2, 1], [0, 3], [5, 4]], labels: [0, 1, 1])      // 2 / 3
/// ```
public func accuracy(logits: Tensor, labels: [Int]) -> Double {
    todo()
}
