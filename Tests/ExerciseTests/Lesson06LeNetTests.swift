import XCTest

final class Lesson06LeNetTests: ExerciseTestCase {
    func testConvolutionParameters() throws {
        try exercise("6.1") { judge in
            for (k, c, n, right) in [
                (5, 1, 6, 156), (5, 6, 16, 2_416), (3, 64, 128, 73_856), (1, 1, 1, 2),
            ] {
                try judge.expect(
                    "convolutionParameters(kernel: \(k), channels: \(c), filters: \(n))",
                    Answer(Submission.convolutionParameters(k, c, n)), Answer(right),
                    mistakes: [
                        KnownMistake(Answer(k * k * c * n), "The biases are missing."),
                        KnownMistake(
                            Answer(k * k * n + n), "Each filter has a kernel for each channel."),
                        KnownMistake(Answer(k * c * n + n), "A kernel has K² numbers."),
                        KnownMistake(Answer(k * k * c * n + c), "A bias belongs to each filter."),
                        KnownMistake(
                            Answer((k * k + 1) * c * n),
                            "One bias for each filter, not for each of its kernels."),
                    ])
            }
        }
    }

    func testShapes() throws {
        try exercise("6.2") { judge in
            let leNet: [Submission.Step] = [
                .convolution(5, 6), .pooling(2), .convolution(5, 16), .pooling(2), .flatten,
            ]
            // One number after the other, with a bar, −1, behind each shape.
            func answer(_ shapes: [[Int]]) -> Answer { Answer(shapes.flatMap { $0 + [-1] }) }
            func mistake(_ shapes: [[Int]], _ name: String) -> KnownMistake {
                KnownMistake(answer(shapes), name)
            }
            try judge.expect(
                "the shapes of [1, 32, 32] through LeNet-5, one after the other,",
                answer(Submission.shapes([1, 32, 32], leNet)),
                answer([[6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 5, 5], [400]]),
                mistakes: [
                    mistake(
                        [[6, 27, 27], [6, 13, 13], [16, 8, 8], [16, 4, 4], [256]],
                        "A convolution leaves W − K + 1."),
                    mistake(
                        [[6, 32, 32], [6, 16, 16], [16, 16, 16], [16, 8, 8], [1_024]],
                        "There is no padding: a convolution takes K − 1 away."),
                    mistake(
                        [[6, 28, 28], [1, 16, 16], [16, 28, 28], [1, 16, 16], [1_024]],
                        "Each layer sees the shape behind the one before it, not that of the image."
                    ),
                    mistake(
                        [[6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 5, 5], [25]],
                        "Flat, the channels count too: C · H · W."),
                    mistake(
                        [[6, 28, 28], [6, 14, 14], [96, 10, 10], [96, 5, 5], [2_400]],
                        "N filters give N channels: each looks at all channels at once."),
                    mistake([[400]], "One shape for each layer: 5, not 1."),
                ])
            try judge.expect(
                "the shapes of [3, 9, 12] through a pooling of 3, a convolution of 2 with 4 filters",
                answer(Submission.shapes([3, 9, 12], [.pooling(3), .convolution(2, 4)])),
                answer([[3, 3, 4], [4, 2, 3]]),
                mistakes: [mistake([[3, 3, 3], [4, 2, 2]], "H and W differ here.")])
            try judge.expect(
                "the shape of [2, 7, 7] through a pooling of 2, and flat",
                answer(Submission.shapes([2, 7, 7], [.pooling(2), .flatten])),
                answer([[2, 3, 3], [18]]),
                mistakes: [
                    mistake(
                        [[2, 4, 4], [32]], "A window that does not fit is left out: 7 / 2 is 3.")
                ])
            try judge.expect(
                "the shapes through no layers", answer(Submission.shapes([1, 5, 5], [])), answer([])
            )
        }
    }

    func testOneHotDigit() throws {
        try exercise("6.3") { judge in
            func row(_ place: Int, _ number: Double = 1) -> [Double] {
                (0...9).map { $0 == place ? number : 0 }
            }
            for digit in [3, 0, 1, 2, 4, 5, 6, 7, 8, 9] {
                try judge.expect(
                    "oneHotDigit(\(digit))", Answer(Submission.oneHotDigit(digit)),
                    Answer(row(digit)),
                    mistakes: [
                        KnownMistake(Answer(row(3)), "This is oneHotDigit(3)."),
                        KnownMistake(
                            Answer(row(digit, Double(digit))),
                            "At its place stands 1, not the digit."),
                        KnownMistake(Answer(row(digit).map { 1 - $0 }), "0 and 1 are exchanged."),
                        KnownMistake(
                            Answer(row(digit - 1)),
                            "The digits are counted from 0: the 1 stands one place too far left."),
                        KnownMistake(
                            Answer(row(digit + 1)),
                            "The digits are counted from 0: the 1 stands one place too far right."),
                    ])
            }
        }
    }
}
