/// A picture as a list of shapes, from back to front: what every figure describes itself as.
///
/// Three renderers read it: SVG for the report, pixels for PNG files. Lengths are in points, x to
/// the right, y down. Colours have roles instead of values, so that one drawing is right on light
/// and on dark paper.
public struct Drawing: Sendable {
    /// Points across.
    public let width: Double
    /// Points down.
    public let height: Double
    /// From back to front.
    public var shapes: [Shape] = []

    /// An empty drawing.
    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// A place: x to the right, y down.
    public struct Point: Sendable, Equatable {
        /// Points from the left.
        public var x: Double
        /// Points from the top.
        public var y: Double

        /// The place at x and y.
        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// Which part of a text stands at its point.
    public enum Anchor: String, Sendable {
        /// Its left end.
        case start
        /// Its middle.
        case middle
        /// Its right end.
        case end
    }

    /// What a drawing is made of.
    public enum Shape: Sendable {
        /// A line through points.
        case line([Point], Paint, width: Double, isDashed: Bool = false)
        /// A filled area.
        case polygon([Point], Paint, opacity: Double = 1)
        /// A filled circle.
        case circle(Point, radius: Double, Paint)
        /// A line of text; `Point` is on its base line. Turned text runs upwards.
        case text(
            String, Point, Anchor, size: Double, Paint, isBold: Bool = false, isTurned: Bool = false
        )
        /// A grid of pixels, stretched over a rectangle without smoothing.
        case image(Pixels, Point, width: Double, height: Double)
    }

    mutating func rectangle(
        _ corner: Point, _ width: Double, _ height: Double, _ paint: Paint, opacity: Double = 1
    ) {
        shapes.append(
            .polygon(
                [
                    corner, Point(corner.x + width, corner.y),
                    Point(corner.x + width, corner.y + height), Point(corner.x, corner.y + height),
                ], paint, opacity: opacity))
    }

    mutating func text(
        _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, size: Double = 12,
        _ paint: Paint = .ink, isBold: Bool = false, isTurned: Bool = false
    ) {
        shapes.append(
            .text(
                text, Point(x, y), anchor, size: size, paint, isBold: isBold, isTurned: isTurned))
    }

    mutating func line(_ points: [Point], _ paint: Paint, width: Double = 1, isDashed: Bool = false)
    {
        shapes.append(.line(points, paint, width: width, isDashed: isDashed))
    }
}

/// A grid of colours with opacity: four bytes a pixel, row by row from the top.
public struct Pixels: Sendable {
    /// How many columns.
    public let width: Int
    /// How many rows.
    public let height: Int
    /// Red, green, blue and opacity of each pixel.
    public var bytes: [UInt8]

    /// A grid of given bytes.
    public init(width: Int, height: Int, bytes: [UInt8]) {
        self.width = width
        self.height = height
        self.bytes = bytes
    }

    /// Transparent pixels.
    public init(width: Int, height: Int) {
        self.init(
            width: width, height: height, bytes: [UInt8](repeating: 0, count: width * height * 4))
    }

    /// The colour of a pixel: x from the left, y from the top.
    public subscript(x: Int, y: Int) -> (r: UInt8, g: UInt8, b: UInt8, a: UInt8) {
        get {
            let i = (y * width + x) * 4
            return (bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3])
        }
        set {
            let i = (y * width + x) * 4
            bytes[i] = newValue.r
            bytes[i + 1] = newValue.g
            bytes[i + 2] = newValue.b
            bytes[i + 3] = newValue.a
        }
    }
}
