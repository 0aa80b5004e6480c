import XCTest

final class Lesson00FiveStepsTests: ExerciseTestCase {
    func testPredictPrices() throws {
        try exercise("0.1") { judge in
            try judge.expect(
                "predictPrices(slope: 1, intercept: 40, sizes: [30, 50])",
                Answer(Submission.predictPrices(1, 40, [30, 50])), Answer([70, 90]),
                mistakes: [
                    KnownMistake(Answer([30, 50]), "The intercept is missing."),
                    KnownMistake(Answer([1201, 2001]), "Slope and intercept are exchanged."),
                ])
            try judge.expect(
                "predictPrices without sizes", Answer(Submission.predictPrices(2, 3, [])),
                Answer([Double]()))
            var inputs = Inputs(seed: 1)
            for _ in 0..<10 {
                let (slope, intercept) = (inputs.number(), inputs.number())
                let sizes = inputs.numbers(inputs.integer(1...6), 20...80)
                var right: [Double] = []
                for size in sizes { right.append(slope * size + intercept) }
                try judge.expect(
                    "predictPrices(slope: \(slope), intercept: \(intercept), sizes: \(sizes))",
                    Answer(Submission.predictPrices(slope, intercept, sizes)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer(sizes.map { $0 + intercept }),
                            "This is the answer for the slope 1.")
                    ])
            }
        }
    }

    func testMeanSquaredError() throws {
        try exercise("0.2") { judge in
            try judge.expect(
                "meanSquaredError([70, 90], targets: [71, 87])",
                Answer(Submission.meanSquaredError([70, 90], [71, 87])), Answer(5),
                mistakes: [
                    KnownMistake(
                        Answer(10),
                        "This is the sum: divide it by how many there are, by n and not by n − 1."),
                    KnownMistake(Answer(2), "This is the mean of the sizes of the errors."),
                    KnownMistake(Answer(2.5), "This is half of it: divide by n, not by 2 n."),
                    KnownMistake(Answer(1), "Here errors of different sign cancel: square each."),
                    KnownMistake(Answer(5.0.squareRoot()), "The root is not asked for."),
                ])
            try judge.expect(
                "meanSquaredError([1, 2, 3], targets: [1, 2, 6])",
                Answer(Submission.meanSquaredError([1, 2, 3], [1, 2, 6])), Answer(3),
                mistakes: [
                    KnownMistake(Answer(4.5), "Divide by n: there are three, not two."),
                    KnownMistake(Answer(9), "This is the sum: divide it by how many there are."),
                ])
            // The houses of the lecture and the line of its slide.
            let sizes = [42.45, 54.25, 32.5, 62.3, 28.4, 45.69, 58.2]
            let prices = [91.241, 101.251, 83.051, 110.341, 67.124, 98.525, 104.251]
            try judge.expect(
                "the error of the line on the slide",
                Answer(Submission.meanSquaredError(sizes.map { 0.8233 * $0 + 52.096 }, prices)),
                Answer(38.45109), tolerance: 1e-5)
            var inputs = Inputs(seed: 2)
            for n in 1...6 {
                let (a, b) = (inputs.numbers(n), inputs.numbers(n))
                var total = 0.0
                for i in 0..<n { total += (a[i] - b[i]) * (a[i] - b[i]) }
                try judge.expect(
                    "meanSquaredError(\(a), targets: \(b))",
                    Answer(Submission.meanSquaredError(a, b)), Answer(total / Double(n)))
            }
        }
    }

    func testGradientStep() throws {
        try exercise("0.3") { judge in
            func answer(_ pair: (slope: Double, intercept: Double)) -> Answer {
                Answer([pair.slope, pair.intercept])
            }
            try judge.expect(
                "gradientStep(slope: 0, intercept: 0, sizes: [1, 3], prices: [2, 4], rate: 0.1)",
                answer(Submission.gradientStep(0, 0, [1, 3], [2, 4], 0.1)), Answer([1.4, 0.6]),
                mistakes: [
                    KnownMistake(
                        Answer([-1.4, -0.6]), "This is a step up: take it away, not add."),
                    KnownMistake(Answer([2.8, 1.2]), "These are sums: the gradient is a mean."),
                    KnownMistake(
                        Answer([0.7, 0.3]), "The 2 of the derivative of a square is missing."),
                    KnownMistake(
                        Answer([1.4, 0.04]),
                        "The intercept's gradient was taken after the step of the slope."),
                    KnownMistake(Answer([0.6, 0.6]), "The slope's gradient needs the size."),
                    KnownMistake(Answer([14, 6]), "The learning rate is missing."),
                    KnownMistake(
                        Answer([-14, -6]),
                        "These are the gradients: take rate times each from its parameter."),
                ])
            try judge.expect(
                "gradientStep(slope: 0, intercept: 10, sizes: [1, 3], prices: [2, 4], rate: 0.1)",
                answer(Submission.gradientStep(0, 10, [1, 3], [2, 4], 0.1)), Answer([-2.6, 8.6]),
                mistakes: [
                    KnownMistake(Answer([1.4, 10.6]), "The error needs the intercept too."),
                    KnownMistake(
                        Answer([-2.6, -1.4]), "The step begins at the old intercept, not at 0."),
                ])
            var inputs = Inputs(seed: 3)
            for n in 1...6 {
                let (slope, intercept, rate) = (inputs.number(), inputs.number(), inputs.number())
                let (sizes, prices) = (inputs.numbers(n), inputs.numbers(n))
                var (slopeGradient, interceptGradient) = (0.0, 0.0)
                for i in 0..<n {
                    let error = slope * sizes[i] + intercept - prices[i]
                    slopeGradient += 2 * error * sizes[i] / Double(n)
                    interceptGradient += 2 * error / Double(n)
                }
                try judge.expect(
                    "gradientStep(slope: \(slope), intercept: \(intercept), sizes: \(sizes), "
                        + "prices: \(prices), rate: \(rate))",
                    answer(Submission.gradientStep(slope, intercept, sizes, prices, rate)),
                    Answer([slope - rate * slopeGradient, intercept - rate * interceptGradient]))
            }
        }
    }

    func testConfusionMatrix() throws {
        try exercise("0.4") { judge in
            try judge.expect(
                "confusionMatrix(truth: [0, 0, 1], answers: [0, 1, 1], classes: 2)",
                Answer(Submission.confusionMatrix([0, 0, 1], [0, 1, 1], 2)),
                Answer([[1, 1], [0, 1]]),
                mistakes: [
                    KnownMistake(
                        Answer([[1, 0], [1, 1]]),
                        "Rows and columns are exchanged: the row is the truth."),
                    KnownMistake(
                        Answer([[0, 1], [0, 0]]),
                        "The right answers are missing: they stand on the diagonal."),
                ])
            try judge.expect(
                "confusionMatrix(truth: [0, 0, 1], answers: [1, 1, 1], classes: 2)",
                Answer(Submission.confusionMatrix([0, 0, 1], [1, 1, 1], 2)),
                Answer([[0, 2], [0, 1]]),
                mistakes: [
                    KnownMistake(
                        Answer([[0, 1], [0, 1]]),
                        "This says whether it happened, not how often: add 1 each time.")
                ])
            try judge.expect(
                "confusionMatrix(truth: [2], answers: [0], classes: 4)",
                Answer(Submission.confusionMatrix([2], [0], 4)),
                Answer([[0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]))
            var inputs = Inputs(seed: 4)
            for classes in 1...5 {
                let truth = inputs.integers(20, below: classes)
                let answers = inputs.integers(20, below: classes)
                var right = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
                for n in 0..<20 { right[truth[n]][answers[n]] += 1 }
                try judge.expect(
                    "confusionMatrix(truth: \(truth), answers: \(answers), classes: \(classes))",
                    Answer(Submission.confusionMatrix(truth, answers, classes)), Answer(right))
            }
        }
    }

    func testPrecisionAndRecall() throws {
        try exercise("0.5") { judge in
            func answer(_ pair: (precision: Double, recall: Double)) -> Answer {
                Answer([pair.precision, pair.recall])
            }
            try judge.expect(
                "precisionAndRecall(confusion: [[8, 2], [1, 4]], label: 1)",
                answer(Submission.precisionAndRecall([[8, 2], [1, 4]], 1)),
                Answer([4.0 / 6, 4.0 / 5]),
                mistakes: [
                    KnownMistake(
                        Answer([4.0 / 5, 4.0 / 6]), "Precision and recall are exchanged."),
                    KnownMistake(
                        Answer([0, 0]), "4 / 6 of integers is 0: make Doubles of them first."),
                    KnownMistake(Answer([12.0 / 15, 12.0 / 15]), "This is the accuracy."),
                    KnownMistake(
                        Answer([8.0 / 9, 8.0 / 10]), "These are the numbers of class 0, not 1."),
                ])
            try judge.expect(
                "precisionAndRecall(confusion: [[3, 0], [2, 0]], label: 1), a class that was never "
                    + "answered,", answer(Submission.precisionAndRecall([[3, 0], [2, 0]], 1)),
                Answer([0, 0]))
            try judge.expect(
                "precisionAndRecall(confusion: [[3, 2], [0, 0]], label: 1), a class that never "
                    + "occurs,", answer(Submission.precisionAndRecall([[3, 2], [0, 0]], 1)),
                Answer([0, 0]))
            try judge.expect(
                "precisionAndRecall(confusion: [[1, 2, 3], [4, 5, 6], [7, 8, 9]], label: 1)",
                answer(
                    Submission.precisionAndRecall([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 1)),
                Answer([5.0 / 15, 5.0 / 15]),
                mistakes: [
                    KnownMistake(
                        Answer([5.0 / 7, 5.0 / 9]),
                        "There are more classes than two: add up the whole column and row.")
                ])
            var inputs = Inputs(seed: 5)
            for classes in 2...5 {
                let counts = (0..<classes).map { _ in inputs.integers(classes, below: 9) }
                let label = inputs.integer(0...classes - 1)
                var (called, existing) = (0, 0)
                for k in 0..<classes {
                    called += counts[k][label]
                    existing += counts[label][k]
                }
                let hits = Double(counts[label][label])
                try judge.expect(
                    "precisionAndRecall(confusion: \(counts), label: \(label))",
                    answer(Submission.precisionAndRecall(counts, label)),
                    Answer([
                        called == 0 ? 0 : hits / Double(called),
                        existing == 0 ? 0 : hits / Double(existing),
                    ]))
            }
        }
    }
}
