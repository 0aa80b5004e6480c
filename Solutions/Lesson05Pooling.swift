// Lesson 05: pooling. Run it first: swift run lesson05
//
// Replace each todo() by your code, then: swift test --filter Lesson05
//
// Images are arrays of rows here: image[row][column]. Windows are square, and lie within the image.

import Coursework

/// Exercise 5.1 · How many windows are there along an axis?
///
/// `⌊(W − window) / stride⌋ + 1`
///
/// ```swift
/// poolingOutputSize(7, window: 3, stride: 2)      // 3
/// ```
public func poolingOutputSize(_ width: Int, window: Int, stride: Int) -> Int {
    (width - window) / stride + 1
}

/// Exercise 5.2 · The largest number of every window.
///
/// The window of output (x, y) has its first number at `image[x · stride][y · stride]`.
///
/// ```swift
/// maxPool([[0.1, 0.7], [-0.2, 0.6]], window: 2, stride: 2)      // [[0.7]]
/// ```
public func maxPool(_ image: [[Double]], window: Int, stride: Int) -> [[Double]] {
    windows(image, window, stride).map { row in row.map { $0.max { $0.value < $1.value }!.value } }
}

/// The numbers of every window with their places.
func windows(
    _ image: [[Double]], _ window: Int, _ stride: Int
) -> [[[(row: Int, column: Int, value: Double)]]] {
    (0..<poolingOutputSize(image.count, window: window, stride: stride)).map { x in
        (0..<poolingOutputSize(image[0].count, window: window, stride: stride)).map { y in
            (0..<window * window).map { k in
                let (row, column) = (x * stride + k / window, y * stride + k % window)
                return (row, column, image[row][column])
            }
        }
    }
}

/// Exercise 5.3 · The mean of every window.
///
/// ```swift
/// averagePool([[0.1, 0.7], [-0.2, 0.6]], window: 2, stride: 2)      // [[0.3]]
/// ```
public func averagePool(_ image: [[Double]], window: Int, stride: Int) -> [[Double]] {
    windows(image, window, stride).map { row in
        row.map { $0.map(\.value).reduce(0, +) / Double(window * window) }
    }
}

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
    var result = image.map { $0.map { _ in 0.0 } }
    for (x, row) in windows(image, window, stride).enumerated() {
        for (y, numbers) in row.enumerated() {
            // `max` of Swift takes the last of equals; the first one is asked for.
            let largest = numbers.map(\.value).max()!
            let place = numbers.first { $0.value == largest }!
            result[place.row][place.column] += gradient[x][y]
        }
    }
    return result
}

/// Exercise 5.5 · The gradient of average pooling: every number of a window gets the same share.
///
/// - Parameters:
///   - gradient: one number for each window
///   - rows, columns: the size of the image
///
/// ```swift
/// averagePoolGradient([[8]], rows: 2, columns: 2, window: 2, stride: 2)      // [[2, 2], [2, 2]]
/// ```
public func averagePoolGradient(
    _ gradient: [[Double]], rows: Int, columns: Int, window: Int, stride: Int
) -> [[Double]] {
    var result = [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
    for x in gradient.indices {
        for y in gradient[0].indices {
            for i in 0..<window {
                for j in 0..<window {
                    result[x * stride + i][y * stride + j] +=
                        gradient[x][y] / Double(window * window)
                }
            }
        }
    }
    return result
}

/// Exercise 5.6 · Unpooling: every number goes to the place that its switch remembers.
///
/// - Parameters:
///   - pooled: the numbers, row by row
///   - switches: for each number its place in the image, counted row by row: `row · columns + column`
///   - rows, columns: the size of the image
/// - Returns: the image, zeros where no switch points; two numbers for one place are added
///
/// ```swift
/// unpool([7, 9], switches: [1, 2], rows: 2, columns: 2)      // [[0, 7], [9, 0]]
/// ```
public func unpool(_ pooled: [Double], switches: [Int], rows: Int, columns: Int) -> [[Double]] {
    var result = [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
    for (number, place) in zip(pooled, switches) {
        result[place / columns][place % columns] += number
    }
    return result
}
