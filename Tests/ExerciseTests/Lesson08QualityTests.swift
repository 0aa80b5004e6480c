import Primavera
import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class Lesson08QualityTests: ExerciseTestCase {
    func testRecognisedEntropy() throws {
        try exercise("8.6") { judge in
            for (classes, count, right, half) in [
                ([3, 3, 3, 3], 10, 0.0, "[3, 3, 3, 3]"),
                ([0, 0, 1, 1], 10, 0.693_147_180_56, "[0, 0, 1, 1]"),
                (Array(0..<10), 10, 2.302_585_092_99, "0 … 9, each once,"),
                ([0, 1, 1, 1], 2, 0.562_335_144_62, "[0, 1, 1, 1]"),
            ] {
                try judge.expect(
                    "recognisedEntropy(\(half), of: \(count))",
                    Answer(Submission.recognisedEntropy(classes, count)), Answer(right),
                    mistakes: right == 0
                        ? []
                        : [
                            KnownMistake(Answer(-right), "The minus sign is missing."),
                            KnownMistake(
                                Answer(right / 0.693_147_180_56),
                                "This is in bits: the natural logarithm is asked."),
                            KnownMistake(
                                Answer(0), "n / total of integers is 0: make Doubles of them first."
                            ),
                        ])
            }
            var inputs = Inputs(seed: 86)
            for (n, k) in [(1, 3), (9, 4), (200, 10)] {
                let classes = inputs.integers(n, below: k)
                var entropy = 0.0
                for c in 0..<k {
                    var times = 0.0
                    for other in classes where other == c { times += 1 }
                    if times > 0 { entropy -= times / Double(n) * log(times / Double(n)) }
                }
                try judge.expect(
                    "recognisedEntropy(\(classes), of: \(k))",
                    Answer(Submission.recognisedEntropy(classes, k)), Answer(entropy))
            }
        }
    }

    func testGeneratorSlopes() throws {
        try exercise("8.7") { judge in
            for d in [0.01, 0.5, 0.99, 0.2] {
                let slopes = Submission.generatorSlopes(d)
                // Central differences of both losses over the logit.
                let a = log(d / (1 - d))
                func slope(_ loss: (Double) -> Double) -> Double {
                    let h = 1e-5
                    let (above, below) = (Reference.sigmoid(a + h), Reference.sigmoid(a - h))
                    return (loss(above) - loss(below)) / (2 * h)
                }
                let right = [slope { log(1 - $0) }, slope { -log($0) }]
                try judge.expect(
                    "generatorSlopes(answer: \(d)), minimax and non-saturating,",
                    Answer([slopes.minimax, slopes.nonSaturating]), Answer(right),
                    tolerance: 1e-7,
                    mistakes: d == 0.5
                        ? []
                        : [
                            KnownMistake(
                                Answer([-1 / (1 - d), -1 / d]),
                                "These are the slopes over D: times σ′ = D · (1 − D)."),
                            KnownMistake(
                                Answer(right.map { -$0 }),
                                "The signs: both losses fall when a grows."),
                            KnownMistake(Answer([right[1], right[0]]), "In reverse order."),
                            KnownMistake(
                                Answer([d * (1 - d), d * (1 - d)]),
                                "This is σ′ = D · (1 − D), the last factor of the chain rule alone."
                            ),
                        ])
            }
        }
    }
}
