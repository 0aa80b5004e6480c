import Primavera
import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class Lesson08GANTests: ExerciseTestCase {
    func testDiscriminatorLoss() throws {
        try exercise("8.1") { judge in
            try judge.expect(
                "discriminatorLoss(real: [0.8, 0.5], generated: [0.1], target: 1)",
                Answer(Submission.discriminatorLoss([0.8, 0.5], [0.1], 1)), Answer(0.563_506),
                tolerance: 1e-6,
                mistakes: [
                    KnownMistake(Answer(-0.563_506), "The minus sign is missing."),
                    KnownMistake(
                        Answer(1.021_651),
                        "This is a sum over the examples: each of the two parts is a mean."),
                    KnownMistake(
                        Answer(0.340_550),
                        "This is one mean over all examples: each part has a mean of its own."),
                    KnownMistake(
                        Answer(2.760_731),
                        "The generated ones should get a 0: −log(1 − D), not −log D."),
                ])
            try judge.expect(
                "discriminatorLoss(real: [0.8, 0.5], generated: [0.1], target: 0.9)",
                Answer(Submission.discriminatorLoss([0.8, 0.5], [0.1], 0.9)), Answer(0.632_821),
                tolerance: 1e-6,
                mistakes: [
                    KnownMistake(Answer(0.563_506), "The target was not used."),
                    KnownMistake(
                        Answer(0.517_691), "The part (1 − t) · log(1 − D(x)) is missing."),
                    KnownMistake(
                        Answer(0.852_543), "Only real examples are smoothed: generated are 0."),
                ])
            var inputs = Inputs(seed: 81)
            for (n, m, target) in [(1, 1, 1.0), (3, 5, 0.9), (6, 2, 0.7)] {
                let (real, generated) = (
                    inputs.numbers(n, 0.01...0.99), inputs.numbers(m, 0.01...0.99)
                )
                var (first, second) = (0.0, 0.0)
                for d in real { first -= target * log(d) + (1 - target) * log(1 - d) }
                for d in generated { second -= log(1 - d) }
                try judge.expect(
                    "discriminatorLoss(real: \(real), generated: \(generated), target: \(target))",
                    Answer(Submission.discriminatorLoss(real, generated, target)),
                    Answer(first / Double(n) + second / Double(m)),
                    mistakes: [
                        KnownMistake(
                            Answer((first + second) / Double(n + m)),
                            "This is one mean over all examples: each part has a mean of its own."),
                        KnownMistake(
                            Answer(first / Double(n) + second / Double(n)),
                            "The generated ones may be more or fewer: divide by their own count."),
                    ])
            }
        }
    }

    func testGeneratorLosses() throws {
        try exercise("8.2") { judge in
            func answer(_ pair: (minimax: Double, nonSaturating: Double)) -> Answer {
                Answer([pair.minimax, pair.nonSaturating])
            }
            try judge.expect(
                "generatorLosses(generated: [0.01]), minimax and non-saturating,",
                answer(Submission.generatorLosses([0.01])), Answer([-0.010_050, 4.605_170]),
                tolerance: 1e-6,
                mistakes: [
                    KnownMistake(
                        Answer([0.010_050, 4.605_170]),
                        "−log(1 − D) is what the discriminator wants small: the generator wants the "
                            + "opposite."),
                    KnownMistake(
                        Answer([-0.010_050, -4.605_170]),
                        "The minus sign of the non-saturating loss is missing."),
                    KnownMistake(Answer([4.605_170, -0.010_050]), "The two are in reverse order."),
                ])
            var inputs = Inputs(seed: 82)
            for n in [1, 2, 7] {
                let generated = inputs.numbers(n, 0.001...0.999)
                var (minimax, other) = (0.0, 0.0)
                for d in generated {
                    minimax += log(1 - d)
                    other -= log(d)
                }
                try judge.expect(
                    "generatorLosses(generated: \(generated)), minimax and non-saturating,",
                    answer(Submission.generatorLosses(generated)),
                    Answer([minimax / Double(n), other / Double(n)]),
                    mistakes: [
                        KnownMistake(
                            Answer([minimax, other]), "These are sums: the means are asked.")
                    ])
            }
        }
    }

    func testSampleNoise() throws {
        try exercise("8.3") { judge in
            var random = Random(seed: 83)
            let small = Submission.sampleNoise(3, 5, &random)
            try judge.expect(
                "the shape of sampleNoise(count: 3, size: 5, using: &random)",
                Answer(small.shape), Answer([3, 5]),
                mistakes: [
                    KnownMistake(Answer([5, 3]), "One row for each example: [count, size].")
                ])
            let values = Submission.sampleNoise(200, 100, &random).values.map(Double.init)
            let again = Submission.sampleNoise(200, 100, &random).values.map(Double.init)
            try judge.require(
                values != again,
                "The second call gave the numbers of the first: hand `random` itself on, with &.")
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count)
                .squareRoot()
            // 20,000 numbers: five standard errors of the mean are 0.035, of the deviation 0.025.
            try judge.expect(
                "the mean of 20,000 numbers of noise", Answer(mean), Answer(0), tolerance: 0.036,
                mistakes: [
                    KnownMistake(Answer(0.5), "Evenly from 0 to 1: a bell curve is asked.")
                ])
            try judge.expect(
                "the deviation of 20,000 numbers of noise", Answer(deviation), Answer(1),
                tolerance: 0.026,
                mistakes: [
                    KnownMistake(
                        Answer(0.577_350), "Evenly from −1 to 1: a bell curve is asked."),
                    KnownMistake(Answer(0), "All numbers are the same: there is no noise."),
                ])
            let within = Double(values.count { abs($0) < 1 }) / count
            try judge.expect(
                "the part of the numbers between −1 and 1", Answer(within), Answer(0.682_689),
                tolerance: 0.017,
                mistakes: [
                    KnownMistake(
                        Answer(0.577_350), "Mean and deviation are right, the curve is not a bell.")
                ])
            var same = Random(seed: 83)
            try judge.require(
                Submission.sampleNoise(3, 5, &same).values == small.values,
                "The same seed gave other noise: draw from `random` and from nothing else.")
        }
    }

    func testDiscriminatorStep() throws {
        try exercise("8.4") { judge in
            var pair = LinearGAN()
            let (generator, discriminator) = pair.networks()
            let optimizer = GradientDescent(discriminator.variables, learningRate: 0.5)
            let first = pair
            var inputs = Inputs(seed: 84)
            for step in 1...2 {
                // More real examples than generated ones, so that each part needs its own mean.
                let (real, noise) = (inputs.rows(3, 2), inputs.rows(2, 2))
                let before = pair
                let cost = pair.discriminatorStep(real: real, noise: noise, rate: 0.5)
                let answer = Submission.discriminatorStep(
                    discriminator, generator, optimizer, tensor(real), tensor(noise))
                try judge.expect(
                    "the cost of step \(step)", Answer(Double(answer)), Answer(cost),
                    tolerance: 1e-5,
                    mistakes: [
                        KnownMistake(
                            Answer(pair.discriminatorCost(real: real, noise: noise)),
                            "This is the cost after the step: the one before is asked."),
                        KnownMistake(
                            Answer(cost / 2), "The cost is the sum of both parts, not their mean."),
                        KnownMistake(
                            Answer(before.exchangedCost(real: real, noise: noise)),
                            "This is the cost with ones and zeros exchanged: real examples get ones."
                        ),
                    ])
                try judge.expect(
                    "the discriminator's weights after step \(step)",
                    Answer(discriminator.variables[0].value), Answer([pair.w]), tolerance: 1e-5,
                    mistakes: [
                        KnownMistake(
                            Answer([before.w]),
                            "Nothing was learned: backward() and step() are missing."),
                        KnownMistake(
                            Answer([pair.w(after: before, adding: first)]),
                            "The gradients of step 1 took part: zeroGradients() is missing, or comes "
                                + "too late."),
                    ])
                try judge.expect(
                    "the discriminator's bias after step \(step)",
                    Answer(discriminator.variables[1].value), Answer([pair.c]), tolerance: 1e-5)
                try pair.requireUnchanged(generator, "generator", "the discriminator's step", judge)
            }
        }
    }

    func testGeneratorStep() throws {
        try exercise("8.5") { judge in
            var pair = LinearGAN()
            let (generator, discriminator) = pair.networks()
            let optimizer = GradientDescent(generator.variables, learningRate: 0.5)
            let first = pair
            var inputs = Inputs(seed: 85)
            for step in 1...2 {
                let noise = inputs.rows(3, 2)
                let before = pair
                let minimax = pair.minimaxCost(noise: noise)
                let cost = pair.generatorStep(noise: noise, rate: 0.5)
                let answer = Submission.generatorStep(
                    generator, discriminator, optimizer, tensor(noise))
                try judge.expect(
                    "the cost of step \(step)", Answer(Double(answer)), Answer(cost),
                    tolerance: 1e-5,
                    mistakes: [
                        KnownMistake(
                            Answer(pair.generatorCost(noise: noise)),
                            "This is the cost after the step: the one before is asked."),
                        KnownMistake(
                            Answer(minimax), "This is the minimax loss: −log D is asked."),
                        KnownMistake(
                            Answer(-minimax),
                            "The generator wants ones: with zeros it would help the discriminator."),
                    ])
                try judge.expect(
                    "the generator's weights after step \(step)",
                    Answer(generator.variables[0].value), Answer(pair.a), tolerance: 1e-5,
                    mistakes: [
                        KnownMistake(
                            Answer(before.a),
                            "Nothing was learned: is its graph cut (withoutGradients, detached), or "
                                + "are backward() and step() missing?"),
                        KnownMistake(
                            Answer(pair.a(after: before, adding: first)),
                            "The gradients of step 1 took part: zeroGradients() is missing, or comes "
                                + "too late."),
                    ])
                try judge.expect(
                    "the generator's bias after step \(step)",
                    Answer(generator.variables[1].value), Answer(pair.b), tolerance: 1e-5)
                try pair.requireUnchanged(
                    discriminator, "discriminator", "the generator's step", judge)
            }
            try judge.require(
                discriminator.variables.allSatisfy(\.requiresGradient),
                "The discriminator is still frozen after the step: it could not learn any more.")
        }
    }
}

private func tensor(_ rows: [[Double]]) -> Tensor { Tensor(rows.map { $0.map { Float($0) } }) }
