import LosslessCompression

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

func sineAndCosine(_ angle: Double) -> (Double, Double) { (sin(angle), cos(angle)) }

extension Drawing {
    /// The drawing as pixels, `scale` pixels to a point.
    public func pixels(scale: Double = 2, isDark: Bool = false) -> Pixels {
        var canvas = Canvas(
            width: max(1, Int(width * scale)), height: max(1, Int(height * scale)),
            background: Paint.paper.rgb(isDark: isDark))
        func scaled(_ points: [Point]) -> [Point] {
            points.map { Point($0.x * scale, $0.y * scale) }
        }
        for shape in shapes {
            switch shape {
            case .line(let points, let paint, let width, let isDashed):
                canvas.stroke(
                    scaled(points), width: width * scale, paint.rgb(isDark: isDark),
                    isDashed: isDashed, unit: scale)
            case .polygon(let points, let paint, let opacity):
                canvas.fill([scaled(points)], paint.rgb(isDark: isDark), opacity: opacity)
            case .circle(let centre, let radius, let paint):
                let centre = scaled([centre])[0]
                canvas.fill(
                    [Canvas.disc(centre, radius: radius * scale)], paint.rgb(isDark: isDark))
            case .text(
                let text, let point, let anchor, let size, let paint, let isBold, let isTurned):
                canvas.write(
                    text, at: scaled([point])[0], anchor, size: size * scale,
                    paint.rgb(isDark: isDark), isBold: isBold, isTurned: isTurned)
            case .image(let image, let corner, let width, let height):
                canvas.place(
                    image, at: scaled([corner])[0], width: width * scale, height: height * scale)
            }
        }
        return canvas.pixels
    }

    /// The drawing as the bytes of a PNG file.
    public func png(scale: Double = 2, isDark: Bool = false) -> [UInt8] {
        let pixels = pixels(scale: scale, isDark: isDark)
        return PNGWriting.bytes(
            width: pixels.width, height: pixels.height, channels: 4, pixels: pixels.bytes)
    }
}

extension Canvas {
    /// Writes a line of text with the built-in letters.
    mutating func write(
        _ text: String, at point: Point, _ anchor: Drawing.Anchor, size: Double,
        _ colour: (r: UInt8, g: UInt8, b: UInt8), isBold: Bool, isTurned: Bool
    ) {
        let dot = size / 10
        let length = Double(text.count * Letters.advance - 1) * dot
        let start = anchor == .start ? 0 : anchor == .middle ? -length / 2 : -length
        var squares: [[Point]] = []
        for (index, character) in text.enumerated() {
            for (column, row) in Letters.dots(of: character) {
                let x = start + Double(index * Letters.advance + column) * dot
                let y = Double(row - Letters.height) * dot
                let (w, h) = (isBold ? dot * 1.35 : dot * 1.02, dot * 1.02)
                let corners = [
                    Point(x, y), Point(x, y + h), Point(x + w, y + h), Point(x + w, y),
                ]
                squares.append(
                    corners.map {
                        isTurned
                            ? Point(point.x + $0.y, point.y - $0.x)
                            : Point(point.x + $0.x, point.y + $0.y)
                    })
            }
        }
        fill(squares, colour)
    }

    /// Stretches an image over a rectangle: each pixel takes the one that lies under its centre.
    mutating func place(_ image: Pixels, at corner: Point, width: Double, height: Double) {
        guard image.width > 0, image.height > 0, width > 0, height > 0 else { return }
        for y in Int(corner.y)..<max(Int(corner.y), Int((corner.y + height).rounded())) {
            for x in Int(corner.x)..<max(Int(corner.x), Int((corner.x + width).rounded())) {
                let u = (Double(x) + 0.5 - corner.x) / width * Double(image.width)
                let v = (Double(y) + 0.5 - corner.y) / height * Double(image.height)
                let source = image[
                    min(image.width - 1, max(0, Int(u))), min(image.height - 1, max(0, Int(v)))]
                blend(x, y, (source.r, source.g, source.b), Double(source.a) / 255)
            }
        }
    }
}
