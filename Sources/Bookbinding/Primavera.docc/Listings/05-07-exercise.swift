/// Exercise 5.4 · The gradient of max pooling.
///
/// The output's gradient goes to the place where the maximum was (the first one of equals, row by
/// row), everything else gets 0. Where windows overlap, what meets is added.
///
/// - Parameter gradient: one number for each window
/// - Returns: one number for each pixel of the image
///
/// ```swift
/// maxPoolGradient([[1, 2], [4, 3]], gradient: [[5]], window: 2, stride: 2)      // [[0, 0], [5, 0]]
/// ```
public func maxPoolGradient(
    _ image: [[Double]], gradient: [[Double]], window: Int, stride: Int
) -> [[Double]] {
    todo()
}
