import Primavera

/// Points of several classes on a plane, each drawn as the name of its class.
///
/// For what a network makes of its inputs in two numbers: where many classes lie close together, a
/// name in a colour is told apart more easily than ten kinds of marks.
///
/// ```swift
/// let codes = LabelledPoints(
///     title: "Codes", x: [0.1, 2.3], y: [1, -1], labels: [0, 7], classNames: ["0", …, "9"])
/// ```
/// Points that are not finite, or beyond the given ranges, are left out. Without ranges, the axes fit
/// the points. Names should be short: one or two characters.
public struct LabelledPoints: Figure {
    /// The title above it.
    public let title: String
    /// What the x axis shows.
    public let xLabel: String
    /// What the y axis shows.
    public let yLabel: String
    private let points: [(x: Double, y: Double, label: Int)]
    private let classNames: [String]
    private let xRange: ClosedRange<Double>
    private let yRange: ClosedRange<Double>

    /// - Parameters:
    ///   - title: stands above it
    ///   - x: from left to right
    ///   - y: from bottom to top, as many
    ///   - labels: one for each point, a position in `classNames`
    ///   - classNames: what is drawn at a point
    ///   - xLabel: what the x axis shows
    ///   - yLabel: what the y axis shows
    ///   - xRange: the part of the x axis to show
    ///   - yRange: the part of the y axis to show
    /// - Fails: with a sentence when the counts differ or a label is no class
    public init(
        title: String, x: [Double], y: [Double], labels: [Int], classNames: [String],
        xLabel: String = "", yLabel: String = "", xRange: ClosedRange<Double>? = nil,
        yRange: ClosedRange<Double>? = nil
    ) {
        if x.count != y.count || x.count != labels.count {
            fatalError(
                "LabelledPoints takes as many x as y as labels, not \(x.count), \(y.count) and "
                    + "\(labels.count).")
        }
        if let wrong = labels.first(where: { !classNames.indices.contains($0) }) {
            fatalError("LabelledPoints has \(classNames.count) classes; \(wrong) is none of them.")
        }
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.classNames = classNames
        let all = zip(zip(x, y), labels).map { (x: $0.0, y: $0.1, label: $1) }
            .filter { $0.x.isFinite && $0.y.isFinite }
        let across = paddedRange(xRange.map { [$0.lowerBound, $0.upperBound] } ?? all.map(\.x))
        let up = paddedRange(yRange.map { [$0.lowerBound, $0.upperBound] } ?? all.map(\.y))
        points = all.filter { across.contains($0.x) && up.contains($0.y) }
        self.xRange = across
        self.yRange = up
    }

    private static let extra: [Paint] = [.rgb(190, 40, 70), .rgb(125, 90, 200)]

    /// The colours of series, and two more: digits are ten.
    private func paint(_ label: Int) -> Paint {
        let index = label % (Paint.seriesCount + Self.extra.count)
        return index < Paint.seriesCount ? .series(index) : Self.extra[index - Paint.seriesCount]
    }

    public var alternativeText: String {
        "\(title): \(points.count) points of the classes \(classNames.joined(separator: ", "))"
    }

    private func position(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    public var drawing: Drawing {
        var drawing = Drawing(width: 640, height: 560)
        let (left, top, width, height) = (62.0, 32.0, 560.0, 478.0)
        drawing.text(title, 12, 20, size: 14, isBold: true)
        let (xTicks, yTicks) = (Ticks(xRange, about: 7), Ticks(yRange, about: 7))
        for value in yTicks.values {
            let y = top + (1 - position(value, yRange)) * height
            drawing.line([.init(left, y), .init(left + width, y)], .grid)
            drawing.text(yTicks.label(value), left - 8, y + 4, .end, size: 11, .muted)
        }
        for value in xTicks.values {
            let x = left + position(value, xRange) * width
            drawing.line([.init(x, top), .init(x, top + height)], .grid)
            drawing.text(xTicks.label(value), x, top + height + 17, .middle, size: 11, .muted)
        }
        drawing.text(xLabel, left + width / 2, top + height + 36, .middle, size: 12)
        drawing.text(yLabel, 16, top + height / 2, .middle, size: 12, isTurned: true)
        for point in points {
            drawing.text(
                classNames[point.label], left + position(point.x, xRange) * width,
                top + (1 - position(point.y, yRange)) * height + 4, .middle, size: 11,
                paint(point.label), isBold: true)
        }
        return drawing
    }

    public func characters(width: Int, colours: Bool) -> String {
        let columns = max(16, min(width, 80) - 2)
        var canvas = CharacterCanvas(columns: columns, rows: max(8, columns / 3))
        for point in points {
            canvas.letter(
                classNames[point.label].first ?? "?", position(point.x, xRange),
                position(point.y, yRange), point.label)
        }
        let lines = canvas.lines(colours: colours).map { "│" + $0 }
        return
            ([String(title.prefix(width))] + lines + ["└" + String(repeating: "─", count: columns)])
            .joined(separator: "\n")
    }
}
