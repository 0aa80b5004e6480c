import Primavera
import XCTest

/// Exercises 9.2, 9.3 and 9.7: the network and its gradient.
final class Lesson09AutoencoderTests: ExerciseTestCase {
    func testEncodeAndDecode() throws {
        try exercise("9.2") { judge in
            func answer(_ pair: (code: [Double], rebuilt: [Double])) -> Answer {
                Answer(pair.code + pair.rebuilt)
            }
            try judge.expect(
                "encodeAndDecode([1, 2], encoder: ([[1, 0.5]], [0]), decoder: ([[1], [-1]], [0, 1])), "
                    + "code and rebuilt,",
                answer(
                    Submission.encodeAndDecode([1, 2], ([[1, 0.5]], [0]), ([[1], [-1]], [0, 1]))),
                Answer([2, 0.880_797, 0.268_941]), tolerance: 1e-6,
                mistakes: [
                    KnownMistake(Answer([2, 2, -1]), "The decoder's sums go through the sigmoid."),
                    KnownMistake(
                        Answer([0.880_797, 0.706_987, 0.529_765]),
                        "The encoder has max(0, …), not the sigmoid."),
                    KnownMistake(
                        Answer([2, 0.880_797, 0.119_203]), "The decoder's biases are missing."),
                    KnownMistake(
                        Answer([2, 0.731_059, 0.5]), "The decoder takes the code, not x."),
                    KnownMistake(
                        Answer([2, 0.880_797, 0.5]),
                        "In the decoder nothing is cut: its sums go into the sigmoid as they are."),
                    KnownMistake(
                        Answer([2, 0.880_797, 0.880_797]),
                        "The decoder has weights of its own, not the encoder's."),
                ])
            try judge.expect(
                "encodeAndDecode([1, 2], encoder: ([[-1, 0]], [0]), decoder: ([[3], [4]], [0, 0])), "
                    + "code and rebuilt,",
                answer(
                    Submission.encodeAndDecode([1, 2], ([[-1, 0]], [0]), ([[3], [4]], [0, 0]))),
                Answer([0, 0.5, 0.5]), tolerance: 1e-6,
                mistakes: [
                    KnownMistake(
                        Answer([-1, 0.047_426, 0.017_986]),
                        "A negative sum of the encoder becomes 0: max(0, …).")
                ])
            var inputs = Inputs(seed: 92)
            for (n, k) in [(1, 1), (4, 2), (6, 9)] {
                let x = inputs.numbers(n)
                let encoder: Submission.Layer = (inputs.rows(k, n), inputs.numbers(k))
                let decoder: Submission.Layer = (inputs.rows(n, k), inputs.numbers(n))
                var code = Reference.sums(x, encoder.weights, encoder.biases)
                for i in 0..<k where code[i] < 0 { code[i] = 0 }
                let sums = Reference.sums(code, decoder.weights, decoder.biases)
                let noBiases = Reference.sums(
                    code, decoder.weights, [Double](repeating: 0, count: n))
                let bare = Reference.sums(
                    x, encoder.weights, [Double](repeating: 0, count: k)
                ).map { $0 < 0 ? 0 : $0 }
                let fromBare = Reference.sums(bare, decoder.weights, decoder.biases)
                try judge.expect(
                    "encodeAndDecode of \(n) numbers through \(k), code and rebuilt,",
                    answer(Submission.encodeAndDecode(x, encoder, decoder)),
                    Answer(code + sums.map(Reference.sigmoid)),
                    mistakes: [
                        KnownMistake(
                            Answer(code + noBiases.map(Reference.sigmoid)),
                            "The decoder's biases are missing."),
                        KnownMistake(
                            Answer(code + sums), "The decoder's sums go through the sigmoid."),
                        KnownMistake(
                            Answer(bare + fromBare.map(Reference.sigmoid)),
                            "The encoder's biases are missing."),
                    ])
            }
        }
    }

    func testTiedDecode() throws {
        try exercise("9.3") { judge in
            let matrix = [[1.0, 0, 3], [0, 1, -1]]
            try judge.expect(
                "tiedDecode([2, 1], encoderWeights: [[1, 0, 3], [0, 1, -1]], biases: [0, 0, 0.5])",
                Answer(Submission.tiedDecode([2, 1], matrix, [0, 0, 0.5])), Answer([2, 1, 5.5]),
                mistakes: [
                    KnownMistake(Answer([2, 1, 5]), "The biases are missing."),
                    KnownMistake(Answer([2, 1, 7.5]), "A weight −1 counts against, not for."),
                    KnownMistake(
                        Answer([2, 1]),
                        "These are the encoder's rows: the decoder takes its columns."),
                    KnownMistake(
                        Answer([2.0, 1, 5.5].map(Reference.sigmoid)),
                        "There is no activation here."),
                    KnownMistake(
                        Answer([2, 1, 6]),
                        "The bias is added once, not for each number of the code."),
                ])
            var inputs = Inputs(seed: 93)
            for (k, n) in [(1, 1), (1, 4), (3, 3), (2, 5)] {
                let (code, weights) = (inputs.numbers(k), inputs.rows(k, n))
                let biases = inputs.numbers(n)
                var right = biases
                for i in 0..<k { for j in 0..<n { right[j] += weights[i][j] * code[i] } }
                var mistakes = [
                    KnownMistake(
                        Answer(right.map { max(0, $0) }),
                        "There is no activation here: what is negative stays.")
                ]
                if k == n {
                    mistakes.append(
                        KnownMistake(
                            Answer(Reference.sums(code, weights, biases)),
                            "These are the encoder's rows: the decoder takes its columns."))
                }
                try judge.expect(
                    "tiedDecode(\(code), encoderWeights: \(weights), biases: \(biases))",
                    Answer(Submission.tiedDecode(code, weights, biases)), Answer(right),
                    mistakes: mistakes)
            }
        }
    }

    func testTiedGradient() throws {
        try exercise("9.7") { judge in
            try judge.expect(
                "tiedGradient([1, 2], weights: [[1, 0]])",
                Answer(Submission.tiedGradient([1, 2], [[1, 0]])), Answer([[0, -4]]),
                mistakes: Self.wrongGradients([1, 2], [[1, 0]], [[0, -4]]))
            // Already the mean of two equal numbers: no slope.
            let root = 0.5.squareRoot()
            try judge.expect(
                "tiedGradient([3, 3], weights: [[√½, √½]])",
                Answer(Submission.tiedGradient([3, 3], [[root, root]])), Answer([[0, 0]]),
                tolerance: 1e-9)
            var inputs = Inputs(seed: 97)
            for (k, n) in [(1, 1), (1, 3), (2, 4)] {
                let (x, weights) = (inputs.numbers(n), inputs.rows(k, n))
                let right = Self.slopes(x, weights)
                try judge.expect(
                    "tiedGradient(\(x), weights: \(weights))",
                    Answer(Submission.tiedGradient(x, weights)), Answer(right), tolerance: 1e-6,
                    mistakes: Self.wrongGradients(x, weights, right))
            }
        }
    }

    private static func wrongGradients(
        _ x: [Double], _ weights: [[Double]], _ right: [[Double]]
    ) -> [KnownMistake] {
        let (out, back) = tiedTerms(x, weights)
        func times(_ factor: Double, _ rows: [[Double]]) -> Answer {
            Answer(rows.map { $0.map { factor * $0 } })
        }
        return [
            KnownMistake(Answer(out), "The weights have a part in the code too: a second term."),
            KnownMistake(
                Answer(back), "The weights have a part in what is rebuilt too: a second term."),
            KnownMistake(
                times(2, out), "The two terms differ: twice the one is not their sum."),
            KnownMistake(
                times(0.5, right), "The derivative of a square is 2 times the difference."),
            KnownMistake(times(-1, right), "The difference is y − x, not x − y."),
        ]
    }

    private static func cost(_ x: [Double], _ weights: [[Double]]) -> Double {
        let code = Reference.sums(x, weights, [Double](repeating: 0, count: weights.count))
        var total = 0.0
        for j in 0..<x.count {
            var y = 0.0
            for i in 0..<weights.count { y += weights[i][j] * code[i] }
            total += (y - x[j]) * (y - x[j])
        }
        return total
    }

    /// The gradient by central differences; the cost is a polynomial of degree 4, so they are near.
    private static func slopes(_ x: [Double], _ weights: [[Double]]) -> [[Double]] {
        let h = 1e-4
        var result = weights
        for i in 0..<weights.count {
            for j in 0..<x.count {
                var (above, below) = (weights, weights)
                above[i][j] += h
                below[i][j] -= h
                result[i][j] = (cost(x, above) - cost(x, below)) / (2 * h)
            }
        }
        return result
    }

    /// The two terms of the gradient, each by itself.
    private static func tiedTerms(
        _ x: [Double], _ weights: [[Double]]
    ) -> (out: [[Double]], back: [[Double]]) {
        let code = Reference.sums(x, weights, [Double](repeating: 0, count: weights.count))
        var (out, back) = (weights, weights)
        var e = x
        for j in 0..<x.count {
            var y = 0.0
            for i in 0..<weights.count { y += weights[i][j] * code[i] }
            e[j] = 2 * (y - x[j])
        }
        for i in 0..<weights.count {
            let sum = Reference.sums(e, [weights[i]], [0])[0]
            for j in 0..<x.count { (out[i][j], back[i][j]) = (e[j] * code[i], sum * x[j]) }
        }
        return (out, back)
    }
}
