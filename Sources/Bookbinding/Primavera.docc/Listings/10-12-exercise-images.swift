/// Exercise 10.3 · From images of bytes to rows of Floats.
///
/// Each pixel, 0 to 255, becomes a Float from 0 to 1; the rows of an image stand one after the
/// other.
///
/// - Parameter images: at least one; image, row, column; all of one size H × W
/// - Returns: a tensor `[N, H · W]`
///
/// ```swift
/// scaledAndFlattened([[[0, 255], [51, 0]]])      // [[0, 1, 0.2, 0]]
