import Coursework
import Primavera

/// The smallest cases, with every number.
func byHand(_ lesson: Lesson) {
    let image: [[Double]] = [[2, 2, 0, 1], [0, 3, 1, 0], [2, 1, 0, 2], [1, 0, 1, 3]]
    let kernel: [[Double]] = [[1, 2], [0, -1]]
    let (correlated, convolved) = (correlation(image, kernel), convolution(image, kernel))
    lesson.say(
        """
        A *kernel* slides over the image; at each place numbers that lie over each other are
        multiplied, and the products added up. That is the *correlation*, `(I ∘ k)[x, y] = Σ I[x + i,
        y + j] k[i, j]`. The *convolution*, `Σ I[x − i, y − j] k[i, j]`, flips the kernel first. An
        image, a kernel, their correlation, their convolution:
        """)
    lesson.code([image, kernel, correlated, convolved].map(text).joined(separator: "\n\n"))
    lesson.claim("correlation.first", correlated[0][0])
    lesson.claim("convolution.first", convolved[0][0])
    lesson.say(
        """
        (Libraries compute the correlation and call it convolution: where the kernel is learned, it
        learns itself flipped.) An image of W with a kernel of K, a padding of P and steps of S gives
        `⌊(W − K + 2P) / S⌋ + 1`:
        """)
    let cases = [(4, 2, 0, 1), (32, 5, 0, 1), (28, 3, 1, 1), (227, 11, 0, 4), (7, 3, 1, 2)]
    lesson.table(
        ["W", "K", "P", "S", "output"],
        cases.map { w, k, p, s in
            let size = outputSize(w, kernel: k, padding: p, stride: s)
            lesson.claim("size.\(w).\(k)", Double(size))
            return ["\(w)", "\(k)", "\(p)", "\(s)", "\(size)"]
        })
    lesson.say(
        """
        *Padding*: what stands beyond the border, for the row 5 4 2 3 7. (The three results on the
        slide have 3 2 where its input has 2 3.) Without padding the output is smaller.
        """)
    lesson.table(
        ["padding", "row"],
        paddedByOne([5, 4, 2, 3, 7]).map { name, row in
            [name, row.map(String.init).joined(separator: " ")]
        })

    let windows: [(name: String, window: [[Double]], kernel: [[Double]])] = [
        (
            "red", [[0, 0, 0], [0, 156, 155], [0, 153, 154]],
            [[-1, -1, 1], [0, 1, -1], [0, 1, 1]]
        ),
        (
            "green", [[0, 0, 0], [0, 167, 166], [0, 164, 165]],
            [[1, 0, 0], [1, -1, -1], [1, 0, -1]]
        ),
        (
            "blue", [[0, 0, 0], [0, 163, 162], [0, 160, 161]],
            [[0, 1, 1], [0, 1, 0], [1, -1, 1]]
        ),
    ]
    let sums = windows.map { correlation($0.window, $0.kernel)[0][0] }
    lesson.say(
        """
        A colour image has three channels, and a filter a kernel for each. Their sums are added, and a
        bias. The top left corner of the lecture's image, with zeros above and to the left:
        """)
    lesson.table(
        ["channel", "window", "kernel", "sum"],
        zip(windows, sums).map { part, sum in
            func line(_ matrix: [[Double]]) -> String {
                matrix.map { $0.map { $0.fixed(0) }.joined(separator: " ") }.joined(
                    separator: " / ")
            }
            return [part.name, line(part.window), line(part.kernel), sum.fixed(0)]
        })
    let total = sums.reduce(1, +)
    lesson.code(
        """
        \(sums[0].fixed(0)) + (\(sums[1].fixed(0))) + \(sums[2].fixed(0)) + 1 = \(total.fixed(0))
        """)
    for (part, sum) in zip(windows, sums) { lesson.claim("window.\(part.name)", sum) }
    lesson.claim("window.output", total)

    // The same as a matrix product: each window as a row.
    var rows: [[Float]] = []
    for x in 0..<3 {
        for y in 0..<3 {
            let window = [image[x][y], image[x][y + 1], image[x + 1][y], image[x + 1][y + 1]]
            rows.append(window.map { Float($0) })
        }
    }
    let column = Tensor([1, 2, 0, -1]).reshaped([4, 1])
    let products = Tensor(rows).matrixProduct(column)
    let same = products.values.map(Double.init) == correlated.flatMap { $0 }
    lesson.say(
        """
        And it is a matrix product: write each of the 9 windows of the first image as a row of 4
        numbers, and the kernel as a column (*im2col*). \
        \(same ? "The nine products are the nine numbers above." : "They differ.")
        """)
    lesson.claim("columns.agree", same ? 1 : 0)
}
