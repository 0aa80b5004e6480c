import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercises 3.7 and 3.9: costs and their gradients.
final class Lesson03CostTests: ExerciseTestCase {
    func testBinaryCrossEntropy() throws {
        try exercise("3.7") { judge in
            try judge.expect(
                "binaryCrossEntropy([0.5, 0.9], targets: [1, 1], epsilon: 1e-7)",
                Answer(Submission.binaryCrossEntropy([0.5, 0.9], [1, 1], 1e-7)),
                Answer(-(log(0.5) + log(0.9)) / 2),
                mistakes: [
                    KnownMistake(
                        Answer((log(0.5) + log(0.9)) / 2),
                        "The minus sign is missing, as on a slide."),
                    KnownMistake(
                        Answer(-(log(0.5) + log(0.9))), "This is the sum: the mean is asked."),
                    KnownMistake(
                        Answer(-(log2(0.5) + log2(0.9)) / 2), "The logarithm is the natural one."),
                ])
            try judge.expect(
                "binaryCrossEntropy([0.2], targets: [0], epsilon: 1e-7)",
                Answer(Submission.binaryCrossEntropy([0.2], [0], 1e-7)), Answer(-log(0.8)),
                mistakes: [
                    KnownMistake(
                        Answer(0), "A target 0 has a cost too: the part (1 − y) log(1 − p)."),
                    KnownMistake(Answer(-log(0.2)), "For a target 0 it is log(1 − p)."),
                ])
            try judge.expect(
                "binaryCrossEntropy([0, 1], targets: [1, 0], epsilon: 1e-3)",
                Answer(Submission.binaryCrossEntropy([0, 1], [1, 0], 1e-3)), Answer(-log(1e-3)),
                mistakes: [
                    KnownMistake(
                        Answer(Double.infinity),
                        "The logarithm of 0: keep p within ε … 1 − ε first."),
                    KnownMistake(Answer(-log(1e-7)), "ε is the one that is given."),
                ])
            try judge.expect(
                "binaryCrossEntropy([0, 1], targets: [0, 1], epsilon: 1e-3), all right,",
                Answer(Submission.binaryCrossEntropy([0, 1], [0, 1], 1e-3)), Answer(-log(1 - 1e-3)))
            var inputs = Inputs(seed: 7)
            for n in 1...6 {
                let p = inputs.numbers(n, 0...1)
                let y = inputs.integers(n, below: 2).map(Double.init)
                var total = 0.0
                for i in 0..<n { total -= y[i] == 1 ? log(p[i]) : log(1 - p[i]) }
                try judge.expect(
                    "binaryCrossEntropy(\(p), targets: \(y), epsilon: 1e-9)",
                    Answer(Submission.binaryCrossEntropy(p, y, 1e-9)), Answer(total / Double(n)))
            }
        }
    }

    func testCrossEntropyGradient() throws {
        try exercise("3.9") { judge in
            try judge.expect(
                "crossEntropyGradient(logits: [2, 1, 0.1], target: [1, 0, 0])",
                Answer(Submission.crossEntropyGradient([2, 1, 0.1], [1, 0, 0])),
                Answer([-0.3410, 0.2424, 0.0986]), tolerance: 5e-5,
                mistakes: [
                    KnownMistake(Answer([0.3410, -0.2424, -0.0986]), "The sign: p − y."),
                    KnownMistake(Answer([1, 1, 0.1]), "p is the softmax of the logits."),
                    KnownMistake(Answer([0.6590, 0.2424, 0.0986]), "This is p: y is missing."),
                    KnownMistake(
                        Answer([-1 / 0.6590, 0, 0]),
                        "This is −y / p, the gradient with respect to p."),
                ])
            var inputs = Inputs(seed: 9)
            for n in 1...6 {
                for shift in [0.0, 1000] {
                    let z = inputs.numbers(n).map { $0 + shift }
                    let label = inputs.integer(0...n - 1)
                    let y = (0..<n).map { $0 == label ? 1.0 : 0 }
                    let p = Reference.softmax(z)
                    try judge.expect(
                        "crossEntropyGradient(logits: \(z), target: \(y))",
                        Answer(Submission.crossEntropyGradient(z, y)),
                        Answer((0..<n).map { p[$0] - y[$0] }),
                        mistakes: [
                            KnownMistake(
                                Answer(z.map { _ in .nan }),
                                "e¹⁰⁰⁰ overflowed: subtract the maximum first.")
                        ])
                }
            }
        }
    }
}
