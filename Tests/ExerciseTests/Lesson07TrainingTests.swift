import Primavera
import XCTest

/// Exercises 7.1, 7.2 and 7.4: how AlexNet is trained.
final class Lesson07TrainingTests: ExerciseTestCase {
    func testInvertedDropout() throws {
        try exercise("7.1") { judge in
            let (x, draws) = ([4.0, 8, 12], [0.5, 0.1, 0.9])
            let call = "invertedDropout([4, 8, 12], draws: [0.5, 0.1, 0.9], rate: 0.2, isTraining: "
            try judge.expect(
                call + "true)", Answer(Submission.invertedDropout(x, draws, 0.2, true)),
                Answer([5, 0, 15]),
                mistakes: [
                    KnownMistake(Answer(x), "In training, what is drawn becomes 0."),
                    KnownMistake(
                        Answer([4, 0, 12]), "What stays has to be divided by 1 − rate."),
                    KnownMistake(
                        Answer([3.2, 0, 9.6]), "Divide by 1 − rate: the sum has to grow again."),
                    KnownMistake(
                        Answer([20, 0, 60]), "What stays is a part of 1 − rate: divide by that."),
                    KnownMistake(
                        Answer([6, 0, 18]),
                        "Divide by 1 − rate, not by the part that happened to stay."),
                    KnownMistake(
                        Answer([0, 10, 0]), "Dropped is where the draw is below the rate."),
                    KnownMistake(
                        Answer([5, 10, 0]),
                        "Dropped is where the draw is below the rate, not above 1 − rate."),
                    KnownMistake(
                        Answer([5, 10, 15]), "In training, what is drawn becomes 0."),
                ])
            try judge.expect(
                call + "false)", Answer(Submission.invertedDropout(x, draws, 0.2, false)),
                Answer(x),
                mistakes: [
                    KnownMistake(
                        Answer([5, 0, 15]), "Nothing is dropped when it is not training."),
                    KnownMistake(
                        Answer([3.2, 6.4, 9.6]),
                        "No factor is needed here: the division in training made up for it."),
                    KnownMistake(
                        Answer([5, 10, 15]), "The division belongs to training, with the dropping."),
                ])
            try judge.expect(
                "invertedDropout([1, 2], draws: [0.5, 0.25], rate: 0.5, isTraining: true)",
                Answer(Submission.invertedDropout([1, 2], [0.5, 0.25], 0.5, true)), Answer([2, 0]),
                mistakes: [
                    KnownMistake(Answer([0, 0]), "A draw that equals the rate is not below it.")
                ])
            try judge.expect(
                "invertedDropout([3, -1], draws: [0, 0.9], rate: 0, isTraining: true)",
                Answer(Submission.invertedDropout([3, -1], [0, 0.9], 0, true)), Answer([3, -1]))
            var inputs = Inputs(seed: 71)
            for (count, rate) in [(1, 0.3), (6, 0.5), (100, 0.75)] {
                let (x, draws) = (inputs.numbers(count), inputs.numbers(count, 0...0.99))
                var right = x
                for i in 0..<count { right[i] = draws[i] < rate ? 0 : x[i] / (1 - rate) }
                try judge.expect(
                    "invertedDropout of \(count) numbers, rate \(rate), in training",
                    Answer(Submission.invertedDropout(x, draws, rate, true)), Answer(right))
                try judge.expect(
                    "invertedDropout of \(count) numbers, rate \(rate), not in training",
                    Answer(Submission.invertedDropout(x, draws, rate, false)), Answer(x))
            }
        }
    }

    func testCropAndMirror() throws {
        try exercise("7.2") { judge in
            let image = [[1.0, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], [13, 14, 15, 16]]
            for draws in [[0.7, 0.4, 0.9], [0.2, 0.8, 0.1], [0.9, 0.9, 0.5]] {
                try judge.expect(
                    "cropAndMirror([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12], "
                        + "[13, 14, 15, 16]], size: 2, " + Self.text(draws) + ")",
                    Answer(Submission.cropAndMirror(image, 2, draws)),
                    Answer(Self.crop(image, 2, draws)), mistakes: Self.wrongCrops(image, 2, draws))
            }
            var inputs = Inputs(seed: 72)
            for (h, w, size) in [(1, 1, 1), (4, 4, 4), (2, 6, 2), (6, 3, 2), (9, 9, 5)] {
                for _ in 0..<4 {
                    let image = inputs.rows(h, w)
                    let draws = inputs.numbers(3, 0...0.99)
                    try judge.expect(
                        "cropAndMirror of \(h) × \(w), size: \(size), " + Self.text(draws),
                        Answer(Submission.cropAndMirror(image, size, draws)),
                        Answer(Self.crop(image, size, draws)),
                        mistakes: Self.wrongCrops(image, size, draws))
                }
            }
        }
    }

    private static func text(_ draws: [Double]) -> String {
        "draws: (row: \(draws[0]), column: \(draws[1]), mirror: \(draws[2]))"
    }

    private static func crop(_ image: [[Double]], _ size: Int, _ draws: [Double]) -> [[Double]] {
        cut(
            image, size, place(draws[0], image.count - size + 1),
            place(draws[1], image[0].count - size + 1), isMirrored: draws[2] < 0.5)
    }

    /// The place that a draw means: how many n-ths lie below it.
    private static func place(_ draw: Double, _ places: Int) -> Int {
        var place = 0
        while Double(place + 1) <= draw * Double(places) { place += 1 }
        return place
    }

    /// A part of the image; `nil` where it does not lie within.
    private static func cutWithin(
        _ image: [[Double]], _ size: Int, _ top: Int, _ left: Int, isMirrored: Bool
    ) -> [[Double]]? {
        guard top >= 0, left >= 0, top + size <= image.count, left + size <= image[0].count
        else { return nil }
        return cut(image, size, top, left, isMirrored: isMirrored)
    }

    private static func cut(
        _ image: [[Double]], _ size: Int, _ top: Int, _ left: Int, isMirrored: Bool
    ) -> [[Double]] {
        var result = Reference.zeros(size, size)
        for r in 0..<size {
            for c in 0..<size {
                result[r][c] = image[top + r][left + (isMirrored ? size - 1 - c : c)]
            }
        }
        return result
    }

    private static func wrongCrops(
        _ image: [[Double]], _ size: Int, _ draws: [Double]
    ) -> [KnownMistake] {
        let (rows, columns) = (image.count - size + 1, image[0].count - size + 1)
        let (top, left) = (place(draws[0], rows), place(draws[1], columns))
        let isMirrored = draws[2] < 0.5
        func part(_ top: Int, _ left: Int, isMirrored: Bool) -> [[Double]]? {
            cutWithin(image, size, top, left, isMirrored: isMirrored)
        }
        let right = cut(image, size, top, left, isMirrored: false)
        let answers: [([[Double]]?, String)] = [
            (
                part(top, left, isMirrored: !isMirrored),
                isMirrored
                    ? "It should be mirrored: the third draw is below 0.5."
                    : "It should not be mirrored: the third draw is not below 0.5."
            ),
            (
                isMirrored ? Array(right.reversed()) : nil,
                "Left and right are exchanged, not top and bottom."
            ),
            (
                isMirrored ? part(top, columns - 1 - left, isMirrored: true) : nil,
                "The column is counted in the picture as it came: mirror the part, not the picture."
            ),
            (
                part(
                    place(draws[0], rows - 1), place(draws[1], columns - 1), isMirrored: isMirrored),
                "There are H − size + 1 places: the last one is missing."
            ),
            (
                part(
                    Int((draws[0] * Double(rows)).rounded()),
                    Int((draws[1] * Double(columns)).rounded()), isMirrored: isMirrored),
                "The whole part of draw · places: do not round up."
            ),
            (
                part(top, place(draws[1], rows), isMirrored: isMirrored),
                "Places for columns are counted with W, those for rows with H."
            ),
            (
                part(place(draws[1], rows), place(draws[0], columns), isMirrored: isMirrored),
                "The first draw is for the row, the second one for the column."
            ),
            (
                part((rows - 1) / 2, (columns - 1) / 2, isMirrored: isMirrored),
                "This is the middle: the draws say where the part lies."
            ),
            (
                part(0, 0, isMirrored: isMirrored),
                "This is the corner: the draws say where the part lies."
            ),
        ]
        return answers.compactMap { answer, name in
            answer.map { KnownMistake(Answer($0), name) }
        }
    }

    func testMomentumStep() throws {
        try exercise("7.4") { judge in
            func answer(_ pair: (weights: [Double], velocities: [Double])) -> Answer {
                Answer(pair.weights + pair.velocities)
            }
            try judge.expect(
                "momentumStep([1, -2], velocities: [0.5, 0], gradients: [0.2, -0.4], rate: 0.1, "
                    + "momentum: 0.9, decay: 0.5), weights and velocities,",
                answer(Submission.momentumStep([1, -2], [0.5, 0], [0.2, -0.4], 0.1, 0.9, 0.5)),
                Answer([0.885, -1.86, 1.15, -1.4]),
                mistakes: Self.wrongSteps([1, -2], [0.5, 0], [0.2, -0.4], 0.1, 0.9, 0.5))
            var inputs = Inputs(seed: 74)
            for (count, momentum, decay) in [(1, 0.9, 0.0), (3, 0.0, 0.3), (10, 0.5, 0.01)] {
                let (w, v) = (inputs.numbers(count), inputs.numbers(count))
                let (gradients, rate) = (inputs.numbers(count), inputs.number(0.1...0.5))
                try judge.expect(
                    "momentumStep(\(w), velocities: \(v), gradients: \(gradients), rate: \(rate), "
                        + "momentum: \(momentum), decay: \(decay)), weights and velocities,",
                    answer(Submission.momentumStep(w, v, gradients, rate, momentum, decay)),
                    Answer(
                        Self.step(w, v) { w, v, i in
                            let new = momentum * v + gradients[i] + decay * w
                            return (w - rate * new, new)
                        }),
                    mistakes: Self.wrongSteps(w, v, gradients, rate, momentum, decay))
            }
        }
    }

    /// New weights and then new velocities, by a rule for one of each.
    private static func step(
        _ weights: [Double], _ velocities: [Double],
        _ rule: (_ w: Double, _ v: Double, _ i: Int) -> (Double, Double)
    ) -> [Double] {
        let pairs = weights.indices.map { rule(weights[$0], velocities[$0], $0) }
        return pairs.map(\.0) + pairs.map(\.1)
    }

    private static func wrongSteps(
        _ weights: [Double], _ velocities: [Double], _ gradients: [Double], _ rate: Double,
        _ momentum: Double, _ decay: Double
    ) -> [KnownMistake] {
        func mistake(
            _ name: String,
            _ rule: (_ w: Double, _ v: Double, _ g: Double) -> (Double, Double)
        ) -> KnownMistake {
            KnownMistake(
                Answer(step(weights, velocities) { w, v, i in rule(w, v, gradients[i]) }), name)
        }
        return [
            mistake("The decay is missing: g = gradient + decay · w.") { w, v, g in
                (w - rate * (momentum * v + g), momentum * v + g)
            },
            mistake("The decay pulls to 0: it is added to the gradient.") { w, v, g in
                let new = momentum * v + g - decay * w
                return (w - rate * new, new)
            },
            mistake("The decay belongs to the gradient, and so into the velocity.") { w, v, g in
                let new = momentum * v + g
                return (w - rate * new - rate * decay * w, new)
            },
            mistake("The momentum is missing: v ← momentum · v + g.") { w, v, g in
                (w - rate * (g + decay * w), g + decay * w)
            },
            mistake("The step goes by the new velocity, not by the old one.") { w, v, g in
                (w - rate * v, momentum * v + g + decay * w)
            },
            mistake("Weights go against the gradient: w − rate · v.") { w, v, g in
                let new = momentum * v + g + decay * w
                return (w + rate * new, new)
            },
            mistake("The rate belongs to the weights' step, not into the velocity.") { w, v, g in
                let new = momentum * v + rate * (g + decay * w)
                return (w - new, new)
            },
            mistake("The velocity here has no rate and no minus: that is the paper's form.") {
                w, v, g in
                let new = momentum * v - rate * (g + decay * w)
                return (w + new, new)
            },
            mistake("The gradient is added whole, not with the factor 1 − momentum.") { w, v, g in
                let new = momentum * v + (1 - momentum) * (g + decay * w)
                return (w - rate * new, new)
            },
            mistake("This looks ahead, as Nesterov's does: w − rate · v is asked.") { w, v, g in
                let new = momentum * v + g + decay * w
                return (w - rate * (g + decay * w + momentum * new), new)
            },
            mistake("The rate is missing: w − rate · v.") { w, v, g in
                let new = momentum * v + g + decay * w
                return (w - new, new)
            },
            mistake("The velocities have to come back new as well.") { w, v, g in
                (w - rate * (momentum * v + g + decay * w), v)
            },
        ]
    }
}
