import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class Lesson02MLPTests: ExerciseTestCase {
    /// The slides' network: lecture L0.
    private let x = [0.5, 0.9, -0.3]
    private let hidden: Submission.Layer = ([[1, -2, 2], [2, 1, -4], [1, -1, 0]], [0, 0, 0])
    private let output: Submission.Layer = ([[-3, 1, -3], [0, 1, 2]], [0, 0])

    func testSigmoid() throws {
        try exercise("2.1") { judge in
            try judge.expect(
                "sigmoid(0)", Answer(Submission.sigmoid(0)), Answer(0.5),
                mistakes: [
                    KnownMistake(Answer(0), "This is 0 at 0: tanh, perhaps."),
                    KnownMistake(Answer(1), "The 1 in the denominator is missing."),
                ])
            try judge.expect(
                "sigmoid(-1.9)", Answer(Submission.sigmoid(-1.9)), Answer(Reference.sigmoid(-1.9)),
                mistakes: [
                    KnownMistake(
                        Answer(Reference.sigmoid(1.9)), "This is σ(1.9): the exponent is −x.")
                ])
            for x in [-1000, -30, -3.1, 0.4, 2, 40, 1000] {
                try judge.expect(
                    "sigmoid(\(x))", Answer(Submission.sigmoid(x)), Answer(Reference.sigmoid(x)),
                    mistakes: [
                        KnownMistake(
                            Answer(Double.nan),
                            "eˣ / (1 + eˣ) is infinite by infinite for large x: use e⁻ˣ.")
                    ])
            }
        }
    }

    func testLayerOutput() throws {
        try exercise("2.2") { judge in
            try judge.expect(
                "layerOutput([0.5, 0.9, -0.3], layer: the hidden layer of the lesson)",
                Answer(Submission.layerOutput(x, hidden)), Answer([0.1301, 0.9569, 0.4013]),
                tolerance: 5e-5,
                mistakes: [
                    KnownMistake(
                        Answer([-1.9, 3.1, -0.4]), "These are the sums: sigmoid is missing."),
                    KnownMistake(
                        Answer([2, 0.2, -2.6].map(Reference.sigmoid)),
                        "The weights were read down a column: those of unit j are row j."),
                ])
            var inputs = Inputs(seed: 2)
            for n in 1...6 {
                let (i, j) = (n, inputs.integer(1...5))
                let (x, w, b) = (inputs.numbers(i), inputs.rows(j, i), inputs.numbers(j))
                try judge.expect(
                    "layerOutput(\(x), layer: (weights: \(w), biases: \(b)))",
                    Answer(Submission.layerOutput(x, (w, b))),
                    Answer(Reference.sums(x, w, b).map(Reference.sigmoid)),
                    mistakes: [
                        KnownMistake(
                            Answer(Reference.sums(x, w, b.map { _ in 0 }).map(Reference.sigmoid)),
                            "This is the answer without the biases."),
                        KnownMistake(
                            Answer(Reference.sums(x, w, b)),
                            "These are the sums: sigmoid is missing."),
                        KnownMistake(
                            Answer(Reference.sums(x, w, b.map { -$0 }).map(Reference.sigmoid)),
                            "The bias is added, not taken away."),
                        KnownMistake(
                            Answer(
                                zip(Reference.sums(x, w, b.map { _ in 0 }), b).map {
                                    Reference.sigmoid($0) + $1
                                }), "The bias belongs to the sum, before sigmoid."),
                    ])
            }
        }
    }

    func testForwardPass() throws {
        try exercise("2.3") { judge in
            try judge.expect(
                "forwardPass([0.5, 0.9, -0.3], layers: the two layers of the lesson)",
                Answer(Submission.forwardPass(x, [hidden, output])), Answer([0.3458, 0.8531]),
                tolerance: 5e-5,
                mistakes: [
                    KnownMistake(
                        Answer([0.1301, 0.9569, 0.4013]),
                        "These are the outputs of the first layer."),
                    KnownMistake(
                        Answer(
                            Reference.sums(x, output.weights, output.biases)
                                .map(Reference.sigmoid)),
                        "The second layer saw the inputs, not the outputs of the first."),
                    KnownMistake(
                        Answer([-0.63737, 1.75952]),
                        "These are the sums of the last layer: sigmoid is missing there."),
                ])
            try judge.expect(
                "forwardPass([1, 2], layers: [])", Answer(Submission.forwardPass([1, 2], [])),
                Answer([1, 2]))
            var inputs = Inputs(seed: 3)
            for depth in 1...4 {
                let sizes = (0...depth).map { _ in inputs.integer(1...4) }
                let x = inputs.numbers(sizes[0])
                let layers = (1...depth).map {
                    (
                        weights: inputs.rows(sizes[$0], sizes[$0 - 1]),
                        biases: inputs.numbers(sizes[$0])
                    )
                }
                var right = x
                for layer in layers {
                    right = Reference.sums(right, layer.weights, layer.biases).map(
                        Reference.sigmoid)
                }
                try judge.expect(
                    "forwardPass(\(x), layers: \(layers))",
                    Answer(Submission.forwardPass(x, layers)), Answer(right))
            }
        }
    }

    func testXORWeights() throws {
        try exercise("2.4") { judge in
            let (hidden, output) = Submission.xorWeights()
            try judge.require(
                hidden.count == 2 && hidden.allSatisfy { $0.count == 3 },
                "the hidden layer has two rows [bias, w₁, w₂], but yours is \(hidden).")
            try judge.require(
                output.count == 3, "the output is one row [bias, w₁, w₂], but yours is \(output).")
            for (a, b) in [(0.0, 0.0), (0, 1), (1, 0), (1, 1)] {
                func fires(_ row: [Double], _ p: Double, _ q: Double) -> Double {
                    row[0] + row[1] * p + row[2] * q > 0 ? 1 : 0
                }
                let h = hidden.map { fires($0, a, b) }
                try judge.expect(
                    "the output of your network for \(Int(a)) and \(Int(b)) (its hidden units say "
                        + "\(h.map { Int($0) }))", Answer(fires(output, h[0], h[1])),
                    Answer(a == b ? 0 : 1),
                    mistakes: [
                        KnownMistake(
                            Answer(a == b ? 1 : 0),
                            a + b == 0
                                ? "Nothing in must give nothing out: this is the opposite of XOR, "
                                    + "perhaps."
                                : a + b == 1
                                    ? "One of both must be enough: this is AND, perhaps."
                                    : "Both together must be silent: this is OR, perhaps.")
                    ])
            }
        }
    }

    func testSoftmax() throws {
        try exercise("2.5") { judge in
            try judge.expect(
                "softmax([2, 1, 0.1])", Answer(Submission.softmax([2, 1, 0.1])),
                Answer([0.6590, 0.2424, 0.0986]), tolerance: 5e-5,
                mistakes: [
                    KnownMistake(
                        Answer([7.3891, 2.7183, 1.1052]),
                        "These are the powers: divide by their sum."),
                    KnownMistake(
                        Answer([0.6452, 0.3226, 0.0323]), "The powers of e are missing."),
                    KnownMistake(
                        Answer([1, 0.3679, 0.1496]), "Divide by the sum of the powers."),
                    KnownMistake(
                        Answer([-0.4170, -1.4170, -2.3170]),
                        "These are the logarithms of the probabilities."),
                ])
            try judge.require(
                Submission.softmax([1000, 1000]).allSatisfy { $0.isFinite },
                "softmax([1000, 1000]) is \(Submission.softmax([1000, 1000])): e¹⁰⁰⁰ overflowed. "
                    + "Subtract the maximum first.")
            try judge.expect(
                "softmax([-2000, 2000])", Answer(Submission.softmax([-2000, 2000])),
                Answer([0.0, 1]),
                mistakes: [.nan, 0, 1].map {
                    KnownMistake(
                        Answer([$0, .nan]),
                        "Subtract the largest: a power of a positive number can still overflow.")
                })
            var inputs = Inputs(seed: 5)
            for n in 1...6 {
                for shift in [0.0, 1000, -1000] {
                    let x = inputs.numbers(n).map { $0 + shift }
                    try judge.expect(
                        "softmax(\(x))", Answer(Submission.softmax(x)),
                        Answer(Reference.softmax(x)),
                        mistakes: [
                            KnownMistake(
                                Answer(x.map { _ in 1 / Double(n) }),
                                "Large numbers count alike here: subtract the largest, do not clip."
                            )
                        ])
                }
            }
        }
    }

    func testLeakyReLUAndELU() throws {
        try exercise("2.6") { judge in
            try judge.expect(
                "leakyReLU(-2, slope: 0.1)", Answer(Submission.leakyReLU(-2, 0.1)), Answer(-0.2),
                mistakes: [
                    KnownMistake(
                        Answer(0), "This is ReLU: below 0 a leaky one goes on, with the slope."),
                    KnownMistake(Answer(0.2), "The sign: slope · x is negative where x is."),
                    KnownMistake(Answer(-0.02), "The slope is the one that is given."),
                ])
            for x in [3.0, 0, -0.5, -7] {
                try judge.expect(
                    "leakyReLU(\(x), slope: 0.02)", Answer(Submission.leakyReLU(x, 0.02)),
                    Answer(x > 0 ? x : 0.02 * x),
                    mistakes: [KnownMistake(Answer(0.02 * x), "Where x is positive, it is x.")])
            }
            try judge.expect(
                "elu(-2, alpha: 1)", Answer(Submission.elu(-2, 1)), Answer(exp(-2) - 1),
                mistakes: [
                    KnownMistake(Answer(exp(-2)), "The − 1 is missing."),
                    KnownMistake(Answer(1 - exp(-2)), "The sign: eˣ − 1."),
                    KnownMistake(Answer(exp(2) - 1), "The exponent is x, which is negative."),
                ])
            for (x, alpha) in [(3.0, 0.5), (0, 2), (-0.5, 2), (-7, 0.3), (-800, 1.5)] {
                try judge.expect(
                    "elu(\(x), alpha: \(alpha))", Answer(Submission.elu(x, alpha)),
                    Answer(x > 0 ? x : alpha * (exp(x) - 1)),
                    mistakes: [
                        KnownMistake(Answer(x > 0 ? x : exp(x) - 1), "The factor α is missing."),
                        KnownMistake(Answer(alpha * (exp(x) - 1)), "Where x is positive, it is x."),
                        KnownMistake(
                            Answer(alpha * exp(x) - 1), "α belongs to both: α (eˣ − 1)."),
                    ])
            }
        }
    }

    func testMaxout() throws {
        try exercise("2.7") { judge in
            try judge.expect(
                "maxout([2], pieces: (weights: [[-1], [3]], biases: [0, -4]))",
                Answer(Submission.maxout([2], ([[-1], [3]], [0, -4]))), Answer(2),
                mistakes: [
                    KnownMistake(Answer(6), "This is the answer without the biases."),
                    KnownMistake(Answer(-2), "This is the smallest sum."),
                    KnownMistake(Answer(0), "This is the sum of the pieces: take the largest."),
                    KnownMistake(
                        Answer(Reference.sigmoid(2)),
                        "No sigmoid here: the maximum is the activation."),
                ])
            try judge.expect(
                "maxout([1], pieces: (weights: [[-5], [-3]], biases: [0, 0]))",
                Answer(Submission.maxout([1], ([[-5], [-3]], [0, 0]))), Answer(-3),
                mistakes: [
                    KnownMistake(
                        Answer(0),
                        "The largest of negative numbers is negative: begin with "
                            + "the first sum, not with 0.")
                ])
            var inputs = Inputs(seed: 7)
            for n in 1...6 {
                let k = inputs.integer(1...4)
                let (x, w, b) = (inputs.numbers(n), inputs.rows(k, n), inputs.numbers(k))
                try judge.expect(
                    "maxout(\(x), pieces: (weights: \(w), biases: \(b)))",
                    Answer(Submission.maxout(x, (w, b))), Answer(Reference.sums(x, w, b).max()!))
            }
        }
    }
}
