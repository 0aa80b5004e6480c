/// Exercise 9.6 · The transposed convolution.
///
/// A convolution of lesson 04 gathers a window into one number. Here one number is spread over a
/// window: pixel (x, y) lays the kernel down at row x · stride, column y · stride, multiplied by its
/// value. Where kernels overlap, their numbers are added. The kernel is not flipped.
///
/// - Parameters:
///   - image: h rows of w numbers
///   - kernel: m rows of n numbers
///   - stride: at least 1; where it is larger than the kernel, zeros stay between
/// - Returns: (h − 1) · stride + m rows of (w − 1) · stride + n numbers
///
/// ```swift
/// transposedConvolution([[1, 2]], kernel: [[1, 1, 1]], stride: 2)      // [[1, 1, 3, 2, 2]]
