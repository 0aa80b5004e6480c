import XCTest

final class Lesson01PerceptronTests: ExerciseTestCase {
    func testWeightedSum() throws {
        try exercise("1.1") { judge in
            try judge.expect(
                "weightedSum([1, 0, 2], weights: [0.5, 7, -1])",
                Answer(Submission.weightedSum([1, 0, 2], [0.5, 7, -1])), Answer(-1.5),
                mistakes: [
                    KnownMistake(Answer(6.5), "This is the sum of the weights alone."),
                    KnownMistake(Answer(3), "This is the sum of the inputs alone."),
                    KnownMistake(Answer(9.5), "Inputs and weights were added: multiply each pair."),
                    KnownMistake(
                        Answer(-0.5), "This is the mean of the products: their sum is asked."),
                    KnownMistake(Answer(0.5), "The last pair is missing."),
                    KnownMistake(Answer(-2), "The first pair is missing."),
                ])
            try judge.expect(
                "weightedSum([], weights: [])", Answer(Submission.weightedSum([], [])), Answer(0))
            var inputs = Inputs(seed: 1)
            for n in 1...6 {
                let (x, w) = (inputs.numbers(n), inputs.numbers(n))
                try judge.expect(
                    "weightedSum(\(x), weights: \(w))", Answer(Submission.weightedSum(x, w)),
                    Answer(Reference.sums(x, [w], [0])[0]))
            }
        }
    }

    func testStep() throws {
        try exercise("1.2") { judge in
            try judge.expect(
                "step(1.2, threshold: 1)", Answer(Submission.step(1.2, 1)), Answer(1),
                mistakes: [
                    KnownMistake(Answer(0), "The other way round: it fires above the threshold.")
                ])
            try judge.expect(
                "step(0.5, threshold: 1)", Answer(Submission.step(0.5, 1)), Answer(0),
                mistakes: [
                    KnownMistake(Answer(-1), "It says 0 or 1, not -1 or 1."),
                    KnownMistake(Answer(1), "Compare with the threshold, not with 0."),
                ])
            try judge.expect(
                "step(1.0, threshold: 1)", Answer(Submission.step(1, 1)), Answer(0),
                mistakes: [
                    KnownMistake(
                        Answer(1), "At the threshold itself the neuron is silent: >, not >=.")
                ])
            try judge.expect(
                "step(-3, threshold: -4)", Answer(Submission.step(-3, -4)), Answer(1),
                mistakes: [
                    KnownMistake(Answer(0), "A negative sum can be above a negative threshold.")
                ])
            try judge.expect("step(-3, threshold: -2)", Answer(Submission.step(-3, -2)), Answer(0))
        }
    }

    func testPerceptronStep() throws {
        try exercise("1.3") { judge in
            try judge.expect(
                "perceptronStep([0, 0, 0], inputs: [1, 1, 1], target: 1, rate: 0.5)",
                Answer(Submission.perceptronStep([0, 0, 0], [1, 1, 1], 1, 0.5)),
                Answer([0.5, 0.5, 0.5]),
                mistakes: [
                    KnownMistake(
                        Answer([-0.5, -0.5, -0.5]), "The sign: the error is target − output."),
                    KnownMistake(Answer([1, 1, 1]), "The learning rate is missing."),
                    KnownMistake(
                        Answer([0, 0, 0]), "At the sum 0 the neuron is silent: here the error is 1."
                    ),
                ])
            try judge.expect(
                "perceptronStep([0.5, 1, 1], inputs: [1, 0, 2], target: 0, rate: 0.5)",
                Answer(Submission.perceptronStep([0.5, 1, 1], [1, 0, 2], 0, 0.5)),
                Answer([0, 1, 0]),
                mistakes: [
                    KnownMistake(
                        Answer([0, 0.5, 0.5]),
                        "Each weight changes with its own input: xᵢ is missing."),
                    KnownMistake(
                        Answer([0.5, 1, 1]), "The error is target − output, not the target alone."),
                    KnownMistake(
                        Answer([-0.5, 0, -1]), "These are the changes: add them to the weights."),
                    KnownMistake(
                        Answer([-0.75, 1, -1.5]),
                        "The error is taken behind the step, where the output is 0 or 1; this is "
                            + "ADALINE's."),
                ])
            try judge.expect(
                "perceptronStep([0.5, 1, 1], inputs: [1, 0, 2], target: 1, rate: 0.5), where the "
                    + "output is right,",
                Answer(Submission.perceptronStep([0.5, 1, 1], [1, 0, 2], 1, 0.5)),
                Answer([0.5, 1, 1]))
            var inputs = Inputs(seed: 3)
            for n in 1...8 {
                let (w, x, target) = (inputs.numbers(n), inputs.numbers(n), inputs.integer(0...1))
                let error = Double(target - (Reference.sums(x, [w], [0])[0] > 0 ? 1 : 0))
                var right = w
                for i in 0..<n { right[i] += 0.3 * x[i] * error }
                try judge.expect(
                    "perceptronStep(\(w), inputs: \(x), target: \(target), rate: 0.3)",
                    Answer(Submission.perceptronStep(w, x, target, 0.3)), Answer(right))
            }
        }
    }

    func testTrainPerceptron() throws {
        try exercise("1.4") { judge in
            func answer(_ result: (weights: [Double], epochs: Int)) -> Answer {
                Answer(result.weights + [Double(result.epochs)])
            }
            try judge.expect(
                "trainPerceptron([[1, 0], [1, 1]], targets: [0, 1], rate: 1, limit: 10), its weights "
                    + "and then its epochs,",
                answer(Submission.trainPerceptron([[1, 0], [1, 1]], [0, 1], 1, 10)),
                Answer([0, 1, 3]),
                mistakes: [
                    KnownMistake(
                        Answer([0, 1, 2]), "The last epoch, the one without an error, counts too."),
                    KnownMistake(
                        Answer([0, 1, 10]), "It went on after an epoch without an error."),
                    KnownMistake(Answer([1, 1, 1]), "It stopped after the first epoch."),
                    KnownMistake(
                        Answer([1, 1, 10]), "The weights begin at 0 once, not in every epoch."),
                ])
            let corners: [[Double]] = [[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]]
            for (name, targets) in [
                ("AND", [0, 0, 0, 1]), ("OR", [0, 1, 1, 1]), ("XOR", [0, 1, 1, 0]),
            ] {
                let right = Reference.perceptron(corners, targets, rate: 0.5, limit: 25)
                try judge.expect(
                    "trainPerceptron on \(name) with the rate 0.5 and at most 25 epochs, its weights "
                        + "and then its epochs,",
                    answer(Submission.trainPerceptron(corners, targets, 0.5, 25)), answer(right),
                    mistakes: [
                        KnownMistake(
                            answer(Reference.perceptron(corners, targets, rate: 1, limit: 25)),
                            "The learning rate is missing."),
                        KnownMistake(
                            answer(Reference.perceptron(corners, targets, rate: 0.5, limit: 24)),
                            "One epoch too few: the limit itself is allowed."),
                    ])
            }
            var inputs = Inputs(seed: 4)
            for limit in [1, 2, 30] {
                let x = inputs.rows(7, 3)
                let targets = inputs.integers(7, below: 2)
                let right = Reference.perceptron(x, targets, rate: 0.7, limit: limit)
                try judge.expect(
                    "trainPerceptron(\(x), targets: \(targets), rate: 0.7, limit: \(limit)), its "
                        + "weights and then its epochs,",
                    answer(Submission.trainPerceptron(x, targets, 0.7, limit)), answer(right))
            }
        }
    }

    func testIsSeparable() throws {
        try exercise("1.5") { judge in
            let (and, xor) = ([0, 0, 0, 1], [0, 1, 1, 0])
            try judge.expect(
                "isSeparable([0, 0, 0, 1]) and isSeparable([0, 1, 1, 0]), 1 for true,",
                Answer([
                    Submission.isSeparable(and) ? 1 : 0, Submission.isSeparable(xor) ? 1 : 0,
                ]), Answer([1, 0]),
                mistakes: [
                    KnownMistake(
                        Answer([0, 1]),
                        "This is the opposite of what is asked: true where a line separates them."),
                    KnownMistake(Answer([1, 1]), "No line separates the ones of XOR."),
                    KnownMistake(
                        Answer([0, 0]),
                        "A line separates AND's: it may need more epochs, or the bias."),
                ])
            for table in 0..<16 {
                let outputs = (0..<4).map { (table >> $0) & 1 }
                // All but XOR and its opposite.
                let right = outputs != [0, 1, 1, 0] && outputs != [1, 0, 0, 1]
                let name =
                    right
                    ? "A line separates these: it may need more epochs, or the bias."
                    : "No line separates these."
                try judge.expect(
                    "isSeparable(\(outputs)), 1 for true,", Answer(Submission.isSeparable(outputs)),
                    Answer(right), mistakes: [KnownMistake(Answer(!right), name)])
            }
        }
    }

    func testAdalineStep() throws {
        try exercise("1.6") { judge in
            try judge.expect(
                "adalineStep([0, 0.5], inputs: [1, 2], target: 2, rate: 0.1)",
                Answer(Submission.adalineStep([0, 0.5], [1, 2], 2, 0.1)), Answer([0.1, 0.7]),
                mistakes: [
                    KnownMistake(Answer([-0.1, 0.3]), "The sign: the error is target − sum."),
                    KnownMistake(Answer([0.1, 0.6]), "Each weight changes with its own input."),
                    KnownMistake(Answer([1, 2.5]), "The learning rate is missing."),
                    KnownMistake(
                        Answer([0.1, 0.2]), "These are the changes: add them to the weights."),
                    KnownMistake(
                        Answer([0.1, 0.68]),
                        "The error is one for all weights: it was taken anew after each."),
                ])
            try judge.expect(
                "adalineStep([1, 1], inputs: [1, 1], target: 1, rate: 0.5)",
                Answer(Submission.adalineStep([1, 1], [1, 1], 1, 0.5)), Answer([0.5, 0.5]),
                mistakes: [
                    KnownMistake(
                        Answer([1, 1]), "The error is taken from the sum, not from its threshold.")
                ])
            var inputs = Inputs(seed: 6)
            for n in 1...6 {
                let (w, x) = (inputs.numbers(n), inputs.numbers(n))
                let (target, rate) = (inputs.number(), inputs.number(0...1))
                let error = target - Reference.sums(x, [w], [0])[0]
                var right = w
                for i in 0..<n { right[i] += rate * error * x[i] }
                try judge.expect(
                    "adalineStep(\(w), inputs: \(x), target: \(target), rate: \(rate))",
                    Answer(Submission.adalineStep(w, x, target, rate)), Answer(right))
            }
        }
    }
}
