import Primavera

/// Level 0: the lecture's loops on plain arrays, `[row][column]`.

/// `I ∘ k`, the correlation: the kernel lies over the image as it is.
func correlation(_ image: [[Double]], _ kernel: [[Double]]) -> [[Double]] {
    let (rows, columns) = (image.count - kernel.count + 1, image[0].count - kernel[0].count + 1)
    return (0..<rows).map { x in
        (0..<columns).map { y in
            var sum = 0.0
            for i in kernel.indices {
                for j in kernel[0].indices { sum += image[x + i][y + j] * kernel[i][j] }
            }
            return sum
        }
    }
}

/// `I ∗ k`, the convolution: `Σ I[x − i, y − j] k[i, j]`. The kernel is flipped first.
func convolution(_ image: [[Double]], _ kernel: [[Double]]) -> [[Double]] {
    correlation(image, kernel.reversed().map { $0.reversed() })
}

/// `⌊(W − K + 2P) / S⌋ + 1`
func outputSize(_ w: Int, kernel k: Int, padding p: Int = 0, stride s: Int = 1) -> Int {
    (w - k + 2 * p) / s + 1
}

/// One more position on each side of a row.
func paddedByOne(_ row: [Int]) -> [(name: String, row: [Int])] {
    [
        ("zeros", [0] + row + [0]),
        ("extended", [row[0]] + row + [row[row.count - 1]]),
        ("cyclic", [row[row.count - 1]] + row + [row[0]]),
        ("none", row),
    ]
}

func text(_ matrix: [[Double]]) -> String {
    matrix.map { row in row.map { $0.fixed(0).leftPadded(to: 4) }.joined() }.joined(separator: "\n")
}
