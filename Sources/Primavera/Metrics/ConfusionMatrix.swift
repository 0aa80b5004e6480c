/// How often each class was taken for which: a row for each true class, a column for each answer.
///
/// ```swift
/// let matrix = ConfusionMatrix(truth: [0, 0, 1, 1], predicted: [0, 1, 1, 1], classes: 2)
/// matrix.counts           // [[1, 1], [0, 2]]
/// matrix.accuracy         // 0.75
/// matrix.precision(1)     // 0.667: of three that were called 1, two were
/// matrix.recall(1)        // 1.0: both that are 1 were found
/// ```
/// Lesson 00.
public struct ConfusionMatrix: Sendable, Equatable {
    /// `counts[t][p]`: how many of class t were called p.
    public let counts: [[Int]]

    /// - Fails: with a sentence when the two differ in count or a label is not a class
    public init(truth: [Int], predicted: [Int], classes: Int) {
        if truth.count != predicted.count {
            mistake("There are \(truth.count) true labels, but \(predicted.count) predicted ones.")
        }
        var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (t, p) in zip(truth, predicted) {
            if !(0..<classes).contains(t) || !(0..<classes).contains(p) {
                mistake("The labels \(t) and \(p) are not both one of \(classes) classes.")
            }
            counts[t][p] += 1
        }
        self.counts = counts
    }

    /// How many classes there are.
    public var classes: Int { counts.count }
    /// How many examples were counted.
    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

    /// The part that was right. 0 when there is nothing to count.
    public var accuracy: Double {
        ratio(counts.indices.reduce(0) { $0 + counts[$1][$1] }, total)
    }

    /// Of those that were called `label`, the part that are: TP / (TP + FP). 0 when none was.
    public func precision(_ label: Int) -> Double {
        ratio(counts[label][label], counts.reduce(0) { $0 + $1[label] })
    }

    /// Of those that are `label`, the part that was found: TP / (TP + FN). 0 when there are none.
    public func recall(_ label: Int) -> Double {
        ratio(counts[label][label], counts[label].reduce(0, +))
    }

    /// The harmonic mean of precision and recall. 0 when both are.
    public func f1(_ label: Int) -> Double {
        let (p, r) = (precision(label), recall(label))
        return p + r == 0 ? 0 : 2 * p * r / (p + r)
    }

    /// Intersection over union (Jaccard's index) of a class: TP / (TP + FP + FN).
    public func intersectionOverUnion(_ label: Int) -> Double {
        let called = counts.reduce(0) { $0 + $1[label] }
        let hits = counts[label][label]
        return ratio(hits, called + counts[label].reduce(0, +) - hits)
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
}
