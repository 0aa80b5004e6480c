/// How well a score tells two kinds of examples apart, whatever threshold is set.
///
/// Everything with a score of at least the threshold is called positive. As the threshold falls, more
/// of the positives are found (the true positive rate grows), and more of the others are called
/// positive too (the false positive rate). The curve shows both, threshold by threshold: the *receiver
/// operating characteristic*, from the days of radar.
///
/// The ``area`` under it is the probability that a positive, drawn at random, has a higher score than
/// one of the others; equal scores count one half. 1 is perfect, 0.5 is a coin.
///
/// ```swift
/// let curve = ROCCurve(scores: [0.1, 0.4, 0.35, 0.8], isPositive: [false, false, true, true])
/// curve.area                    // 0.75
/// curve.falsePositiveRates      // [0, 0, 0.5, 0.5, 1]
/// curve.truePositiveRates       // [0, 0.5, 0.5, 1, 1]
/// ```
/// Lesson 09. Peterson, Birdsall and Fox 1954; the area as a probability: Hanley and McNeil 1982.
public struct ROCCurve: Sendable {
    /// From 0 to 1, one for each threshold; equal scores make one step.
    public let falsePositiveRates: [Double]
    /// From 0 to 1, of the same count.
    public let truePositiveRates: [Double]

    /// - Parameters:
    ///   - scores: higher means positive
    ///   - isPositive: which examples are
    /// - Fails: with a sentence when the counts differ, one kind is missing, or a score is not a number
    public init(scores: [Double], isPositive: [Bool]) {
        if scores.count != isPositive.count {
            mistake("There are \(scores.count) scores for \(isPositive.count) examples.")
        }
        let positives = isPositive.count { $0 }
        let others = isPositive.count - positives
        if positives == 0 || others == 0 {
            mistake(
                "ROCCurve compares two kinds of examples, but there are \(positives) positives and "
                    + "\(others) others: at least one of each is needed.")
        }
        if let index = scores.firstIndex(where: \.isNaN) {
            mistake("The score of example \(index) is not a number.")
        }
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var (found, mistaken) = (0, 0)
        var (x, y) = ([0.0], [0.0])
        for (place, index) in order.enumerated() {
            if isPositive[index] { found += 1 } else { mistaken += 1 }
            // No threshold lies between equal scores.
            if place + 1 < order.count, scores[order[place + 1]] == scores[index] { continue }
            x.append(Double(mistaken) / Double(others))
            y.append(Double(found) / Double(positives))
        }
        falsePositiveRates = x
        truePositiveRates = y
    }

    /// The area under the curve (AUC), in trapezoids.
    public var area: Double {
        falsePositiveRates.indices.dropFirst().reduce(0) { sum, i in
            let width = falsePositiveRates[i] - falsePositiveRates[i - 1]
            return sum + width * (truePositiveRates[i] + truePositiveRates[i - 1]) / 2
        }
    }
}
