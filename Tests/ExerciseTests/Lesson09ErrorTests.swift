import Primavera
import XCTest

/// Exercises 9.1 and 9.8: the error of what came back, and what it tells.
final class Lesson09ErrorTests: ExerciseTestCase {
    func testReconstructionError() throws {
        try exercise("9.1") { judge in
            try judge.expect(
                "reconstructionError([0, 1, 1, 0], rebuilt: [0.5, 1, 0, 0])",
                Answer(Submission.reconstructionError([0, 1, 1, 0], [0.5, 1, 0, 0])),
                Answer(0.3125), mistakes: Self.wrongErrors([0.5, 0, -1, 0]))
            try judge.expect(
                "reconstructionError([0.25], rebuilt: [0.25])",
                Answer(Submission.reconstructionError([0.25], [0.25])), Answer(0))
            var inputs = Inputs(seed: 91)
            for count in [1, 3, 784] {
                let (original, rebuilt) = (
                    inputs.numbers(count, 0...1), inputs.numbers(count, 0...1)
                )
                var sum = 0.0
                for i in 0..<count {
                    sum += (rebuilt[i] - original[i]) * (rebuilt[i] - original[i])
                }
                try judge.expect(
                    "reconstructionError of \(count) random pixels",
                    Answer(Submission.reconstructionError(original, rebuilt)),
                    Answer(sum / Double(count)),
                    mistakes: Self.wrongErrors((0..<count).map { rebuilt[$0] - original[$0] }))
            }
        }
    }

    private static func wrongErrors(_ differences: [Double]) -> [KnownMistake] {
        let n = Double(differences.count)
        let squares = differences.reduce(0) { $0 + $1 * $1 }
        return [
            KnownMistake(Answer(squares), "This is the sum of the squares: the mean is asked."),
            KnownMistake(
                Answer((squares / n).squareRoot()),
                "This is the root of the mean: leave it squared."),
            KnownMistake(
                Answer(differences.reduce(0) { $0 + abs($1) } / n),
                "These are the sizes of the differences: square them."),
            KnownMistake(
                Answer(differences.reduce(0, +) / n),
                "Positive and negative differences cancel: square them first."),
            KnownMistake(Answer(squares / n / 2), "There is no factor ½ in this mean."),
            KnownMistake(Answer(squares / (n - 1)), "Divide by n, not by n − 1."),
            KnownMistake(
                Answer(differences.map { $0 * $0 }.max()!),
                "This is the largest square: the mean is asked."),
        ]
    }

    func testAreaUnderROC() throws {
        try exercise("9.8") { judge in
            try judge.expect(
                "areaUnderROC(known: [0.1, 0.4], strangers: [0.35, 0.8])",
                Answer(Submission.areaUnderROC([0.1, 0.4], [0.35, 0.8])), Answer(0.75),
                mistakes: [
                    KnownMistake(
                        Answer(0.25), "A pair counts when the stranger's score is the higher one."),
                    KnownMistake(Answer(3), "Divide by how many pairs there are."),
                    KnownMistake(
                        Answer(1.5), "There are known · strangers pairs: divide by the product."),
                    KnownMistake(
                        Answer(1),
                        "Each stranger makes a pair with each known one, not only with its "
                            + "neighbour."),
                    KnownMistake(Answer(0), "3 / 4 of integers is 0: make Doubles of them first."),
                ])
            try judge.expect(
                "areaUnderROC(known: [1, 1], strangers: [1])",
                Answer(Submission.areaUnderROC([1, 1], [1])), Answer(0.5),
                mistakes: [
                    KnownMistake(Answer(0), "A pair of equal scores counts one half."),
                    KnownMistake(Answer(1), "A pair of equal scores counts one half."),
                ])
            var inputs = Inputs(seed: 98)
            for (a, b) in [(1, 1), (5, 8), (30, 20)] {
                // Whole numbers, so that some are equal.
                let known = inputs.integers(a, below: 6).map(Double.init)
                let strangers = inputs.integers(b, below: 9).map(Double.init)
                let right = Self.shareOfPairs(known, strangers)
                try judge.expect(
                    "areaUnderROC(known: \(known), strangers: \(strangers))",
                    Answer(Submission.areaUnderROC(known, strangers)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer(1 - right),
                            "A pair counts when the stranger's score is the higher one.")
                    ])
            }
        }
    }

    /// By ranks: the places of the strangers in the order of all scores, equal ones sharing theirs.
    private static func shareOfPairs(_ known: [Double], _ strangers: [Double]) -> Double {
        let all = (known + strangers).sorted()
        var sum = 0.0
        for score in strangers {
            let first = all.firstIndex(of: score)! + 1
            let last = all.lastIndex(of: score)! + 1
            sum += Double(first + last) / 2
        }
        let count = Double(strangers.count)
        return (sum - count * (count + 1) / 2) / (count * Double(known.count))
    }
}
