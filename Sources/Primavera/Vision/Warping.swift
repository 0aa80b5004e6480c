#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where each pixel of a new image comes from in the old one: a linear map around the middle, and a
/// shift.
public struct AffineMap: Sendable {
    // Old x − middle = a · (new x − middle) + b · (new y − middle) + shiftX, and so for y.
    var a: Float = 1
    var b: Float = 0
    var c: Float = 0
    var d: Float = 1
    var shiftX: Float = 0
    var shiftY: Float = 0

    /// The map that changes nothing.
    public init() {}

    /// Turns the image by an angle in radians (clockwise, for y points down), makes it `scale` times as
    /// large, and moves it by `right` and `down` pixels.
    public init(angle: Float = 0, scale: Float = 1, right: Float = 0, down: Float = 0) {
        // The way back: first the shift is undone, then the turn and the scale.
        (a, b, c, d) = (
            cos(angle) / scale, sin(angle) / scale, -sin(angle) / scale, cos(angle) / scale
        )
        shiftX = -(a * right + b * down)
        shiftY = -(c * right + d * down)
    }
}

/// The image that an affine map makes, between old pixels on straight lines (bilinear); `fill` where it
/// looks beyond the old image.
///
/// - Parameters:
///   - image: `[C, H, W]` → the same
///   - map: where each new pixel comes from
///   - fill: what stands beyond the old image
public func warped(_ image: Tensor, by map: AffineMap, fill: Float = 0) -> Tensor {
    let (h, w) = (image.shape[1], image.shape[2])
    let (middleX, middleY) = (Float(w - 1) / 2, Float(h - 1) / 2)
    return resampled(image, height: h, width: w, fill: fill) { x, y in
        let (u, v) = (Float(x) - middleX, Float(y) - middleY)
        return (
            map.a * u + map.b * v + map.shiftX + middleX,
            map.c * u + map.d * v + map.shiftY + middleY
        )
    }
}

/// The image in another size.
///
/// Made smaller it is averaged first, or fine lines would come and go: whole blocks of pixels, and what
/// is left by a Gaussian. New pixels between old ones are taken in proportion.
///
/// - Parameters:
///   - image: `[C, H, W]` → `[C, height, width]`
///   - height: the rows of the new image
///   - width: its columns
public func resized(_ image: Tensor, height: Int, width: Int) -> Tensor {
    let (down, across) = (
        Float(image.shape[1]) / Float(height), Float(image.shape[2]) / Float(width)
    )
    let block = max(1, Int(min(down, across)))
    var source = block > 1 ? blockMeans(image, block) : image
    let left = max(down, across) / Float(block)
    if left > 1 {
        source = correlateSeparably(source, Filters.gaussianRow(deviation: left / 2))
    }
    return resampled(source, height: height, width: width, fill: nil) { x, y in
        (
            (Float(x) + 0.5) * across / Float(block) - 0.5,
            (Float(y) + 0.5) * down / Float(block) - 0.5
        )
    }
}

/// The mean of every block of `size` × `size` pixels; of those that exist, at the right and lower edge.
private func blockMeans(_ image: Tensor, _ size: Int) -> Tensor {
    let (channels, h, w) = (image.shape[0], image.shape[1], image.shape[2])
    let (rows, columns) = ((h + size - 1) / size, (w + size - 1) / size)
    var result = Tensor(uninitialized: [channels, rows, columns])
    image.withUnsafePointer { source in
        result.withUnsafeMutablePointer { target in
            parallelFor(channels * rows) { line in
                let (channel, row) = line.quotientAndRemainder(dividingBy: rows)
                let lines = row * size..<min((row + 1) * size, h)
                for column in 0..<columns {
                    let places = column * size..<min((column + 1) * size, w)
                    var sum: Float = 0
                    for y in lines {
                        let start = source + (channel * h + y) * w
                        for x in places { sum += start[x] }
                    }
                    target[line * columns + column] = sum / Float(lines.count * places.count)
                }
            }
        }
    }
    return result
}

/// An image whose pixels are read at other places of an old one; `fill` beyond its border, or with
/// `nil` the border's own pixels.
func resampled(
    _ image: Tensor, height: Int, width: Int, fill: Float?, from place: (Int, Int) -> (Float, Float)
) -> Tensor {
    let (channels, h, w) = (image.shape[0], image.shape[1], image.shape[2])
    var result = Tensor(uninitialized: [channels, height, width])
    image.withUnsafePointer { source in
        result.withUnsafeMutablePointer { target in
            for y in 0..<height {
                for x in 0..<width {
                    let (u, v) = place(x, y)
                    guard u.isFinite, v.isFinite, abs(u) < 1e8, abs(v) < 1e8 else {
                        for c in 0..<channels { target[(c * height + y) * width + x] = fill ?? 0 }
                        continue
                    }
                    let (left, top) = (u.rounded(.down), v.rounded(.down))
                    let (partX, partY) = (u - left, v - top)
                    let (x0, y0) = (Int(left), Int(top))
                    for c in 0..<channels {
                        let plane = source + c * h * w
                        func pixel(_ x: Int, _ y: Int) -> Float {
                            if x >= 0, x < w, y >= 0, y < h { return plane[y * w + x] }
                            return fill ?? plane[min(max(y, 0), h - 1) * w + min(max(x, 0), w - 1)]
                        }
                        let upper = pixel(x0, y0) * (1 - partX) + pixel(x0 + 1, y0) * partX
                        let lower = pixel(x0, y0 + 1) * (1 - partX) + pixel(x0 + 1, y0 + 1) * partX
                        target[(c * height + y) * width + x] = upper * (1 - partY) + lower * partY
                    }
                }
            }
        }
    }
    return result
}
