import Primavera
import XCTest

/// Exercises 9.4 to 9.6: images with noise, and larger ones.
final class Lesson09ImageTests: ExerciseTestCase {
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
                    KnownMistake(Answer([0.7, 1.1, 0.1]), "Cut the sum, not the noise."),
                    KnownMistake(Answer([0.3, 0.5, 0.3]), "The noise is added, not taken away."),
                    KnownMistake(
                        Answer([0.7, 1, -0.1]), "What falls below 0 becomes 0, on this side too."),
                    KnownMistake(
                        Answer([0.7, 1.3, 0]), "What rises above 1 becomes 1, on this side too."),
                    KnownMistake(
                        Answer([0.54, 0.98, 0.06]),
                        "The deviation is the factor, not its square, the variance."),
                    KnownMistake(
                        Answer([0.6, 1, 0.08]),
                        "The noise is added to the pixel, not multiplied with it."),
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
                        Answer([[1, 2], [1, 2], [3, 4], [3, 4]]),
                        "Within a row each pixel is repeated as well."),
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
            let zeros = [Double](repeating: 0, count: 7)
            try judge.expect(
                "transposedConvolution([[1, 2]], kernel: [[1, 1, 1]], stride: 2)",
                Answer(Submission.transposedConvolution([[1, 2]], [[1, 1, 1]], 2)),
                Answer([[1, 1, 3, 2, 2]]),
                mistakes: [
                    KnownMistake(
                        Answer([[1, 1, 2, 2, 2]]), "Where kernels overlap, add: += and not =."),
                    KnownMistake(
                        Answer([[1, 3, 3, 2]]),
                        "The stride is missing: pixel (x, y) begins at (x · stride, y · stride)."),
                    KnownMistake(
                        Answer([[1, 1, 2, 1, 1]]), "The kernel is multiplied by the pixel's value."),
                    KnownMistake(
                        Answer([[1, 1, 3, 2, 2, 0, 0], zeros, zeros]),
                        "From the first of h pixels to the last are h − 1 strides, not h."),
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
}
