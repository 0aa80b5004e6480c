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
