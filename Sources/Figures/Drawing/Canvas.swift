/// Pixels that shapes are painted on, with soft edges.
///
/// A polygon is cut into thin rows, four to a pixel. In each row its edges begin and end stretches
/// that are inside; a pixel at the end of a stretch is covered in part. Lines are polygons too: a
/// thin rectangle for every part, and a disc at every bend.
struct Canvas {
    private(set) var pixels: Pixels
    private static let rowsPerPixel = 4

    init(width: Int, height: Int, background: (r: UInt8, g: UInt8, b: UInt8)) {
        pixels = Pixels(width: width, height: height)
        for y in 0..<height {
            for x in 0..<width { pixels[x, y] = (background.r, background.g, background.b, 255) }
        }
    }

    typealias Point = Drawing.Point

    /// Paints what is inside of any of the polygons (all turning the same way) once.
    mutating func fill(
        _ polygons: [[Point]], _ colour: (r: UInt8, g: UInt8, b: UInt8), opacity: Double = 1
    ) {
        let points = polygons.joined().filter { $0.x.isFinite && $0.y.isFinite }
        guard let top = points.map(\.y).min(), let bottom = points.map(\.y).max() else { return }
        // Clamped before they become integers, which have no room for 1e30.
        let firstRow = Int(max(0, min(top, 1e6)).rounded(.down))
        let lastRow = min(pixels.height - 1, Int(max(-1, min(bottom, 1e6)).rounded(.down)))
        guard firstRow <= lastRow else { return }
        var coverage = [Double](repeating: 0, count: pixels.width)
        for row in firstRow...lastRow {
            for i in coverage.indices { coverage[i] = 0 }
            for part in 0..<Self.rowsPerPixel {
                let y = Double(row) + (Double(part) + 0.5) / Double(Self.rowsPerPixel)
                for (left, right) in stretches(polygons, at: y) { add(left, right, to: &coverage) }
            }
            for (x, covered) in coverage.enumerated() where covered > 0 {
                blend(x, row, colour, opacity * min(1, covered))
            }
        }
    }

    mutating func stroke(
        _ points: [Point], width: Double, _ colour: (r: UInt8, g: UInt8, b: UInt8),
        isDashed: Bool = false, unit: Double = 1
    ) {
        var parts: [[Point]] = []
        var travelled = 0.0
        for (from, to) in zip(points, points.dropFirst()) {
            let (dx, dy) = (to.x - from.x, to.y - from.y)
            let length = (dx * dx + dy * dy).squareRoot()
            if length == 0 || !length.isFinite { continue }
            // Dashes of five points and gaps of four; an undashed line is one long dash.
            var start = 0.0
            while start < length {
                let phase =
                    isDashed ? (travelled + start).truncatingRemainder(dividingBy: 9 * unit) : 0
                let end =
                    isDashed
                    ? min(length, start + (phase < 5 * unit ? 5 : 9) * unit - phase) : length
                if phase < 5 * unit {
                    let a = Point(from.x + dx * start / length, from.y + dy * start / length)
                    let b = Point(from.x + dx * end / length, from.y + dy * end / length)
                    let (nx, ny) = (-dy / length * width / 2, dx / length * width / 2)
                    parts.append([
                        Point(a.x + nx, a.y + ny), Point(a.x - nx, a.y - ny),
                        Point(b.x - nx, b.y - ny), Point(b.x + nx, b.y + ny),
                    ])
                }
                start = max(end, start + 1e-6)
            }
            travelled += length
            if width > 1.5 && !isDashed { parts.append(Self.disc(to, radius: width / 2)) }
        }
        fill(parts, colour)
    }

    /// A circle as a polygon, turning the same way as the parts of a line.
    static func disc(_ centre: Point, radius: Double) -> [Point] {
        let corners = max(8, Int(radius * 4))
        return (0..<corners).map { corner in
            let (sine, cosine) = sineAndCosine(2 * Double.pi * Double(corner) / Double(corners))
            return Point(centre.x + radius * cosine, centre.y + radius * sine)
        }
    }

    /// Where a horizontal line is inside of the polygons, by the winding number.
    private func stretches(_ polygons: [[Point]], at y: Double) -> [(Double, Double)] {
        var crossings: [(x: Double, turn: Int)] = []
        for polygon in polygons {
            guard var from = polygon.last else { continue }
            for to in polygon {
                if (from.y <= y) != (to.y <= y) {
                    let x = from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x)
                    crossings.append((x, to.y > from.y ? 1 : -1))
                }
                from = to
            }
        }
        crossings.sort { $0.x < $1.x }
        var result: [(Double, Double)] = []
        var (winding, start) = (0, 0.0)
        for crossing in crossings {
            if winding == 0 { start = crossing.x }
            winding += crossing.turn
            if winding == 0 { result.append((start, crossing.x)) }
        }
        return result
    }

    private func add(_ left: Double, _ right: Double, to coverage: inout [Double]) {
        let left = max(0, left)
        let right = min(Double(pixels.width), right)
        guard left < right else { return }
        for x in Int(left)...min(pixels.width - 1, Int(right)) {
            let covered = min(right, Double(x + 1)) - max(left, Double(x))
            coverage[x] += max(0, covered) / Double(Self.rowsPerPixel)
        }
    }

    mutating func blend(
        _ x: Int, _ y: Int, _ colour: (r: UInt8, g: UInt8, b: UInt8), _ part: Double
    ) {
        guard x >= 0, y >= 0, x < pixels.width, y < pixels.height else { return }
        let old = pixels[x, y]
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8((Double(a) * (1 - part) + Double(b) * part).rounded())
        }
        pixels[x, y] = (mix(old.r, colour.r), mix(old.g, colour.g), mix(old.b, colour.b), 255)
    }
}
