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
    todo()
}
