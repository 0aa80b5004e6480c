import Primavera

/// Which examples are for learning, for choosing, and for the one judgement at the end.
public struct Split: Sendable {
    /// Positions to learn from.
    public let train: [Int]
    /// Positions to choose hyperparameters by.
    public let validation: [Int]
    /// Positions for the judgement at the end.
    public let test: [Int]
}

/// Cuts examples into three parts in which each class has the same share as in the whole.
///
/// - Parameters:
///   - labels: the class of each example
///   - validation: the part of the examples for choosing hyperparameters, 0 … 1
///   - test: the part for the judgement at the end, 0 … 1
///   - random: shuffles each part
/// - Returns: positions, each in exactly one part, in random order
///
/// ```swift
/// let split = stratifiedSplit(
///     labels: [0, 0, 0, 0, 1, 1, 1, 1], validation: 0.25, test: 0.25, using: &random)
/// split.train.count         // 4: two of each class
/// split.test.count          // 2: one of each class
/// ```
public func stratifiedSplit(
    labels: [Int], validation: Double, test: Double, using random: inout Random
) -> Split {
    if validation < 0 || test < 0 || validation + test > 1 {
        fatalError("The parts \(validation) and \(test) of a split are at least 0, together 1.")
    }
    var (forTraining, forValidation, forTest): ([Int], [Int], [Int]) = ([], [], [])
    for label in Set(labels).sorted() {
        var members = labels.indices.filter { labels[$0] == label }
        random.shuffle(&members)
        let testCount = Int((Double(members.count) * test).rounded())
        let validationCount = min(
            Int((Double(members.count) * validation).rounded()), members.count - testCount)
        forTest += members[..<testCount]
        forValidation += members[testCount..<testCount + validationCount]
        forTraining += members[(testCount + validationCount)...]
    }
    random.shuffle(&forTraining)
    random.shuffle(&forValidation)
    random.shuffle(&forTest)
    return Split(train: forTraining, validation: forValidation, test: forTest)
}

/// Cuts examples into k parts, each of which is the validation set once: cross-validation.
///
/// - Returns: for each fold the positions to train on and to validate on
public func kFolds(
    count: Int, k: Int, using random: inout Random
) -> [(train: [Int], validation: [Int])] {
    if k < 2 || k > count { fatalError("\(count) examples cannot be cut into \(k) folds.") }
    let order = random.permutation(of: count)
    return (0..<k).map { fold in
        let range = fold * count / k..<(fold + 1) * count / k
        return (Array(order[..<range.lowerBound] + order[range.upperBound...]), Array(order[range]))
    }
}

/// The positions of the examples of an epoch, in batches.
///
/// ```swift
/// for batch in Batches(count: 10, size: 4, using: &random) { … }      // 4, 4 and 2 positions
/// ```
public struct Batches: Sequence {
    private let order: [Int]
    private let size: Int
    private let dropsLast: Bool

    /// In random order.
    public init(count: Int, size: Int, droppingLast: Bool = false, using random: inout Random) {
        self.init(order: random.permutation(of: count), size: size, droppingLast: droppingLast)
    }

    /// In the given order.
    public init(order: [Int], size: Int, droppingLast: Bool = false) {
        if size < 1 { fatalError("A batch has at least one example, not \(size).") }
        self.order = order
        self.size = size
        dropsLast = droppingLast
    }

    public func makeIterator() -> AnyIterator<[Int]> {
        var start = 0
        return AnyIterator {
            let end = start + Swift.min(size, order.count - start)
            if start == end || (dropsLast && end - start < size) { return nil }
            defer { start = end }
            return Array(order[start..<end])
        }
    }
}
