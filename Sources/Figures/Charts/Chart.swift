/// A chart with two axes: lines, points, coloured regions, level lines, or several of them.
///
/// ```swift
/// let chart = Chart(
///     title: "Learning curve", xLabel: "epoch", yLabel: "loss",
///     layers: [.line("training", [0.9, 0.5, 0.3]), .line("validation", [0.9, 0.6, 0.5])])
/// ```
/// Points that are not finite are left out. Without ranges, the axes fit the data.
public struct Chart: Figure {
    /// The title above it.
    public let title: String
    /// What the x axis shows.
    public let xLabel: String
    /// What the y axis shows.
    public let yLabel: String
    /// What is drawn, from back to front.
    public let layers: [Layer]
    /// The part of the x axis that is seen.
    public let xRange: ClosedRange<Double>
    /// The part of the y axis that is seen.
    public let yRange: ClosedRange<Double>
    /// Points across.
    public let width: Double
    /// Points down.
    public let height: Double

    /// What is drawn on the plane, from back to front.
    public enum Layer: Sendable {
        /// A line through points, with its name in the legend.
        case line(String, x: [Double], y: [Double], colour: Int? = nil, isDashed: Bool = false)
        /// Points, with their name in the legend.
        case points(String, x: [Double], y: [Double], colour: Int? = nil)
        /// A colour for each cell of a grid over the whole plane, from the bottom left, row by row:
        /// the number of a series, or −1 for none; and how strong it is, 0 … 1.
        case regions(columns: Int, colours: [Int], strengths: [Double])
        /// Level lines of a function.
        case contours(levels: [Double], columns: Int, values: [Double])

        /// A line over 0, 1, 2, …
        public static func line(_ name: String, _ y: [Double]) -> Layer {
            .line(name, x: y.indices.map(Double.init), y: y)
        }
    }

    /// Without ranges, the axes fit the data.
    public init(
        title: String, xLabel: String = "", yLabel: String = "", layers: [Layer],
        xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil,
        width: Double = 560, height: Double = 340
    ) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.layers = layers
        self.width = width
        self.height = height
        let pairs = layers.flatMap { Self.finitePairs($0) }
        // A range of no length is widened, as that of constant data is.
        func widened(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
            range.lowerBound < range.upperBound ? range : paddedRange([range.lowerBound])
        }
        self.xRange = xRange.map(widened) ?? paddedRange(pairs.map(\.0), padding: 0.03)
        self.yRange = yRange.map(widened) ?? paddedRange(pairs.map(\.1))
    }

    static func finitePairs(_ layer: Layer) -> [(Double, Double)] {
        switch layer {
        case .line(_, let x, let y, _, _), .points(_, let x, let y, _):
            zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }
        case .regions, .contours: []
        }
    }

    /// The names of lines and points with the colour that each has, in order, each name once.
    var legend: [(name: String, colour: Int, isLine: Bool)] {
        var seen: Set<String> = []
        return numberedLayers.compactMap { layer, colour in
            switch layer {
            case .line(let name, _, _, _, _):
                name.isEmpty || !seen.insert(name).inserted ? nil : (name, colour, true)
            case .points(let name, _, _, _):
                name.isEmpty || !seen.insert(name).inserted ? nil : (name, colour, false)
            case .regions, .contours: nil
            }
        }
    }

    /// The layers with their colours: their own, or the next one.
    var numberedLayers: [(Layer, Int)] {
        var next = 0
        return layers.map { layer in
            switch layer {
            case .line(_, _, _, let colour, _), .points(_, _, _, let colour):
                defer { if colour == nil { next += 1 } }
                return (layer, colour ?? next)
            case .regions, .contours: return (layer, 0)
            }
        }
    }

    public var alternativeText: String {
        let names = legend.map(\.name).joined(separator: ", ")
        return title + (names.isEmpty ? "" : ": \(names)")
            + (xLabel.isEmpty ? "" : "; \(yLabel) over \(xLabel)")
    }
}
