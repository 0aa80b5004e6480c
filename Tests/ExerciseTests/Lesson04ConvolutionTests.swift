import XCTest

final class Lesson04ConvolutionTests: ExerciseTestCase {
    func testConvolutionOutputSize() throws {
        try exercise("4.1") { judge in
            for (w, k, p, s, right) in [
                (227, 11, 0, 4, 55), (32, 5, 0, 1, 28), (28, 5, 2, 1, 28), (7, 3, 1, 2, 4),
                (8, 3, 0, 2, 3), (5, 5, 0, 3, 1), (10, 4, 3, 5, 3),
            ] {
                try judge.expect(
                    "convolutionOutputSize(\(w), kernel: \(k), padding: \(p), stride: \(s))",
                    Answer(Submission.convolutionOutputSize(w, k, p, s)), Answer(right),
                    mistakes: [
                        KnownMistake(Answer((w - k + 2 * p) / s), "The + 1 is missing."),
                        KnownMistake(
                            Answer((w - k + p) / s + 1), "The padding is on both sides: 2 P."),
                        KnownMistake(
                            Answer(w - k + 2 * p + 1),
                            "The stride is missing, or divides a part alone: (W − K + 2P) / S + 1."),
                        KnownMistake(
                            Answer((w - k + 2 * p + s - 1) / s + 1), "The quotient is rounded down."
                        ),
                        KnownMistake(
                            Answer((w + 2 * p) / s + 1), "The kernel takes places away: W − K."),
                    ])
            }
        }
    }

    func testPadded() throws {
        try exercise("4.2") { judge in
            let row: [Double] = [5, 4, 2, 3, 7]
            for (border, right) in [
                ("zeros", [0, 5, 4, 2, 3, 7, 0]), ("extended", [5, 5, 4, 2, 3, 7, 7]),
                ("cyclic", [7, 5, 4, 2, 3, 7, 5]), ("none", row),
            ] {
                try judge.expect(
                    "padded([5, 4, 2, 3, 7], by: 1, border: .\(border))",
                    Answer(Submission.padded(row, 1, border)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer([5, 5, 4, 2, 3, 7, 7]),
                            border == "cyclic"
                                ? "This is .extended: the row begins again behind its end, and left "
                                    + "of it stands its last number."
                                : "This is .extended."),
                        KnownMistake(Answer([0, 5, 4, 2, 3, 7, 0]), "This is .zeros."),
                        KnownMistake(
                            Answer([5, 5, 4, 2, 3, 7, 7].reversed()), "The row is turned round."),
                        KnownMistake(
                            Answer([0, 5, 4, 2, 3, 7]), "The padding is on both sides."),
                        KnownMistake(
                            Answer([5, 4, 2, 3, 7, 0]), "The padding is on both sides."),
                        KnownMistake(
                            Answer([4, 5, 4, 2, 3, 7, 3]),
                            "This is a mirror of the row: its own end is asked."),
                        KnownMistake(
                            Answer([5, 5, 4, 2, 3, 7, 7]), "This is .extended."),
                        KnownMistake(
                            Answer([7, 5, 4, 2, 3, 7, 5]), "This is .cyclic."),
                    ])
            }
            for (border, right) in [
                ("extended", [1.0, 1, 1, 1, 2, 2, 2, 2]), ("cyclic", [2, 1, 2, 1, 2, 1, 2, 1]),
            ] {
                try judge.expect(
                    "padded([1, 2], by: 3, border: .\(border)), by more than the row is long,",
                    Answer(Submission.padded([1, 2], 3, border)),
                    Answer(border == "cyclic" ? [2, 1, 2, 1, 2, 1, 2, 1] : right))
            }
            for (border, right) in [
                ("cyclic", [3.0, 7, 5, 4, 2, 3, 7, 5, 4]),
                ("extended", [5, 5, 5, 4, 2, 3, 7, 7, 7]),
                ("zeros", [0, 0, 5, 4, 2, 3, 7, 0, 0]),
            ] {
                try judge.expect(
                    "padded([5, 4, 2, 3, 7], by: 2, border: .\(border))",
                    Answer(Submission.padded([5, 4, 2, 3, 7], 2, border)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer([7, 3, 5, 4, 2, 3, 7, 5, 4]),
                            "The left side is turned round: the row's end stands there as it is.")
                    ])
            }
            try judge.expect(
                "padded([8], by: 0, border: .zeros)", Answer(Submission.padded([8], 0, "zeros")),
                Answer([8.0]))
        }
    }

    func testCorrelate() throws {
        try exercise("4.3") { judge in
            try judge.expect(
                "correlate([[1, 2], [3, 4]], kernel: [[10, 1]])",
                Answer(Submission.correlate([[1, 2], [3, 4]], [[10, 1]])), Answer([[12.0], [34]]),
                mistakes: [
                    KnownMistake(
                        Answer([[21.0], [43]]), "The kernel was flipped: this is convolution."),
                    KnownMistake(
                        Answer([[13.0, 24]]), "Rows and columns of the kernel are exchanged."),
                ])
            var inputs = Inputs(seed: 3)
            for (m, n, p, q) in [
                (1, 1, 1, 1), (4, 3, 2, 2), (3, 5, 3, 1), (5, 5, 1, 4), (4, 4, 4, 4),
            ] {
                let (image, kernel) = (inputs.rows(m, n), inputs.rows(p, q))
                try judge.expect(
                    "correlate(\(image), kernel: \(kernel))",
                    Answer(Submission.correlate(image, kernel)),
                    Answer(Reference.correlation(image, kernel)),
                    mistakes: [
                        KnownMistake(
                            Answer(Reference.correlation(image, Reference.flipped(kernel))),
                            "The kernel was flipped: this is convolution.")
                    ])
            }
        }
    }

    func testConvolve() throws {
        try exercise("4.4") { judge in
            // 4321 reads every digit of the kernel where it belongs.
            try judge.expect(
                "convolve([[1, 2], [3, 4]], kernel: [[1000, 100], [10, 1]])",
                Answer(Submission.convolve([[1, 2], [3, 4]], [[1000, 100], [10, 1]])),
                Answer([[4321.0]]),
                mistakes: [
                    KnownMistake(
                        Answer([[1234.0]]), "The kernel was not flipped: this is correlation."),
                    KnownMistake(
                        Answer([[3412.0]]),
                        "The kernel was turned upside down, but not left to right."),
                    KnownMistake(
                        Answer([[2143.0]]),
                        "The kernel was turned left to right, but not upside down."),
                    KnownMistake(
                        Answer([[1324.0]]),
                        "Rows and columns of the kernel are exchanged: both are to be reversed."),
                ])
            try judge.expect(
                "convolve([[1, 2], [3, 4]], kernel: [[10, 1]])",
                Answer(Submission.convolve([[1, 2], [3, 4]], [[10, 1]])), Answer([[21.0], [43]]),
                mistakes: [
                    KnownMistake(
                        Answer([[12.0], [34]]), "The kernel was not flipped: this is correlation.")
                ])
            var inputs = Inputs(seed: 4)
            for (m, n, p, q) in [(1, 1, 1, 1), (4, 3, 2, 2), (5, 4, 3, 2), (5, 5, 3, 3)] {
                let (image, kernel) = (inputs.rows(m, n), inputs.rows(p, q))
                try judge.expect(
                    "convolve(\(image), kernel: \(kernel))",
                    Answer(Submission.convolve(image, kernel)),
                    Answer(Reference.correlation(image, Reference.flipped(kernel))),
                    mistakes: [
                        KnownMistake(
                            Answer(Reference.correlation(image, kernel)),
                            "The kernel was not flipped: this is correlation."),
                        KnownMistake(
                            Answer(Reference.correlation(image, kernel.reversed())),
                            "The kernel was turned upside down, but not left to right."),
                        KnownMistake(
                            Answer(Reference.correlation(image, kernel.map { $0.reversed() })),
                            "The kernel was turned left to right, but not upside down."),
                    ])
            }
        }
    }
}
