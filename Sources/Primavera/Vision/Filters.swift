#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Kernels with names, each a small matrix.
public enum Filters {
    /// Leaves the image as it is.
    public static let identity: Tensor = [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    /// Moves the image by one pixel to the left, when it is used for a correlation.
    public static let shiftLeft: Tensor = [[0, 0, 0], [0, 0, 1], [0, 0, 0]]
    /// More of the pixel, less of its neighbours.
    public static let sharpen: Tensor = [[0, -1, 0], [-1, 5, -1], [0, -1, 0]]
    /// As if light came from the top left.
    public static let emboss: Tensor = [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]
    /// The second derivative in both directions: large where the image bends.
    public static let laplacian: Tensor = [[0, 1, 0], [1, -4, 1], [0, 1, 0]]
    /// The change from left to right (Sobel and Feldman 1968): large at upright edges.
    public static let sobelX: Tensor = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    /// The change from top to bottom: large at level edges.
    public static let sobelY: Tensor = [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]

    /// The mean of `size × size` pixels.
    public static func mean(_ size: Int) -> Tensor {
        Tensor(repeating: 1 / Float(size * size), shape: [size, size])
    }

    /// One direction of a Gaussian blur: `e^(−x² / 2σ²)`, with sum 1.
    ///
    /// - Parameter deviation: σ in pixels; the kernel reaches three of them to both sides
    public static func gaussianRow(deviation: Float) -> Tensor {
        let reach = max(1, Int((3 * deviation).rounded(.up)))
        let bell = (-reach...reach).map { (x: Int) -> Float in
            exp(-Float(x * x) / (2 * deviation * deviation))
        }
        let row = Tensor(bell)
        return row / row.sum()
    }

    /// The Gaussian blur in both directions: the product of a column and a row.
    public static func gaussian(deviation: Float) -> Tensor {
        let row = gaussianRow(deviation: deviation)
        return row.reshaped([-1, 1]) * row
    }

    /// A wave under a bell: what cells of the visual cortex answer to (Hubel and Wiesel 1959; Gabor
    /// 1946).
    ///
    /// - Parameters:
    ///   - size: rows and columns, an odd number
    ///   - wavelength: pixels from one crest of the wave to the next
    ///   - angle: of the wave's direction, in radians; 0 is from left to right
    ///   - deviation: of the bell, in pixels
    public static func gabor(
        size: Int, wavelength: Float, angle: Float, deviation: Float
    ) -> Tensor {
        let half = size / 2
        return Tensor(
            (-half...half).map { y in
                (-half...half).map { x in
                    let along = Float(x) * cos(angle) + Float(y) * sin(angle)
                    let distance = Float(x * x + y * y) / (2 * deviation * deviation)
                    return exp(-distance) * cos(2 * .pi * along / wavelength)
                }
            })
    }
}
