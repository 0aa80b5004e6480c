// Lesson 04: convolution and Sobel. Run it first: swift run lesson04
//
// Replace each todo() by your code, then: swift test --filter Lesson04
//
// Images and kernels are arrays of rows here: image[row][column].

import Coursework

/// Exercise 4.1 · How large is the output?
///
/// `⌊(W − K + 2P) / S⌋ + 1`
///
/// - Parameters:
///   - width: W, the length of the image along an axis
///   - kernel: K, not larger than W + 2P
///   - padding: P, positions more on each side
///   - stride: S, from one place of the kernel to the next, at least 1
///
/// ```swift
/// convolutionOutputSize(227, kernel: 11, padding: 0, stride: 4)      // 55
/// ```
public func convolutionOutputSize(_ width: Int, kernel: Int, padding: Int, stride: Int) -> Int {
    // Integers divide downwards already.
    (width - kernel + 2 * padding) / stride + 1
}

/// What stands beyond the border of a row.
public enum Border: Sendable {
    /// Zeros.
    case zeros
    /// The border's own number goes on.
    case extended
    /// The row begins again.
    case cyclic
    /// Nothing: the row stays as it is.
    case none
}

/// Exercise 4.2 · Pad a row in four ways.
///
/// - Parameters:
///   - row: at least one number
///   - count: how many positions on each side, 0 or more; with `.cyclic` and `.extended` it may be
///     larger than the row
///
/// ```swift
/// padded([5, 4, 2, 3, 7], by: 1, border: .cyclic)      // [7, 5, 4, 2, 3, 7, 5]
/// padded([5, 4, 2], by: 2, border: .cyclic)            // [4, 2, 5, 4, 2, 5, 4]
/// padded([5, 4, 2], by: 2, border: .extended)          // [5, 5, 5, 4, 2, 2, 2]
/// padded([5, 4, 2], by: 2, border: .zeros)             // [0, 0, 5, 4, 2, 0, 0]
/// ```
public func padded(_ row: [Double], by count: Int, border: Border) -> [Double] {
    if border == .none { return row }
    return (-count..<row.count + count).map { i in
        switch border {
        case .zeros: row.indices.contains(i) ? row[i] : 0
        case .extended: row[min(max(i, 0), row.count - 1)]
        // The remainder of a negative number is negative: add once more before taking it again.
        default: row[(i % row.count + row.count) % row.count]
        }
    }
}

/// Exercise 4.3 · The correlation of an image with a kernel, where the kernel fits.
///
/// `(I ∘ k)[r][c] = Σᵢ Σⱼ I[r + i][c + j] · k[i][j]`, in row r and column c
///
/// - Parameters:
///   - image: M rows of N numbers
///   - kernel: m rows of n numbers, not larger than the image
/// - Returns: M − m + 1 rows of N − n + 1 numbers
///
/// ```swift
/// correlate([[1, 2], [3, 4]], kernel: [[10, 1]])      // [[12], [34]]
/// ```
public func correlate(_ image: [[Double]], kernel: [[Double]]) -> [[Double]] {
    let rows = image.count - kernel.count + 1
    let columns = image[0].count - kernel[0].count + 1
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

/// Exercise 4.4 · The convolution: the same with the kernel flipped, upside down and left to right.
///
/// ```swift
/// convolve([[1, 2], [3, 4]], kernel: [[10, 1]])      // [[21], [43]]
/// ```
public func convolve(_ image: [[Double]], kernel: [[Double]]) -> [[Double]] {
    correlate(image, kernel: kernel.reversed().map { $0.reversed() })
}

/// Exercise 4.5 · One filter over several channels, in steps, with a bias.
///
/// `out[x][y] = bias + Σ_c Σᵢ Σⱼ image[c][x · stride + i][y · stride + j] · kernels[c][i][j]`, with x for
/// the row, y for the column and c for the channel
///
/// - Parameters:
///   - image: C channels, each rows of numbers, all of one size
///   - kernels: C kernels, one a channel
/// - Returns: as many rows and columns as 4.1 says, without padding
///
/// ```swift
/// convolutionLayer([[[1, 2, 3]], [[4, 5, 6]]], kernels: [[[1]], [[10]]], bias: 100, stride: 2)
/// // [[141, 163]]
/// ```
public func convolutionLayer(
    _ image: [[[Double]]], kernels: [[[Double]]], bias: Double, stride: Int
) -> [[Double]] {
    // The correlation of every channel, of which the stride takes some.
    let sums = zip(image, kernels).map { correlate($0, kernel: $1) }
    return Swift.stride(from: 0, to: sums[0].count, by: stride).map { x in
        Swift.stride(from: 0, to: sums[0][0].count, by: stride).map { y in
            // The bias once for each output, not once for each channel.
            let sum = sums.reduce(0) { $0 + $1[x][y] }
            return bias + sum
        }
    }
}

/// Exercise 4.6 · How steep is the image? Sobel's magnitude, where the kernels fit.
///
/// x: correlation with `[−1 0 1; −2 0 2; −1 0 1]`; y: with `[−1 −2 −1; 0 0 0; 1 2 1]`;
/// `√(x² + y²)`.
///
/// - Parameter image: at least 3 × 3
/// - Returns: 2 rows and 2 columns less
///
/// ```swift
/// sobelMagnitude([[0, 0, 3], [0, 0, 3], [0, 0, 3]])      // [[12]]
/// ```
public func sobelMagnitude(_ image: [[Double]]) -> [[Double]] {
    let x = correlate(image, kernel: [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    let y = correlate(image, kernel: [[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    return zip(x, y).map { zip($0, $1).map { ($0 * $0 + $1 * $1).squareRoot() } }
}

/// Exercise 4.7 · A blur in two passes: along the rows with the numbers of `row`, then along the
/// columns with the same numbers. Where they fit: n − 1 rows and columns less.
///
/// ```swift
/// separableBlur([[1, 3], [5, 7]], row: [0.5, 0.5])      // [[4]]
/// ```
public func separableBlur(_ image: [[Double]], row: [Double]) -> [[Double]] {
    correlate(correlate(image, kernel: [row]), kernel: row.map { [$0] })
}

/// Exercise 4.8 · The gradient of a correlation with respect to its kernel.
///
/// With `out = I ∘ k` and the gradient ∂E/∂out of every output:
/// `∂E/∂k[i][j] = Σ_r Σ_c ∂E/∂out[r][c] · I[r + i][c + j]`.
///
/// - Parameters:
///   - image: M rows of N
///   - gradient: ∂E/∂out, P rows of Q, not larger than the image
/// - Returns: M − P + 1 rows of N − Q + 1: the kernel's size
///
/// ```swift
/// kernelGradient([[1, 2], [3, 4]], gradient: [[1], [10]])      // [[31, 42]]
/// ```
public func kernelGradient(_ image: [[Double]], gradient: [[Double]]) -> [[Double]] {
    // The sum above is a correlation again, with the gradient as the kernel.
    correlate(image, kernel: gradient)
}
