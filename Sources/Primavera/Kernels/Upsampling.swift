/// How an image is made larger.
public enum UpsamplingMode: Sendable, Equatable {
    /// Each pixel becomes a block of equal ones.
    case nearest
    /// Between the centres of pixels, on a straight line in both directions.
    case bilinear
}

/// For each of `length · factor` positions along an axis: the two old positions that it lies
/// between, and how near it is to the second.
///
/// Pixels are little squares: the centre of new pixel i is at `(i + ½) / factor − ½` of the old
/// ones. At the borders the outermost pixel goes on.
func upsamplingSources(
    _ length: Int, factor: Int, _ mode: UpsamplingMode
) -> [(first: Int, second: Int, weight: Float)] {
    (0..<length * factor).map { i in
        if mode == .nearest { return (i / factor, i / factor, 0) }
        let position = max(0, (Float(i) + 0.5) / Float(factor) - 0.5)
        let first = min(Int(position), length - 1)
        return (first, min(first + 1, length - 1), position - Float(first))
    }
}

/// `[planes, H, W]` → `[planes, H · factor, W · factor]`
func upsample(
    planes: Int, h: Int, w: Int, factor: Int, _ mode: UpsamplingMode, _ x: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>
) {
    let rows = upsamplingSources(h, factor: factor, mode)
    let columns = upsamplingSources(w, factor: factor, mode)
    parallelFor(planes) { plane in
        let source = x + plane * h * w
        for (i, row) in rows.enumerated() {
            let (upper, lower) = (source + row.first * w, source + row.second * w)
            let target = y + (plane * rows.count + i) * columns.count
            for (j, column) in columns.enumerated() {
                let above = mix(upper[column.first], upper[column.second], column.weight)
                let below = mix(lower[column.first], lower[column.second], column.weight)
                target[j] = mix(above, below, row.weight)
            }
        }
    }
}

/// The gradient: every new pixel's goes back to the old ones that it was mixed of.
func upsampleBackward(
    planes: Int, h: Int, w: Int, factor: Int, _ mode: UpsamplingMode,
    _ gradient: UnsafePointer<Float>, into dx: UnsafeMutablePointer<Float>
) {
    let rows = upsamplingSources(h, factor: factor, mode)
    let columns = upsamplingSources(w, factor: factor, mode)
    parallelFor(planes) { plane in
        let target = dx + plane * h * w
        target.update(repeating: 0, count: h * w)
        for (i, row) in rows.enumerated() {
            let source = gradient + (plane * rows.count + i) * columns.count
            for (j, column) in columns.enumerated() {
                let (upper, lower) = (source[j] * (1 - row.weight), source[j] * row.weight)
                target[row.first * w + column.first] += upper * (1 - column.weight)
                target[row.first * w + column.second] += upper * column.weight
                target[row.second * w + column.first] += lower * (1 - column.weight)
                target[row.second * w + column.second] += lower * column.weight
            }
        }
    }
}

@inline(__always)
private func mix(_ a: Float, _ b: Float, _ weight: Float) -> Float { a + (b - a) * weight }
