import Primavera
import XCTest

final class Lesson10KerasTests: ExerciseTestCase {
    func testDenseParameters() throws {
        try exercise("10.1") { judge in
            for (inputs, outputs, right) in [
                (512, 10, 5_130), (784, 512, 401_920), (1, 1, 2), (3, 7, 28),
            ] {
                try judge.expect(
                    "denseParameters(inputs: \(inputs), outputs: \(outputs))",
                    Answer(Submission.denseParameters(inputs, outputs)), Answer(right),
                    mistakes: [
                        KnownMistake(Answer(inputs * outputs), "The biases are missing."),
                        KnownMistake(
                            Answer(inputs * outputs + inputs), "A bias belongs to each output."),
                        KnownMistake(
                            Answer(inputs * outputs + 1),
                            "One bias for each output, not one for all."),
                        KnownMistake(
                            Answer(inputs + outputs),
                            "A weight from each input to each output: multiply."),
                        KnownMistake(
                            Answer(inputs * outputs + inputs + outputs),
                            "Biases belong to the outputs alone."),
                    ])
            }
        }
    }

    func testOneHot() throws {
        try exercise("10.2") { judge in
            try judge.expect(
                "oneHot([2, 0], classes: 3)", Answer(Submission.oneHot([2, 0], 3)),
                Answer([[0.0, 0, 1], [1, 0, 0]]),
                mistakes: [
                    KnownMistake(
                        Answer([[0.0, 1, 0], [0, 0, 0]]), "The classes are counted from 0."),
                    KnownMistake(
                        Answer([[0.0, 0, 2], [0, 0, 0]]), "At its place stands 1, not the label."),
                    KnownMistake(Answer([[1.0, 1, 0], [0, 1, 1]]), "0 and 1 are exchanged."),
                ])
            try judge.expect(
                "oneHot([1, 0], classes: 5), where some classes do not occur,",
                Answer(Submission.oneHot([1, 0], 5)),
                Answer([[0.0, 1, 0, 0, 0], [1, 0, 0, 0, 0]]))
            var inputs = Inputs(seed: 2)
            for classes in [1, 2, 10] {
                let labels = inputs.integers(6, below: classes)
                var right: [[Double]] = []
                for label in labels {
                    right.append([Double](repeating: 0, count: classes))
                    right[right.count - 1][label] = 1
                }
                try judge.expect(
                    "oneHot(\(labels), classes: \(classes))",
                    Answer(Submission.oneHot(labels, classes)), Answer(right))
            }
        }
    }

    func testScaledAndFlattened() throws {
        try exercise("10.3") { judge in
            try judge.expect(
                "scaledAndFlattened([[[0, 255], [51, 0]]])",
                Answer(Submission.scaledAndFlattened([[[0, 255], [51, 0]]])),
                Answer([[0, 1, 0.2, 0]]), tolerance: 1e-6,
                mistakes: [
                    KnownMistake(Answer([[0, 255, 51, 0]]), "Divide by 255."),
                    KnownMistake(
                        Answer([[0, 1, 0, 0]]), "51 / 255 of bytes is 0: make Floats of them first."
                    ),
                    KnownMistake(
                        Answer([[0, 0.2, 1, 0]]), "Row after row, not column after column."),
                    KnownMistake(
                        Answer([[0, 255.0 / 256, 51.0 / 256, 0]]), "The largest byte is 255."),
                    KnownMistake(
                        Answer([[-1, 1, -0.6, -1]]), "This is from −1 to 1: 0 to 1 is asked."),
                ])
            var inputs = Inputs(seed: 3)
            for (n, h, w) in [(1, 1, 1), (3, 2, 4), (2, 5, 3)] {
                let images = (0..<n).map { _ in
                    (0..<h).map { _ in inputs.integers(w, below: 256).map { UInt8($0) } }
                }
                var right: [[Double]] = []
                for image in images {
                    right.append([])
                    for row in image {
                        for pixel in row { right[right.count - 1].append(Double(pixel) / 255) }
                    }
                }
                try judge.expect(
                    "scaledAndFlattened(\(images))", Answer(Submission.scaledAndFlattened(images)),
                    Answer(right), tolerance: 1e-6)
            }
        }
    }

    func testIterations() throws {
        try exercise("10.4") { judge in
            for (examples, batchSize, right) in [
                (60_000, 128, 469), (10, 4, 3), (60_000, 100, 600), (8, 4, 2), (1, 32, 1),
                (0, 5, 0),
            ] {
                try judge.expect(
                    "iterations(examples: \(examples), batchSize: \(batchSize))",
                    Answer(Submission.iterations(examples, batchSize)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer(examples / batchSize),
                            "The last, smaller batch is one too: round up."),
                        KnownMistake(
                            Answer(examples / batchSize + 1),
                            "When it comes out even, there is no batch more."),
                        KnownMistake(
                            Answer(examples % batchSize),
                            "This is the size of the last batch, not how many there are."),
                    ])
            }
        }
    }

    func testAccuracy() throws {
        try exercise("10.5") { judge in
            try judge.expect(
                "accuracy(logits: [[2, 1, 0], [0, 3, 1], [5, 4, 9], [1, 2, 3], [7, 8, 9]], "
                    + "labels: [0, 1, 0, 0, 1])",
                Answer(
                    Submission.accuracy(
                        [[2, 1, 0], [0, 3, 1], [5, 4, 9], [1, 2, 3], [7, 8, 9]], [0, 1, 0, 0, 1])),
                Answer(2.0 / 5),
                mistakes: [
                    KnownMistake(Answer(0), "2 / 5 of integers is 0: make Doubles of them first."),
                    KnownMistake(
                        Answer(2), "This is how many are right: divide by how many there are."),
                    KnownMistake(Answer(3.0 / 5), "This is the part that is wrong."),
                    KnownMistake(
                        Answer(1.0 / 5), "The answer is the largest logit, not the smallest."),
                    KnownMistake(
                        Answer(2.0 / 15),
                        "Divide by how many examples there are, not by how many logits."),
                ])
            try judge.expect(
                "accuracy(logits: [[2, 1], [0, 3], [5, 4]], labels: [0, 1, 1])",
                Answer(Submission.accuracy([[2, 1], [0, 3], [5, 4]], [0, 1, 1])), Answer(2.0 / 3))
            try judge.expect(
                "accuracy(logits: [[-3, -1, -2]], labels: [1])",
                Answer(Submission.accuracy([[-3, -1, -2]], [1])), Answer(1),
                mistakes: [
                    KnownMistake(
                        Answer(0),
                        "-1 is larger than -3: the answer is the largest logit, not the largest in "
                            + "size.")
                ])
            var inputs = Inputs(seed: 5)
            for (n, k) in [(1, 2), (7, 3), (20, 10)] {
                let rows = inputs.rows(n, k)
                let labels = inputs.integers(n, below: k)
                var hits = 0
                for example in 0..<n {
                    var best = 0
                    for c in 1..<k where rows[example][c] > rows[example][best] { best = c }
                    if best == labels[example] { hits += 1 }
                }
                try judge.expect(
                    "accuracy(logits: \(rows), labels: \(labels))",
                    Answer(Submission.accuracy(Tensor(rows.map { $0.map { Float($0) } }), labels)),
                    Answer(Double(hits) / Double(n)))
            }
        }
    }
}
