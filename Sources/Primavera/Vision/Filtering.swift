/// The correlation of an image with a kernel: `(I ∘ k)[x, y] = Σ I[x + i, y + j] · k[i, j]`, the
/// kernel's middle over each pixel.
///
/// - Parameters:
///   - image: `[H, W]`, or `[C, H, W]`, whose channels are filtered one by one
///   - kernel: `[M, N]`
///   - padding: what stands beyond the border; with `nil` there is no output where the kernel would
///     reach over it
/// - Returns: of the image's size, or with `nil` `M − 1` rows and `N − 1` columns less
/// - Fails: with a sentence when the kernel is larger than the image, or with padding of even size
///
/// ```swift
/// let image: Tensor = [[0, 0, 9], [0, 0, 9], [0, 0, 9]]
/// correlate(image, Filters.mean(3))                     // [[0, 3, 6], [0, 3, 6], [0, 3, 6]]
/// correlate(image, Filters.sobelX, padding: nil)        // [[36]]: a steep rise to the right
/// ```
/// Lesson 04.
public func correlate(
    _ image: Tensor, _ kernel: Tensor, padding: PaddingMode? = .extended
) -> Tensor {
    let channels = image.rank == 3 ? image.shape[0] : 1
    if ![2, 3].contains(image.rank) || kernel.rank != 2 {
        mistake(
            "correlate takes an image [H, W] or [C, H, W] and a kernel [M, N], but got "
                + "\(image.shape) and \(kernel.shape).")
    }
    let (h, w) = (image.shape[image.rank - 2], image.shape[image.rank - 1])
    var batch = image.reshaped([channels, 1, h, w])
    var (rows, columns) = (kernel.shape[0], kernel.shape[1])
    if let padding {
        if rows % 2 == 0 || columns % 2 == 0 {
            mistake(
                "A kernel of \(rows) × \(columns) has no middle: with padding its sizes are odd.")
        }
        batch = padded(batch, rows / 2, columns / 2, padding)
        (rows, columns) = (h, w)
    } else {
        if rows > h || columns > w {
            mistake("A kernel of \(rows) × \(columns) is larger than the image of \(h) × \(w).")
        }
        (rows, columns) = (h - rows + 1, w - columns + 1)
    }
    let filter = kernel.reshaped([1, 1] + kernel.shape)
    let result = withoutGradients { conv2d(Variable(batch), weight: Variable(filter)).value }
    return result.reshaped(image.rank == 3 ? [channels, rows, columns] : [rows, columns])
}

/// The convolution of an image with a kernel: `Z[x, y] = Σ I[x − i, y − j] · k[i, j]`. It is the
/// correlation with the kernel turned upside down and left to right (*flipped*).
///
/// Parameters as in ``correlate(_:_:padding:)``.
public func convolve(
    _ image: Tensor, _ kernel: Tensor, padding: PaddingMode? = .extended
) -> Tensor {
    correlate(image, flipped(kernel), padding: padding)
}

/// The matrix turned upside down and left to right.
public func flipped(_ kernel: Tensor) -> Tensor {
    Tensor(shape: kernel.shape, kernel.values.reversed())
}

/// A blur in two passes, along the rows and along the columns: the same picture as with the full
/// kernel, for 2 n products a pixel instead of n².
///
/// - Parameters:
///   - image: as for ``correlate(_:_:padding:)``
///   - row: `[N]`, N odd, used for both directions
///   - padding: what stands beyond the border
public func correlateSeparably(
    _ image: Tensor, _ row: Tensor, padding: PaddingMode = .extended
) -> Tensor {
    let along = correlate(image, row.reshaped([1, -1]), padding: padding)
    return correlate(along, row.reshaped([-1, 1]), padding: padding)
}

/// Images `[N, C, H, W]` with `rows` more on top and below and `columns` more on each side.
func padded(_ images: Tensor, _ rows: Int, _ columns: Int, _ mode: PaddingMode) -> Tensor {
    let (planes, h, w) = (images.shape[0] * images.shape[1], images.shape[2], images.shape[3])
    var result = Tensor(
        uninitialized: [images.shape[0], images.shape[1], h + 2 * rows, w + 2 * columns])
    images.withUnsafePointer { x in
        result.withUnsafeMutablePointer { y in
            parallelFor(planes * (h + 2 * rows)) { line in
                let (plane, row) = line.quotientAndRemainder(dividingBy: h + 2 * rows)
                let target = y + line * (w + 2 * columns)
                guard let from = mode.source(row - rows, count: h) else {
                    target.update(repeating: 0, count: w + 2 * columns)
                    return
                }
                let source = x + (plane * h + from) * w
                (target + columns).update(from: source, count: w)
                for side in 0..<columns {
                    for column in [side, w + columns + side] {
                        target[column] =
                            mode.source(column - columns, count: w).map { source[$0] } ?? 0
                    }
                }
            }
        }
    }
    return result
}
