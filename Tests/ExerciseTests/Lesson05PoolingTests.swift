import XCTest

final class Lesson05PoolingTests: ExerciseTestCase {
    private let slide = [[0.1, 0.7], [-0.2, 0.6]]

    /// Where windows that lie elsewhere lead: those that begin at (x, y), and those side by side.
    private func misplaced(_ dense: [[Double]]?, _ sideBySide: [[Double]]?) -> [KnownMistake] {
        var mistakes: [KnownMistake] = []
        if let dense {
            mistakes.append(
                KnownMistake(
                    Answer(dense),
                    "The window of output (x, y) begins at (x · stride, y · stride)."))
        }
        if let sideBySide {
            mistakes.append(
                KnownMistake(
                    Answer(sideBySide),
                    "The windows are not side by side here: each begins a stride behind the one "
                        + "before."))
        }
        return mistakes
    }

    private func replaced(_ answer: [[Double]]) -> KnownMistake {
        KnownMistake(Answer(answer), "Where windows overlap, what meets is added, not replaced.")
    }

    func testPoolingOutputSize() throws {
        try exercise("5.1") { judge in
            for (w, k, s, right) in [
                (13, 3, 2, 6), (7, 3, 1, 5), (6, 2, 3, 2), (7, 3, 2, 3), (28, 2, 2, 14),
                (3, 3, 5, 1),
            ] {
                try judge.expect(
                    "poolingOutputSize(\(w), window: \(k), stride: \(s))",
                    Answer(Submission.poolingOutputSize(w, k, s)), Answer(right),
                    mistakes: [
                        KnownMistake(
                            Answer((w - k + s - 1) / s + 1), "The quotient is rounded down."),
                        KnownMistake(
                            Answer(w / k), "This is right only where the stride is the window."),
                        KnownMistake(Answer((w - k) / s), "The + 1 is missing."),
                        KnownMistake(Answer(w / s), "The window has to fit: W − window."),
                        KnownMistake(Answer(w - k + 1), "The stride is missing."),
                    ])
            }
        }
    }

    func testMaxPool() throws {
        try exercise("5.2") { judge in
            try judge.expect(
                "maxPool([[0.1, 0.7], [-0.2, 0.6]], window: 2, stride: 2)",
                Answer(Submission.maxPool(slide, 2, 2)), Answer([[0.7]]),
                mistakes: [
                    KnownMistake(Answer([[0.3]]), "This is the mean."),
                    KnownMistake(Answer([[-0.2]]), "This is the smallest number."),
                ])
            try judge.expect(
                "maxPool([[-3, -1], [-2, -5]], window: 2, stride: 2)",
                Answer(Submission.maxPool([[-3, -1], [-2, -5]], 2, 2)), Answer([[-1.0]]),
                mistakes: [
                    KnownMistake(
                        Answer([[0.0]]),
                        "The largest of negative numbers: begin with the first one, not 0."),
                    KnownMistake(
                        Answer([[-5.0]]), "This is the largest in size: −1 is larger than −5."),
                ])
            try judge.expect(
                "maxPool([[1, 2, 3, 4], [0, 0, 0, 0]], window: 2, stride: 2)",
                Answer(Submission.maxPool([[1, 2, 3, 4], [0, 0, 0, 0]], 2, 2)),
                Answer([[2.0, 4]]), mistakes: misplaced([[2.0, 3]], nil))
            try judge.expect(
                "maxPool([[1, 2, 3, 4], [0, 0, 0, 0]], window: 2, stride: 1)",
                Answer(Submission.maxPool([[1, 2, 3, 4], [0, 0, 0, 0]], 2, 1)),
                Answer([[2.0, 3, 4]]), mistakes: misplaced(nil, [[2.0, 4]]))
            var inputs = Inputs(seed: 2)
            for (m, n, k, s) in [
                (4, 4, 2, 2), (6, 5, 2, 3), (7, 7, 3, 2), (3, 5, 3, 1), (5, 5, 1, 2),
            ] {
                let image = inputs.rows(m, n)
                var right = Reference.zeros((m - k) / s + 1, (n - k) / s + 1).map {
                    $0.map { _ in -1e9 }
                }
                Reference.forEachWindow(rows: m, columns: n, window: k, stride: s) {
                    x, y, row, column in
                    right[x][y] = Swift.max(right[x][y], image[row][column])
                }
                try judge.expect(
                    "maxPool(\(image), window: \(k), stride: \(s))",
                    Answer(Submission.maxPool(image, k, s)), Answer(right))
            }
        }
    }

    func testAveragePool() throws {
        try exercise("5.3") { judge in
            try judge.expect(
                "averagePool([[0.1, 0.7], [-0.2, 0.6]], window: 2, stride: 2)",
                Answer(Submission.averagePool(slide, 2, 2)), Answer([[0.3]]),
                mistakes: [
                    KnownMistake(Answer([[1.2]]), "This is the sum."),
                    KnownMistake(Answer([[0.7]]), "This is the maximum."),
                    KnownMistake(Answer([[0.6]]), "A window of 2 × 2 has 4 numbers."),
                ])
            try judge.expect(
                "averagePool([[1, 3, 5, 7], [1, 3, 5, 7]], window: 2, stride: 2)",
                Answer(Submission.averagePool([[1, 3, 5, 7], [1, 3, 5, 7]], 2, 2)),
                Answer([[2.0, 6]]), mistakes: misplaced([[2.0, 4]], nil))
            try judge.expect(
                "averagePool([[1, 3, 5, 7], [1, 3, 5, 7]], window: 2, stride: 1)",
                Answer(Submission.averagePool([[1, 3, 5, 7], [1, 3, 5, 7]], 2, 1)),
                Answer([[2.0, 4, 6]]), mistakes: misplaced(nil, [[2.0, 6]]))
            try judge.expect(
                "averagePool([[9, 0, 0], [0, 9, 0], [0, 0, 9]], window: 3, stride: 1)",
                Answer(Submission.averagePool([[9, 0, 0], [0, 9, 0], [0, 0, 9]], 3, 1)),
                Answer([[3.0]]),
                mistakes: [
                    KnownMistake(
                        Answer([[6.75]]), "Divide by window · window: it is not always 4.")
                ])
            var inputs = Inputs(seed: 3)
            for (m, n, k, s) in [(4, 4, 2, 2), (6, 5, 2, 3), (7, 7, 3, 2), (3, 5, 3, 1)] {
                let image = inputs.rows(m, n)
                var right = Reference.zeros((m - k) / s + 1, (n - k) / s + 1)
                Reference.forEachWindow(rows: m, columns: n, window: k, stride: s) {
                    x, y, row, column in
                    right[x][y] += image[row][column] / Double(k * k)
                }
                try judge.expect(
                    "averagePool(\(image), window: \(k), stride: \(s))",
                    Answer(Submission.averagePool(image, k, s)), Answer(right))
            }
        }
    }

    func testMaxPoolGradient() throws {
        try exercise("5.4") { judge in
            try judge.expect(
                "maxPoolGradient([[1, 2], [4, 3]], gradient: [[5]], window: 2, stride: 2)",
                Answer(Submission.maxPoolGradient([[1, 2], [4, 3]], [[5]], 2, 2)),
                Answer([[0.0, 0], [5, 0]]),
                mistakes: [
                    KnownMistake(
                        Answer([[5.0, 5], [5, 5]]), "Only the maximum gets the gradient."),
                    KnownMistake(
                        Answer([[1.25, 1.25], [1.25, 1.25]]),
                        "This is the gradient of average pooling."),
                    KnownMistake(
                        Answer([[0.0, 0], [4, 0]]), "This is the maximum itself, not its gradient."),
                    KnownMistake(
                        Answer([[0.0, 0], [1, 0]]), "The gradient of the output is missing."),
                ])
            try judge.expect(
                "maxPoolGradient([[7, 7], [7, 7]], gradient: [[1]], window: 2, stride: 2), where all are "
                    + "equal,",
                Answer(Submission.maxPoolGradient([[7, 7], [7, 7]], [[1]], 2, 2)),
                Answer([[1.0, 0], [0, 0]]),
                mistakes: [
                    KnownMistake(
                        Answer([[1.0, 1], [1, 1]]), "Of equals the first one alone gets it."),
                    KnownMistake(
                        Answer([[0.0, 0], [0, 1]]), "Of equals the first one gets it, not the last."
                    ),
                ])
            try judge.expect(
                "maxPoolGradient([[1, 9, 2], [3, 4, 5]], gradient: [[10, 1]], window: 2, stride: 1)",
                Answer(Submission.maxPoolGradient([[1, 9, 2], [3, 4, 5]], [[10, 1]], 2, 1)),
                Answer([[0.0, 11, 0], [0, 0, 0]]), mistakes: [replaced([[0, 1, 0], [0, 0, 0]])])
            var inputs = Inputs(seed: 4)
            for (m, n, k, s) in [(4, 4, 2, 2), (5, 5, 3, 2), (4, 6, 3, 1)] {
                let image = inputs.rows(m, n)
                let (rows, columns) = ((m - k) / s + 1, (n - k) / s + 1)
                let gradient = inputs.rows(rows, columns)
                var best = [String: (Int, Int)]()
                Reference.forEachWindow(rows: m, columns: n, window: k, stride: s) {
                    x, y, row, column in
                    if let place = best["\(x),\(y)"], image[place.0][place.1] >= image[row][column]
                    {
                        return
                    }
                    best["\(x),\(y)"] = (row, column)
                }
                var right = Reference.zeros(m, n)
                for x in 0..<rows {
                    for y in 0..<columns {
                        let place = best["\(x),\(y)"]!
                        right[place.0][place.1] += gradient[x][y]
                    }
                }
                try judge.expect(
                    "maxPoolGradient(\(image), gradient: \(gradient), window: \(k), stride: \(s))",
                    Answer(Submission.maxPoolGradient(image, gradient, k, s)), Answer(right))
            }
        }
    }

    func testAveragePoolGradient() throws {
        try exercise("5.5") { judge in
            try judge.expect(
                "averagePoolGradient([[8]], rows: 2, columns: 2, window: 2, stride: 2)",
                Answer(Submission.averagePoolGradient([[8]], 2, 2, 2, 2)),
                Answer([[2.0, 2], [2, 2]]),
                mistakes: [
                    KnownMistake(
                        Answer([[8.0, 8], [8, 8]]), "Each gets a share: divide by window · window."),
                    KnownMistake(Answer([[4.0, 4], [4, 4]]), "A window of 2 × 2 has 4 numbers."),
                    KnownMistake(
                        Answer([[8.0, 0], [0, 0]]),
                        "All numbers of the window get a share, not the first alone."),
                ])
            try judge.expect(
                "averagePoolGradient([[40, 4]], rows: 2, columns: 3, window: 2, stride: 1)",
                Answer(Submission.averagePoolGradient([[40, 4]], 2, 3, 2, 1)),
                Answer([[10.0, 11, 1], [10, 11, 1]]),
                mistakes: [replaced([[10, 1, 1], [10, 1, 1]])]
                    + misplaced(nil, [[10.0, 10, 1], [10, 10, 1]]))
            var inputs = Inputs(seed: 5)
            for (m, n, k, s) in [(4, 4, 2, 2), (5, 5, 3, 2), (5, 7, 2, 3)] {
                let (rows, columns) = ((m - k) / s + 1, (n - k) / s + 1)
                let gradient = inputs.rows(rows, columns)
                var right = Reference.zeros(m, n)
                Reference.forEachWindow(rows: m, columns: n, window: k, stride: s) {
                    x, y, row, column in
                    right[row][column] += gradient[x][y] / Double(k * k)
                }
                try judge.expect(
                    "averagePoolGradient(\(gradient), rows: \(m), columns: \(n), window: \(k), stride: \(s))",
                    Answer(Submission.averagePoolGradient(gradient, m, n, k, s)), Answer(right))
            }
        }
    }

    func testUnpool() throws {
        try exercise("5.6") { judge in
            try judge.expect(
                "unpool([7, 9], switches: [1, 2], rows: 2, columns: 2)",
                Answer(Submission.unpool([7, 9], [1, 2], 2, 2)), Answer([[0.0, 7], [9, 0]]),
                mistakes: [
                    KnownMistake(Answer([[0.0, 9], [7, 0]]), "Rows and columns are exchanged."),
                    KnownMistake(
                        Answer([[7.0, 9], [0, 0]]),
                        "The switches were not used, or were counted from 1."),
                    KnownMistake(
                        Answer([[8.0, 7], [9, 8]]),
                        "The number goes to one place alone; the others stay 0."),
                ])
            try judge.expect(
                "unpool([1, 2, 3], switches: [5, 0, 5], rows: 2, columns: 3), two numbers for one place,",
                Answer(Submission.unpool([1, 2, 3], [5, 0, 5], 2, 3)),
                Answer([[2.0, 0, 0], [0, 0, 4]]),
                mistakes: [
                    KnownMistake(
                        Answer([[2.0, 0, 0], [0, 0, 3]]), "What meets is added, not replaced.")
                ])
            var inputs = Inputs(seed: 6)
            for (m, n) in [(3, 4), (5, 2)] {
                let numbers = inputs.numbers(4)
                let switches = inputs.integers(4, below: m * n)
                var right = Reference.zeros(m, n)
                for k in 0..<4 { right[switches[k] / n][switches[k] % n] += numbers[k] }
                try judge.expect(
                    "unpool(\(numbers), switches: \(switches), rows: \(m), columns: \(n))",
                    Answer(Submission.unpool(numbers, switches, m, n)), Answer(right))
            }
        }
    }
}
