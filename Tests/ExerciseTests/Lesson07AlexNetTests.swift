import Primavera
import XCTest

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercises 7.3 and 7.5 to 7.7: the layers of AlexNet.
final class Lesson07AlexNetTests: ExerciseTestCase {
    func testReLUAndItsGradient() throws {
        try exercise("7.3") { judge in
            try judge.expect(
                "relu([-2, 0, 3])", Answer(Submission.relu([-2, 0, 3])), Answer([0, 0, 3]),
                mistakes: [
                    KnownMistake(
                        Answer([2, 0, 3]), "This is the size: what is negative becomes 0."),
                    KnownMistake(Answer([-2, 0, 0]), "This is min(0, x): max is asked."),
                    KnownMistake(Answer([0, 0, 1]), "What is positive stays as it is."),
                    KnownMistake(
                        Answer([-0.02, 0, 3]), "This is a leaky ReLU: what is negative becomes 0."),
                ])
            try judge.expect(
                "reluGradient([-2, 0, 3], gradient: [5, 7, -1])",
                Answer(Submission.reluGradient([-2, 0, 3], [5, 7, -1])), Answer([0, 0, -1]),
                mistakes: [
                    KnownMistake(
                        Answer([5, 7, 0]), "The sign of x decides, not that of the gradient."),
                    KnownMistake(
                        Answer([0, 0, 0]), "A negative gradient passes too, where x is positive."),
                    KnownMistake(Answer([0, 7, -1]), "Where x is 0, the slope counts as 0."),
                    KnownMistake(
                        Answer([0, 0, 1]), "This is the slope: multiply it with the gradient."),
                    KnownMistake(
                        Answer([0, 0, -3]),
                        "The gradient is multiplied with the slope, 1 or 0, not with the output."),
                    KnownMistake(Answer([5, 7, -1]), "Where x is negative, nothing passes."),
                    KnownMistake(
                        Answer([5, 0, 0]), "It passes where x is positive, not negative."),
                ])
            var inputs = Inputs(seed: 73)
            for count in [1, 4, 50] {
                let (x, gradient) = (inputs.numbers(count), inputs.numbers(count))
                var (output, slopes) = (x, gradient)
                for i in 0..<count where x[i] <= 0 { (output[i], slopes[i]) = (0, 0) }
                try judge.expect("relu(\(x))", Answer(Submission.relu(x)), Answer(output))
                try judge.expect(
                    "reluGradient(\(x), gradient: \(gradient))",
                    Answer(Submission.reluGradient(x, gradient)), Answer(slopes))
            }
        }
    }

    func testAlexNetParameters() throws {
        try exercise("7.5") { judge in
            let towers: [Submission.Convolution] = [
                (11, 96, 1), (5, 256, 1), (3, 384, 1), (3, 384, 1), (3, 256, 1),
            ]
            let groups: [Submission.Convolution] = [
                (11, 96, 1), (5, 256, 2), (3, 384, 1), (3, 384, 2), (3, 256, 2),
            ]
            for (name, convolutions, right) in [
                ("as one tower", towers, 62_378_344), ("in two groups", groups, 60_965_224),
            ] {
                try judge.expect(
                    "alexNetParameters \(name)",
                    Answer(
                        Submission.alexNetParameters(3, convolutions, 6, [4_096, 4_096, 1_000])),
                    Answer(right),
                    mistakes: Self.miscounts(3, convolutions, 6, [4_096, 4_096, 1_000]))
            }
            try judge.expect(
                "alexNetParameters(channels: 1, convolutions: [], side: 28, dense: [512, 10])",
                Answer(Submission.alexNetParameters(1, [], 28, [512, 10])), Answer(407_050))
            var inputs = Inputs(seed: 75)
            for depth in 1...4 {
                let convolutions = (0..<depth).map { _ in
                    (
                        kernel: inputs.integer(1...5), filters: 6 * inputs.integer(1...4),
                        groups: inputs.integer(1...3)
                    )
                }
                let (side, dense) = (inputs.integer(1...4), [inputs.integer(1...20), depth])
                try judge.expect(
                    "alexNetParameters(channels: 6, convolutions: \(convolutions), side: \(side), "
                        + "dense: \(dense))",
                    Answer(Submission.alexNetParameters(6, convolutions, side, dense)),
                    Answer(Self.count(6, convolutions, side, dense)),
                    mistakes: Self.miscounts(6, convolutions, side, dense))
            }
        }
    }

    /// The count, with each part in the hands of the caller.
    private static func count(
        _ channels: Int, _ convolutions: [Submission.Convolution], _ side: Int, _ dense: [Int],
        convolution: (_ k: Int, _ c: Int, _ n: Int, _ g: Int) -> Int = { k, c, n, g in
            k * k * c / g * n + n
        },
        flat: (_ maps: Int, _ side: Int) -> Int = { $0 * $1 * $1 }, biases: Bool = true
    ) -> Int {
        var (total, inputs) = (0, channels)
        for layer in convolutions {
            total += convolution(layer.kernel, inputs, layer.filters, layer.groups)
            inputs = layer.filters
        }
        inputs = flat(inputs, side)
        for outputs in dense {
            total += inputs * outputs + (biases ? outputs : 0)
            inputs = outputs
        }
        return total
    }

    private static func miscounts(
        _ channels: Int, _ convolutions: [Submission.Convolution], _ side: Int, _ dense: [Int]
    ) -> [KnownMistake] {
        func count(
            biases: Bool = true,
            _ convolution: (_ k: Int, _ c: Int, _ n: Int, _ g: Int) -> Int
        ) -> Answer {
            Answer(
                Self.count(
                    channels, convolutions, side, dense, convolution: convolution, biases: biases))
        }
        func countFlat(_ flat: (Int, Int) -> Int) -> Answer {
            Answer(Self.count(channels, convolutions, side, dense, flat: flat))
        }
        let withoutBiases: (Int, Int, Int, Int) -> Int = { k, c, n, g in k * k * c / g * n }
        return [
            KnownMistake(
                count { k, c, n, _ in k * k * c * n + n },
                "With groups, a filter sees channels / groups channels."),
            KnownMistake(count(biases: false, withoutBiases), "The biases are missing."),
            KnownMistake(
                count(withoutBiases), "The biases of the convolutions are missing: one a filter."),
            KnownMistake(
                count(biases: false) { k, c, n, g in k * k * c / g * n + n },
                "The biases of the dense layers are missing: one for each output."),
            KnownMistake(
                count { k, c, n, g in k * k * c / g * (n / g) + n },
                "Groups divide what a filter sees: all N filters are still there."),
            KnownMistake(
                count { k, c, n, g in k * k * c / g * n + n / g },
                "Each filter has a bias, whatever its group."),
            KnownMistake(
                count { k, c, n, g in k * c / g * n + n }, "A kernel has K² numbers."),
            KnownMistake(
                count { k, _, n, g in k * k * channels / g * n + n },
                "The channels of a convolution are the filters of the one before."),
            KnownMistake(
                countFlat { maps, _ in maps },
                "The first dense layer gets side · side numbers of each map."),
            KnownMistake(
                countFlat { maps, side in maps * side },
                "A map has side · side numbers: side is not squared."),
        ]
    }

    func testResponseNormalized() throws {
        try exercise("7.6") { judge in
            let example: [Double] = [1.0 / 6, 2.0 / 15, 3.0 / 14, 0, 1.0 / 2]
            try judge.expect(
                "responseNormalized([1, 2, 3, 0, 1], size: 3, k: 1, alpha: 1, beta: 1)",
                Answer(Submission.responseNormalized([1, 2, 3, 0, 1], 3, 1, 1, 1)),
                Answer(example),
                mistakes: Self.wrongResponses([1, 2, 3, 0, 1], 3, 1, 1, 1))
            let quieter: Double = 100 / pow(3, 0.75)
            try judge.expect(
                "responseNormalized([100, 0, 0])",
                Answer(Submission.responseNormalizedLikeAlexNet([100, 0, 0])),
                Answer([quieter, 0, 0]),
                mistakes: Self.wrongResponses([100, 0, 0], 5, 2, 1e-4, 0.75))
            var inputs = Inputs(seed: 76)
            for (count, size) in [(1, 5), (2, 3), (7, 1), (7, 5), (20, 7)] {
                let activities = inputs.numbers(count)
                let (k, alpha) = (inputs.number(1...3), inputs.number(0.2...1))
                let beta = inputs.number(0.3...0.9)
                try judge.expect(
                    "responseNormalized(\(activities), size: \(size), k: \(k), alpha: \(alpha), "
                        + "beta: \(beta))",
                    Answer(Submission.responseNormalized(activities, size, k, alpha, beta)),
                    Answer(Self.responses(activities, size) { pow(k + alpha * $0, beta) }),
                    mistakes: Self.wrongResponses(activities, size, k, alpha, beta))
            }
        }
    }

    /// Each activity divided by what `divisor` makes of the squares in its window.
    private static func responses(
        _ a: [Double], _ size: Int, window: ((Int) -> [Int])? = nil, divisor: (Double) -> Double
    ) -> [Double] {
        var result = a
        for i in 0..<a.count {
            var squares = 0.0
            for j in window?(i) ?? Array(i - size / 2...i + size / 2) where a.indices.contains(j) {
                squares += a[j] * a[j]
            }
            result[i] = a[i] / divisor(squares)
        }
        return result
    }

    private static func wrongResponses(
        _ a: [Double], _ size: Int, _ k: Double, _ alpha: Double, _ beta: Double
    ) -> [KnownMistake] {
        let half = size / 2
        let right: (Double) -> Double = { pow(k + alpha * $0, beta) }
        func otherWindow(_ window: @escaping (Int) -> [Int]) -> Answer {
            Answer(responses(a, size, window: window, divisor: right))
        }
        func otherDivisor(_ divisor: (Double) -> Double) -> Answer {
            Answer(responses(a, size, divisor: divisor))
        }
        // Each sum takes what the channels before have become.
        var inPlace = a
        for i in a.indices { inPlace[i] = responses(inPlace, size, divisor: right)[i] }
        let sums = a.indices.map { i in
            (max(0, i - half)...min(a.count - 1, i + half)).reduce(0) { $0 + a[$1] }
        }
        return [
            KnownMistake(
                otherDivisor { pow(k + alpha / Double(size) * $0, beta) },
                "α is not divided by size here: that is PyTorch's form."),
            KnownMistake(otherDivisor { k + alpha * $0 }, "The power β is missing."),
            KnownMistake(otherDivisor { pow(alpha * $0, beta) }, "The k is missing."),
            KnownMistake(
                otherDivisor { 1 / right($0) }, "Divide by the power: a strong one quietens."),
            KnownMistake(
                Answer(zip(a, sums).map { $0 / right($1) }),
                "The squares of the activities are added up, not the activities."),
            KnownMistake(
                Answer(inPlace), "The sums take the activities as they came, all of them."),
            KnownMistake(otherWindow { [$0] }, "The neighbours take part, not the channel alone."),
            KnownMistake(
                otherWindow { Array($0 - size...$0 + size) },
                "size is the whole window: size / 2 channels on each side."),
            KnownMistake(
                otherWindow { Array($0 - size + 1...$0) },
                "The window lies on both sides: size / 2 channels before and behind."),
            KnownMistake(
                otherWindow { i in Array(i - half...i + half).filter { $0 != i } },
                "The channel itself takes part too."),
            KnownMistake(
                otherWindow { i in
                    (i - half...i + half).map { ($0 + size * a.count) % a.count }
                }, "At the first and last channels the window is cut, not wrapped round."),
            KnownMistake(
                otherWindow { i in
                    let first = min(max(0, i - half), max(0, a.count - size))
                    return Array(first..<first + size)
                }, "At the first and last channels the window is cut, not moved."),
            KnownMistake(
                otherWindow { _ in Array(a.indices) },
                "Only the size channels around take part, not all."),
        ]
    }

    func testSmallKernels() throws {
        try exercise("7.7") { judge in
            for (kernel, c, layers) in [(7, 128, 3), (5, 64, 2), (3, 1, 1), (11, 96, 5)] {
                func mistake(_ layers: Int, _ parameters: Int, _ name: String) -> KnownMistake {
                    KnownMistake(Answer([layers, parameters]), name)
                }
                func answer(_ pair: (layers: Int, parameters: Int)) -> Answer {
                    Answer([pair.layers, pair.parameters])
                }
                let each = 9 * c * c + c
                try judge.expect(
                    "smallKernels(insteadOf: \(kernel), channels: \(c)), layers and parameters,",
                    answer(Submission.smallKernels(kernel, c)),
                    Answer([layers, layers * each]),
                    mistakes: [
                        mistake(layers, each, "These are the parameters of one of the layers."),
                        mistake(
                            layers, kernel * kernel * c * c + c,
                            "These are the parameters of the large kernel."),
                        mistake(layers, layers * 9 * c * c, "The biases are missing."),
                        mistake(
                            layers, layers * 9 * c * c + c, "Each of the layers has its biases."),
                        mistake(
                            layers, layers * (9 * c + c),
                            "Each filter has a kernel for each channel."),
                        mistake(
                            kernel - 2, (kernel - 2) * each,
                            "Each layer sees one pixel more on each side: two more in all."),
                        mistake(
                            kernel / 3, kernel / 3 * each,
                            "Kernels in a row overlap: two of 3 × 3 see 5 × 5, not 6 × 6."),
                        mistake(
                            layers + 1, (layers + 1) * each,
                            "That is one layer too many: the first one sees 3 × 3 already."),
                    ])
            }
        }
    }
}
