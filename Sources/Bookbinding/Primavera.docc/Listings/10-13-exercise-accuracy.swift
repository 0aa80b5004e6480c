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
