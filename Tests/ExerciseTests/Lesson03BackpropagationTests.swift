import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class Lesson03BackpropagationTests: ExerciseTestCase {
    func testSigmoidSlope() throws {
        try exercise("3.1") { judge in
            try judge.expect(
                "sigmoidSlope(output: 0.5)", Answer(Submission.sigmoidSlope(0.5)), Answer(0.25),
                mistakes: [
                    KnownMistake(
                        Answer(Reference.sigmoid(0.5) * (1 - Reference.sigmoid(0.5))),
                        "The argument is the output already: no sigmoid of it again."),
                    KnownMistake(Answer(0.5), "One of the factors o and 1 − o is missing."),
                    KnownMistake(Answer(0.75), "This is the slope of tanh, 1 − o²."),
                ])
            for o in [0, 0.13, 0.35, 0.96, 1] {
                try judge.expect(
                    "sigmoidSlope(output: \(o))", Answer(Submission.sigmoidSlope(o)),
                    Answer(o * (1 - o)),
                    mistakes: [
                        KnownMistake(Answer(1 - o), "The factor o is missing."),
                        KnownMistake(Answer(o * o), "This is o · o."),
                    ])
            }
        }
    }

    func testOutputDelta() throws {
        try exercise("3.2") { judge in
            let right = (0.35 - 0.9) * 0.35 * 0.65
            try judge.expect(
                "outputDelta(output: 0.35, target: 0.9)", Answer(Submission.outputDelta(0.35, 0.9)),
                Answer(right),
                mistakes: [
                    KnownMistake(Answer(-right), "The sign: it is o − t."),
                    KnownMistake(Answer(-0.55), "This is the error alone: times o (1 − o)."),
                    KnownMistake(Answer(2 * right), "The ½ of the cost cancels the 2."),
                    KnownMistake(
                        Answer(-0.55 * 0.9 * 0.1),
                        "The slope is taken at the output, not at the target."),
                    KnownMistake(Answer(-0.55 * 0.35), "The factor 1 − o is missing."),
                    KnownMistake(
                        Answer(-0.55 * Reference.sigmoid(0.35) * (1 - Reference.sigmoid(0.35))),
                        "The argument is the output already: no sigmoid of it again."),
                ])
            var inputs = Inputs(seed: 2)
            for _ in 0..<8 {
                let (o, t) = (inputs.number(0...1), inputs.number(0...1))
                try judge.expect(
                    "outputDelta(output: \(o), target: \(t))", Answer(Submission.outputDelta(o, t)),
                    Answer((o - t) * o * (1 - o)))
            }
        }
    }

    func testHiddenDeltas() throws {
        try exercise("3.3") { judge in
            try judge.expect(
                "hiddenDeltas(outputs: [0.5, 0.5], weights: [[1, 2]], deltas: [0.4])",
                Answer(Submission.hiddenDeltas([0.5, 0.5], [[1, 2]], [0.4])), Answer([0.1, 0.2]),
                mistakes: [
                    KnownMistake(Answer([0.4, 0.8]), "The slope h (1 − h) is missing."),
                    KnownMistake(
                        Answer([0.2, 0.4]), "One of the factors h and 1 − h is missing."),
                    KnownMistake(
                        Answer([0.1, 0.1]),
                        "The weights are missing: a delta comes back through its weight."),
                    KnownMistake(
                        Answer([0.25, 0.5]), "The deltas of the next layer are missing."),
                ])
            var inputs = Inputs(seed: 3)
            for (j, k) in [(1, 1), (3, 2), (2, 3), (3, 3), (5, 4)] {
                let h = inputs.numbers(j, 0...1)
                let (w, d) = (inputs.rows(k, j), inputs.numbers(k))
                var right: [Double] = []
                for unit in 0..<j {
                    var blame = 0.0
                    for next in 0..<k { blame += w[next][unit] * d[next] }
                    right.append(blame * h[unit] * (1 - h[unit]))
                }
                var mistakes: [KnownMistake] = []
                if k > 1 {
                    mistakes = [
                        KnownMistake(
                            Answer(h.indices.map { w[0][$0] * d[0] * h[$0] * (1 - h[$0]) }),
                            "The next layer has more units than the first one: add up what comes "
                                + "from all.")
                    ]
                }
                if j == k {
                    let turned = (0..<j).map { unit in
                        let alongRow = Reference.sums(d, [w[unit]], [0])[0]
                        return alongRow * h[unit] * (1 - h[unit])
                    }
                    mistakes += [
                        KnownMistake(
                            Answer(turned),
                            "The weights were read along the row: those that lead away from unit j "
                                + "are a column, weights[k][j].")
                    ]
                }
                try judge.expect(
                    "hiddenDeltas(outputs: \(h), weights: \(w), deltas: \(d))",
                    Answer(Submission.hiddenDeltas(h, w, d)), Answer(right), mistakes: mistakes)
            }
        }
    }

    func testWeightGradients() throws {
        try exercise("3.4") { judge in
            try judge.expect(
                "weightGradients(deltas: [1, -2], inputs: [3, 5])",
                Answer(Submission.weightGradients([1, -2], [3, 5])), Answer([[3, 5], [-6, -10]]),
                mistakes: [
                    KnownMistake(
                        Answer([[3, -6], [5, -10]]),
                        "Rows and columns are exchanged: a row for each δ."),
                    KnownMistake(
                        Answer([[1.0, 1], [-2, -2]]), "The inputs are missing: δⱼ · xᵢ."),
                    KnownMistake(
                        Answer([[3.0, 5], [3, 5]]), "The deltas are missing: δⱼ · xᵢ."),
                    KnownMistake(
                        Answer([[4.0, 6], [1, 3]]), "δ and x were added: multiply them."),
                ])
            var inputs = Inputs(seed: 4)
            for (j, i) in [(1, 1), (3, 2), (2, 5)] {
                let (d, x) = (inputs.numbers(j), inputs.numbers(i))
                var right: [[Double]] = []
                for delta in d { right.append(x.map { delta * $0 }) }
                try judge.expect(
                    "weightGradients(deltas: \(d), inputs: \(x))",
                    Answer(Submission.weightGradients(d, x)), Answer(right))
            }
        }
    }

    func testDescentStep() throws {
        try exercise("3.5") { judge in
            try judge.expect(
                "descentStep([[1, 2]], gradients: [[10, -10]], rate: 0.1)",
                Answer(Submission.descentStep([[1, 2]], [[10, -10]], 0.1)), Answer([[0, 3]]),
                mistakes: [
                    KnownMistake(
                        Answer([[2, 1]]), "This is a step up: against the gradient is minus."),
                    KnownMistake(Answer([[-9, 12]]), "The learning rate is missing."),
                    KnownMistake(
                        Answer([[1, -1]]), "This is the step: take it away from the weights."),
                    KnownMistake(
                        Answer([[-99, 102]]), "The gradient is multiplied by the rate, not divided."
                    ),
                ])
            var inputs = Inputs(seed: 5)
            for (j, i) in [(1, 1), (3, 2), (2, 5)] {
                let (w, g, rate) = (inputs.rows(j, i), inputs.rows(j, i), inputs.number(0...1))
                var right = w
                for row in 0..<j {
                    for column in 0..<i { right[row][column] -= rate * g[row][column] }
                }
                try judge.expect(
                    "descentStep(\(w), gradients: \(g), rate: \(rate))",
                    Answer(Submission.descentStep(w, g, rate)), Answer(right))
            }
        }
    }

    func testNumericalGradient() throws {
        try exercise("3.6") { judge in
            try judge.expect(
                "numericalGradient(of: { $0[0] * $0[1] }, at: [2, 3], h: 1e-5)",
                Answer(Submission.numericalGradient({ $0[0] * $0[1] }, [2, 3], 1e-5)),
                Answer([3, 2]), tolerance: 1e-8,
                mistakes: [
                    KnownMistake(Answer([6, 4]), "The difference belongs to 2 h, not to h."),
                    KnownMistake(
                        Answer([3, 2.00001]), "Coordinate 0 was not put back before coordinate 1."),
                    KnownMistake(
                        Answer([3, 1.99999]), "Coordinate 0 was not put back before coordinate 1."),
                    KnownMistake(Answer([-3, -2]), "The sign: right minus left."),
                    KnownMistake(Answer([6e-5, 4e-5]), "Divide the difference by 2 h."),
                    KnownMistake(Answer([5, 5]), "All coordinates moved at once: one at a time."),
                ])
            // x² tells central differences (exact, for any h) from one-sided ones (off by h).
            try judge.expect(
                "numericalGradient(of: { $0[0] * $0[0] }, at: [3], h: 0.1)",
                Answer(Submission.numericalGradient({ $0[0] * $0[0] }, [3], 0.1)), Answer([6]),
                tolerance: 1e-8,
                mistakes: [
                    KnownMistake(Answer([6.1]), "This is f(x + h) − f(x): take both sides."),
                    KnownMistake(Answer([5.9]), "This is f(x) − f(x − h): take both sides."),
                ])
            let f: ([Double]) -> Double = { sin($0[0]) * $0[1] + $0[2] * $0[2] * $0[2] }
            let x = [0.7, -1.2, 0.4]
            try judge.expect(
                "the numerical gradient of sin(x) y + z³ at \(x) with h = 10⁻⁴",
                Answer(Submission.numericalGradient(f, x, 1e-4)),
                Answer([cos(x[0]) * x[1], sin(x[0]), 3 * x[2] * x[2]]), tolerance: 1e-6)
        }
    }

    func testBackward() throws {
        try exercise("3.8") { judge in
            func answer(_ result: (x: Double, y: Double, z: Double)) -> Answer {
                Answer([result.x, result.y, result.z])
            }
            try judge.expect(
                "backward(x: -2, y: 5, z: -4, gradient: 1)",
                answer(Submission.backward(-2, 5, -4, 1)), Answer([-4, -4, 3]),
                mistakes: [
                    KnownMistake(Answer([3, 3, -4]), "∂f/∂q is z, and ∂f/∂z is q."),
                    KnownMistake(Answer([1, 1, 3]), "The chain rule: ∂q/∂x is 1, times ∂f/∂q."),
                    KnownMistake(Answer([-4, -4, -12]), "∂f/∂z is q, not f."),
                    KnownMistake(
                        Answer([-2, -2, 3]),
                        "A sum hands its whole gradient to both, not a half to each."),
                ])
            var inputs = Inputs(seed: 8)
            for _ in 0..<6 {
                let v = inputs.numbers(4)
                try judge.expect(
                    "backward(x: \(v[0]), y: \(v[1]), z: \(v[2]), gradient: \(v[3]))",
                    answer(Submission.backward(v[0], v[1], v[2], v[3])),
                    Answer([v[2] * v[3], v[2] * v[3], (v[0] + v[1]) * v[3]]),
                    mistakes: [
                        KnownMistake(
                            Answer([v[2], v[2], v[0] + v[1]]),
                            "The gradient that arrives from behind is missing."),
                        KnownMistake(
                            Answer([v[2] * v[3], v[2] * v[3], v[0] + v[1]]),
                            "∂E/∂z needs the gradient from behind too."),
                    ])
            }
        }
    }
}
