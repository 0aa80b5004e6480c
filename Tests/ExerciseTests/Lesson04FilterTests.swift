import XCTest

/// Exercises 4.5 to 4.8: what is built on convolution.
final class Lesson04FilterTests: ExerciseTestCase {
    func testConvolutionLayer() throws {
        try exercise("4.5") { judge in
            // L3: the top left window of a colour image, zeros above and to the left.
            try judge.expect(
                "the lecture's window with its three kernels and the bias 1",
                Answer(
                    Submission.convolutionLayer(
                        [
                            [[0, 0, 0], [0, 156, 155], [0, 153, 154]],
                            [[0, 0, 0], [0, 167, 166], [0, 164, 165]],
                            [[0, 0, 0], [0, 163, 162], [0, 160, 161]],
                        ],
                        [
                            [[-1, -1, 1], [0, 1, -1], [0, 1, 1]],
                            [[1, 0, 0], [1, -1, -1], [1, 0, -1]],
                            [[0, 1, 1], [0, 1, 0], [1, -1, 1]],
                        ], 1, 1)), Answer([[-25.0]]),
                mistakes: [
                    KnownMistake(Answer([[-26.0]]), "This is the answer without the bias."),
                    KnownMistake(
                        Answer([[-23.0]]),
                        "The bias belongs to the output once, not to each channel."),
                    KnownMistake(Answer([[309.0]]), "This is the first channel alone."),
                    KnownMistake(Answer([[961.0]]), "Each channel has a kernel of its own."),
                    KnownMistake(
                        Answer([[337.0]]), "The kernels were flipped: a layer correlates."),
                ])
            try judge.expect(
                "convolutionLayer([[[1, 2, 3]], [[4, 5, 6]]], kernels: [[[1]], [[10]]], bias: 100, "
                    + "stride: 2)",
                Answer(
                    Submission.convolutionLayer(
                        [[[1, 2, 3]], [[4, 5, 6]]], [[[1]], [[10]]], 100, 2)),
                Answer([[141.0, 163]]),
                mistakes: [KnownMistake(Answer([[141.0, 152, 163]]), "The stride is missing.")])
            try judge.expect(
                "convolutionLayer([[[1], [2], [3]]], kernels: [[[10]]], bias: 0, stride: 2)",
                Answer(Submission.convolutionLayer([[[1], [2], [3]]], [[[10]]], 0, 2)),
                Answer([[10.0], [30]]),
                mistakes: [
                    KnownMistake(Answer([[10.0], [20], [30]]), "The stride counts for rows too.")
                ])
            var inputs = Inputs(seed: 5)
            for (channels, size, k, stride) in [
                (1, 5, 3, 2), (2, 7, 2, 3), (3, 6, 3, 1), (2, 5, 2, 2),
            ] {
                let image = (0..<channels).map { _ in inputs.rows(size, size + 1) }
                let kernels = (0..<channels).map { _ in inputs.rows(k, k) }
                let bias = inputs.number()
                var right: [[Double]] = []
                let parts = (0..<channels).map { Reference.correlation(image[$0], kernels[$0]) }
                for x in Swift.stride(from: 0, to: parts[0].count, by: stride) {
                    right.append([])
                    for y in Swift.stride(from: 0, to: parts[0][0].count, by: stride) {
                        var sum = bias
                        for part in parts { sum += part[x][y] }
                        right[right.count - 1].append(sum)
                    }
                }
                try judge.expect(
                    "convolutionLayer of \(channels) channels of \(size) × \(size + 1), kernels of "
                        + "\(k) × \(k), stride \(stride)",
                    Answer(Submission.convolutionLayer(image, kernels, bias, stride)), Answer(right)
                )
            }
        }
    }

    func testSobelMagnitude() throws {
        try exercise("4.6") { judge in
            let upright: [[Double]] = [[0, 0, 3], [0, 0, 3], [0, 0, 3]]
            try judge.expect(
                "sobelMagnitude([[0, 0, 3], [0, 0, 3], [0, 0, 3]])",
                Answer(Submission.sobelMagnitude(upright)), Answer([[12.0]]),
                mistakes: [
                    KnownMistake(Answer([[144.0]]), "The root is missing."),
                    KnownMistake(Answer([[0.0]]), "This is y alone: upright edges are x's."),
                    KnownMistake(Answer([[-12.0]]), "A magnitude is never negative."),
                    KnownMistake(
                        Answer([[9.0]]), "This is Prewitt's kernel: Sobel's has 2 in the middle."),
                ])
            try judge.expect(
                "sobelMagnitude([[0, 0, 0], [0, 0, 0], [3, 3, 3]])",
                Answer(Submission.sobelMagnitude([[0, 0, 0], [0, 0, 0], [3, 3, 3]])),
                Answer([[12.0]]),
                mistakes: [
                    KnownMistake(Answer([[0.0]]), "This is |x| alone: y belongs to it.")
                ])
            try judge.expect(
                "sobelMagnitude([[1, 1, 1], [1, 1, 1], [1, 1, 1]]), an even image,",
                Answer(Submission.sobelMagnitude([[1, 1, 1], [1, 1, 1], [1, 1, 1]])),
                Answer([[0.0]]))
            var inputs = Inputs(seed: 6)
            for (m, n) in [(3, 3), (5, 4), (4, 7)] {
                let image = inputs.rows(m, n)
                let x = Reference.correlation(image, [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
                let y = Reference.correlation(image, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
                var right = x
                var sums = x
                for i in x.indices {
                    for j in x[0].indices {
                        right[i][j] = (x[i][j] * x[i][j] + y[i][j] * y[i][j]).squareRoot()
                        sums[i][j] = abs(x[i][j]) + abs(y[i][j])
                    }
                }
                try judge.expect(
                    "sobelMagnitude(\(image))", Answer(Submission.sobelMagnitude(image)),
                    Answer(right),
                    mistakes: [KnownMistake(Answer(sums), "This is |x| + |y|: square, add, root.")])
            }
        }
    }

    func testSeparableBlur() throws {
        try exercise("4.7") { judge in
            try judge.expect(
                "separableBlur([[1, 3], [5, 7]], row: [0.5, 0.5])",
                Answer(Submission.separableBlur([[1, 3], [5, 7]], [0.5, 0.5])), Answer([[4.0]]),
                mistakes: [
                    KnownMistake(Answer([[2.0], [6]]), "This is the pass along the rows alone."),
                    KnownMistake(Answer([[3.0, 5]]), "This is the pass along the columns alone."),
                    KnownMistake(
                        Answer([[2.5]]),
                        "Both passes were made on the image: the second one goes over what the "
                            + "first one left."),
                ])
            try judge.expect(
                "separableBlur([[1, 0], [0, 0]], row: [3, 1])",
                Answer(Submission.separableBlur([[1, 0], [0, 0]], [3, 1])), Answer([[9.0]]),
                mistakes: [
                    KnownMistake(Answer([[1.0]]), "The numbers of row were turned round."),
                    KnownMistake(
                        Answer([[9.0 / 16]]),
                        "Each number was divided by the sum of row: use them as they are."),
                    KnownMistake(
                        Answer([[3.0]]),
                        "The second pass needs the numbers of row too, not 1."),
                ])
            var inputs = Inputs(seed: 7)
            for (m, n, k) in [(3, 4, 1), (5, 4, 2), (6, 7, 3)] {
                let (image, row) = (inputs.rows(m, n), inputs.numbers(k))
                let kernel = row.map { a in row.map { a * $0 } }
                try judge.expect(
                    "separableBlur(\(image), row: \(row))",
                    Answer(Submission.separableBlur(image, row)),
                    Answer(Reference.correlation(image, kernel)))
            }
        }
    }

    func testKernelGradient() throws {
        try exercise("4.8") { judge in
            try judge.expect(
                "kernelGradient([[1, 2], [3, 4]], gradient: [[1], [10]])",
                Answer(Submission.kernelGradient([[1, 2], [3, 4]], [[1], [10]])),
                Answer([[31.0, 42]]),
                mistakes: [
                    KnownMistake(
                        Answer([[13.0, 24]]), "The gradient was flipped: here it is not."),
                    KnownMistake(
                        Answer([[42.0, 31]]),
                        "The order of the places is reversed: k[0][0] met the top left of each "
                            + "window."),
                    KnownMistake(
                        Answer([[4.0, 6]]), "The gradient of the outputs is missing."),
                ])
            var inputs = Inputs(seed: 8)
            for (m, n, p, q) in [(3, 3, 2, 2), (5, 4, 3, 2), (6, 6, 4, 4)] {
                let (image, gradient) = (inputs.rows(m, n), inputs.rows(p, q))
                var right = Reference.zeros(m - p + 1, n - q + 1)
                for i in right.indices {
                    for j in right[0].indices {
                        for x in 0..<p {
                            for y in 0..<q { right[i][j] += gradient[x][y] * image[x + i][y + j] }
                        }
                    }
                }
                try judge.expect(
                    "kernelGradient(\(image), gradient: \(gradient))",
                    Answer(Submission.kernelGradient(image, gradient)), Answer(right))
            }
        }
    }
}
