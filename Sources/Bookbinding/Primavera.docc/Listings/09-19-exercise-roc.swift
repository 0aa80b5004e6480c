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
