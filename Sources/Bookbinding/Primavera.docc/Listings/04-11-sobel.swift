/// The edges of an image: Sobel's two derivatives, how steep the image is, and in which direction.
///
/// ```swift
/// let edges = SobelEdges([[0, 0, 9], [0, 0, 9], [0, 0, 9]])
/// edges.magnitude[1, 1]      // 36
/// edges.direction[1, 1]      // 0: the image rises to the right
/// ```
/// Lesson 04. Sobel and Feldman 1968.
public struct SobelEdges {
    /// The change from left to right and from top to bottom, `[H, W]` each.
    public let x: Tensor
    /// The change from top to bottom, `[H, W]`.
    public let y: Tensor

    /// - Parameter image: `[H, W]`; its border goes on beyond
    public init(_ image: Tensor) {
        x = correlate(image, Filters.sobelX)
        y = correlate(image, Filters.sobelY)
    }

    /// `√(x² + y²)`
    public var magnitude: Tensor { sqrt(x * x + y * y) }

    /// The direction of the steepest rise, −π … π; 0 is to the right, π/2 down.
    public var direction: Tensor {
        var result = x
        for (index, (dx, dy)) in zip(x.values, y.values).enumerated() {
            result.withUnsafeMutablePointer { $0[index] = atan2(dy, dx) }
        }
        return result
    }
}
