import Primavera
import XCTest

final class Lesson09AutoencoderTests: ExerciseTestCase {
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
        ]
    }

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
                        Answer([0.880_797, 0.706_994, 0.529_746]),
                        "The encoder has max(0, …), not the sigmoid."),
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
                    KnownMistake(Answer([2, 1, 6.5]), "A weight −1 counts against, not for."),
                ])
            var inputs = Inputs(seed: 93)
            for (k, n) in [(1, 1), (1, 4), (3, 3), (2, 5)] {
                let (code, weights) = (inputs.numbers(k), inputs.rows(k, n))
                let biases = inputs.numbers(n)
                var right = biases
                for i in 0..<k { for j in 0..<n { right[j] += weights[i][j] * code[i] } }
                let turned =
                    k == n
                    ? [
                        KnownMistake(
                            Answer(Reference.sums(code, weights, biases)),
                            "These are the encoder's rows: the decoder takes its columns.")
                    ] : []
                try judge.expect(
                    "tiedDecode(\(code), encoderWeights: \(weights), biases: \(biases))",
                    Answer(Submission.tiedDecode(code, weights, biases)), Answer(right),
                    mistakes: turned)
            }
        }
    }

    func testAddNoise() throws {
        try exercise("9.4") { judge in
            try judge.expect(
                "addNoise([0.5, 0.9, 0.1], noise: [1, 2, -1], deviation: 0.2)",
                Answer(Submission.addNoise([0.5, 0.9, 0.1], [1, 2, -1], 0.2)), Answer([0.7, 1, 0]),
                mistakes: [
                    KnownMistake(
                        Answer([0.7, 1.3, -0.1]), "Pixels stay between 0 and 1: cut what is beyond."
                    ),
                    KnownMistake(
                        Answer([1, 1, 0]), "The noise is multiplied with the deviation first."),
                ])
            try judge.expect(
                "addNoise([0, 0.3, 1], noise: [3, -3, 0.5], deviation: 0)",
                Answer(Submission.addNoise([0, 0.3, 1], [3, -3, 0.5], 0)), Answer([0, 0.3, 1]))
            var inputs = Inputs(seed: 94)
            for count in [1, 10, 100] {
                let (pixels, noise) = (inputs.numbers(count, 0...1), inputs.numbers(count))
                var right: [Double] = []
                for i in 0..<count {
                    let sum = pixels[i] + 0.5 * noise[i]
                    right.append(sum < 0 ? 0 : sum > 1 ? 1 : sum)
                }
                try judge.expect(
                    "addNoise(\(pixels.prefix(3)) …, noise: \(noise.prefix(3)) …, deviation: 0.5)",
                    Answer(Submission.addNoise(pixels, noise, 0.5)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer(zip(pixels, noise).map { $0 + 0.5 * $1 }),
                            "Pixels stay between 0 and 1: cut what is beyond."),
                        KnownMistake(
                            Answer(zip(pixels, noise).map { $0 + 0.5 * min(1, max(0, $1)) }),
                            "Cut the sum, not the noise."),
                    ])
            }
        }
    }

    func testNearestUpsampled() throws {
        try exercise("9.5") { judge in
            try judge.expect(
                "nearestUpsampled([[1, 2], [3, 4]], factor: 2)",
                Answer(Submission.nearestUpsampled([[1, 2], [3, 4]], 2)),
                Answer([[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]),
                mistakes: [
                    KnownMistake(
                        Answer([[1, 2, 1, 2], [3, 4, 3, 4], [1, 2, 1, 2], [3, 4, 3, 4]]),
                        "This is the image four times: repeat each pixel, not the image."),
                    KnownMistake(
                        Answer([[1, 1, 2, 2], [3, 3, 4, 4]]), "The rows are repeated as well."),
                    KnownMistake(
                        Answer([[1, 0, 2, 0], [0, 0, 0, 0], [3, 0, 4, 0], [0, 0, 0, 0]]),
                        "The places between are not 0: they repeat their pixel."),
                ])
            var inputs = Inputs(seed: 95)
            for (h, w, factor) in [(1, 1, 3), (2, 3, 1), (3, 2, 4)] {
                let image = inputs.rows(h, w)
                var right = Reference.zeros(h * factor, w * factor)
                for r in 0..<h {
                    for c in 0..<w {
                        for i in 0..<factor {
                            for j in 0..<factor {
                                right[r * factor + i][c * factor + j] = image[r][c]
                            }
                        }
                    }
                }
                try judge.expect(
                    "nearestUpsampled(\(image), factor: \(factor))",
                    Answer(Submission.nearestUpsampled(image, factor)), Answer(right))
            }
        }
    }

    func testTransposedConvolution() throws {
        try exercise("9.6") { judge in
            try judge.expect(
                "transposedConvolution([[1, 2]], kernel: [[1, 1, 1]], stride: 2)",
                Answer(Submission.transposedConvolution([[1, 2]], [[1, 1, 1]], 2)),
                Answer([[1, 1, 3, 2, 2]]),
                mistakes: [
                    KnownMistake(
                        Answer([[1, 1, 2, 2, 2]]), "Where kernels overlap, add: += and not =."),
                    KnownMistake(
                        Answer([[1, 1, 1, 2, 2, 2]]),
                        "The second pixel begins at the stride, not behind the kernel."),
                ])
            try judge.expect(
                "transposedConvolution([[1]], kernel: [[1, 2], [3, 4]], stride: 1)",
                Answer(Submission.transposedConvolution([[1]], [[1, 2], [3, 4]], 1)),
                Answer([[1, 2], [3, 4]]),
                mistakes: [
                    KnownMistake(Answer([[4, 3], [2, 1]]), "The kernel is not flipped.")
                ])
            var inputs = Inputs(seed: 96)
            for (h, w, m, n, stride) in [(2, 2, 3, 3, 2), (3, 1, 2, 4, 1), (2, 3, 1, 2, 3)] {
                let (image, kernel) = (inputs.rows(h, w), inputs.rows(m, n))
                try judge.expect(
                    "transposedConvolution of \(h) × \(w), kernel \(m) × \(n), stride \(stride),",
                    Answer(Submission.transposedConvolution(image, kernel, stride)),
                    Answer(Self.spread(image, kernel, stride, isAdding: true)),
                    mistakes: [
                        KnownMistake(
                            Answer(Self.spread(image, kernel, stride, isAdding: false)),
                            "Where kernels overlap, add: += and not =."),
                        KnownMistake(
                            Answer(
                                Self.spread(
                                    image, Reference.flipped(kernel), stride, isAdding: true)),
                            "The kernel is not flipped."),
                    ])
            }
        }
    }

    private static func spread(
        _ image: [[Double]], _ kernel: [[Double]], _ stride: Int, isAdding: Bool
    ) -> [[Double]] {
        var result = Reference.zeros(
            (image.count - 1) * stride + kernel.count,
            (image[0].count - 1) * stride + kernel[0].count)
        for x in 0..<image.count {
            for y in 0..<image[0].count {
                for i in 0..<kernel.count {
                    for j in 0..<kernel[0].count {
                        let old = isAdding ? result[x * stride + i][y * stride + j] : 0
                        result[x * stride + i][y * stride + j] = old + image[x][y] * kernel[i][j]
                    }
                }
            }
        }
        return result
    }

    func testTiedGradient() throws {
        try exercise("9.7") { judge in
            try judge.expect(
                "tiedGradient([1, 2], weights: [[1, 0]])",
                Answer(Submission.tiedGradient([1, 2], [[1, 0]])), Answer([[0, -4]]))
            // Already the mean of two equal numbers: no slope.
            let root = 0.5.squareRoot()
            try judge.expect(
                "tiedGradient([3, 3], weights: [[√½, √½]])",
                Answer(Submission.tiedGradient([3, 3], [[root, root]])), Answer([[0, 0]]),
                tolerance: 1e-9)
            var inputs = Inputs(seed: 97)
            for (k, n) in [(1, 1), (1, 3), (2, 4)] {
                let (x, weights) = (inputs.numbers(n), inputs.rows(k, n))
                let (out, back) = Self.tiedTerms(x, weights)
                try judge.expect(
                    "tiedGradient(\(x), weights: \(weights))",
                    Answer(Submission.tiedGradient(x, weights)),
                    Answer(Self.slopes(x, weights)), tolerance: 1e-6,
                    mistakes: [
                        KnownMistake(
                            Answer(out), "The weights have a part in the code too: a second term."),
                        KnownMistake(
                            Answer(back),
                            "The weights have a part in what is rebuilt too: a second term."),
                        KnownMistake(
                            Answer(Self.slopes(x, weights).map { $0.map { $0 / 2 } }),
                            "The derivative of a square is 2 times the difference."),
                        KnownMistake(
                            Answer(Self.slopes(x, weights).map { $0.map { -$0 } }),
                            "The difference is y − x, not x − y."),
                    ])
            }
        }
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

    func testAreaUnderROC() throws {
        try exercise("9.8") { judge in
            try judge.expect(
                "areaUnderROC(known: [0.1, 0.4], strangers: [0.35, 0.8])",
                Answer(Submission.areaUnderROC([0.1, 0.4], [0.35, 0.8])), Answer(0.75),
                mistakes: [
                    KnownMistake(
                        Answer(0.25), "A pair counts when the stranger's score is the higher one."),
                    KnownMistake(Answer(3), "Divide by how many pairs there are."),
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
