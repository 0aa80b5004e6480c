import Primavera

extension Chart {
    public var drawing: Drawing {
        var drawing = Drawing(width: width, height: height)
        let frame = frame
        drawing.text(title, 12, 20, size: 14, isBold: true)
        drawLegend(&drawing, frame)
        for (layer, _) in numberedLayers {
            if case .regions(let columns, let colours, let strengths) = layer {
                let pixels = regionPixels(columns, colours, strengths)
                drawing.shapes.append(
                    .image(
                        pixels, .init(frame.left, frame.top), width: frame.width,
                        height: frame.height))
            }
        }
        drawAxes(&drawing, frame)
        for (layer, colour) in numberedLayers { draw(layer, colour, &drawing, frame) }
        return drawing
    }

    /// The plane of the data within the drawing.
    struct Frame {
        let left, top, width, height: Double
        let xRange, yRange: ClosedRange<Double>

        func place(_ x: Double, _ y: Double) -> Drawing.Point {
            let u = (x - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound)
            let v = (y - yRange.lowerBound) / (yRange.upperBound - yRange.lowerBound)
            return Drawing.Point(left + u * width, top + (1 - v) * height)
        }

        func contains(_ x: Double, _ y: Double) -> Bool { xRange.contains(x) && yRange.contains(y) }
    }

    private var legendRows: [[(name: String, colour: Int, isLine: Bool)]] {
        var rows: [[(name: String, colour: Int, isLine: Bool)]] = []
        var x = width
        for entry in legend {
            let length = 38 + Double(entry.name.count) * 7.8
            if x + length > width - 12 {
                rows.append([])
                x = 12
            }
            rows[rows.count - 1].append(entry)
            x += length
        }
        return rows
    }

    private var frame: Frame {
        let labels = Ticks(yRange, about: 6)
        let widest = labels.values.map { labels.label($0).count }.max() ?? 1
        let left = 22 + Double(widest) * 7 + (yLabel.isEmpty ? 0 : 20)
        let top = 34 + Double(legendRows.count) * 18
        return Frame(
            left: left, top: top, width: width - left - 18,
            height: height - top - (xLabel.isEmpty ? 28 : 46), xRange: xRange, yRange: yRange)
    }

    private func drawLegend(_ drawing: inout Drawing, _ frame: Frame) {
        for (row, entries) in legendRows.enumerated() {
            var x = 12.0
            let y = 40 + Double(row) * 18
            for entry in entries {
                if entry.isLine {
                    drawing.line(
                        [.init(x, y - 4), .init(x + 18, y - 4)], .series(entry.colour), width: 2.5)
                } else {
                    mark(entry.colour, .init(x + 9, y - 4), &drawing)
                }
                drawing.text(entry.name, x + 24, y, size: 12)
                x += 38 + Double(entry.name.count) * 7.8
            }
        }
    }

    private func drawAxes(_ drawing: inout Drawing, _ frame: Frame) {
        let bottom = frame.top + frame.height
        let yTicks = Ticks(yRange, about: max(2, Int(frame.height / 45)))
        for value in yTicks.values {
            let y = frame.place(xRange.lowerBound, value).y
            drawing.line([.init(frame.left, y), .init(frame.left + frame.width, y)], .grid)
            drawing.text(yTicks.label(value), frame.left - 8, y + 4, .end, size: 11, .muted)
        }
        let xTicks = Ticks(xRange, about: max(2, Int(frame.width / 80)))
        for value in xTicks.values {
            let x = frame.place(value, yRange.lowerBound).x
            drawing.line([.init(x, bottom), .init(x, bottom + 4)], .muted)
            drawing.text(xTicks.label(value), x, bottom + 17, .middle, size: 11, .muted)
        }
        drawing.line([.init(frame.left, bottom), .init(frame.left + frame.width, bottom)], .muted)
        if !xLabel.isEmpty {
            drawing.text(xLabel, frame.left + frame.width / 2, bottom + 36, .middle, size: 12)
        }
        if !yLabel.isEmpty {
            drawing.text(
                yLabel, 16, frame.top + frame.height / 2, .middle, size: 12, isTurned: true)
        }
    }

    private func draw(_ layer: Layer, _ colour: Int, _ drawing: inout Drawing, _ frame: Frame) {
        switch layer {
        case .line(_, let x, let y, _, let isDashed):
            for part in visibleParts(x, y) {
                let points = part.map { frame.place($0.0, $0.1) }
                drawing.line(thinned(points), .series(colour), width: 2, isDashed: isDashed)
            }
        case .points:
            // Beyond 4,000 points no eye finds one missing, and a browser slows down.
            let pairs = Self.finitePairs(layer).filter { frame.contains($0.0, $0.1) }
            for pair in pairs.enumerated()
            where pairs.count <= 4_000
                || pair.offset % (pairs.count / 4_000 + 1) == 0
            {
                mark(colour, frame.place(pair.element.0, pair.element.1), &drawing)
            }
        case .contours(let levels, let columns, let values):
            for level in levels {
                for (a, b) in levelLines(level, columns, values) {
                    drawing.line(
                        [frame.place(a.0, a.1), frame.place(b.0, b.1)], .muted, width: 0.8)
                }
            }
        case .regions: break
        }
    }

    /// A mark whose form goes with its colour, for those who see forms better: disc, triangle,
    /// square, diamond.
    private func mark(_ colour: Int, _ p: Drawing.Point, _ drawing: inout Drawing) {
        let r = 4.0
        let paint = Paint.series(colour)
        switch colour % 4 {
        case 0: drawing.shapes.append(.circle(p, radius: r, paint))
        case 1:
            drawing.shapes.append(
                .polygon(
                    [
                        .init(p.x, p.y - r * 1.2), .init(p.x + r * 1.1, p.y + r * 0.8),
                        .init(p.x - r * 1.1, p.y + r * 0.8),
                    ], paint))
        case 2: drawing.rectangle(.init(p.x - r * 0.85, p.y - r * 0.85), r * 1.7, r * 1.7, paint)
        default:
            drawing.shapes.append(
                .polygon(
                    [
                        .init(p.x, p.y - r * 1.25), .init(p.x + r * 1.25, p.y),
                        .init(p.x, p.y + r * 1.25), .init(p.x - r * 1.25, p.y),
                    ], paint))
        }
    }

    /// The stretches of a line that lie in the plane; one that leaves it is cut at the border.
    private func visibleParts(_ x: [Double], _ y: [Double]) -> [[(Double, Double)]] {
        var parts: [[(Double, Double)]] = []
        var open = false
        for i in 0..<max(0, min(x.count, y.count) - 1) {
            let (a, b) = ((x[i], y[i]), (x[i + 1], y[i + 1]))
            guard let (from, to) = clipped(a, b) else {
                open = false
                continue
            }
            if !open || parts[parts.count - 1].last! != from { parts.append([from]) }
            parts[parts.count - 1].append(to)
            open = true
        }
        return parts
    }

    /// The part of a straight line inside of the plane (Liang and Barsky 1984).
    private func clipped(
        _ a: (Double, Double), _ b: (Double, Double)
    ) -> ((Double, Double), (Double, Double))? {
        guard a.0.isFinite, a.1.isFinite, b.0.isFinite, b.1.isFinite else { return nil }
        let (dx, dy) = (b.0 - a.0, b.1 - a.1)
        var (start, end) = (0.0, 1.0)
        for (p, q) in [
            (-dx, a.0 - xRange.lowerBound), (dx, xRange.upperBound - a.0),
            (-dy, a.1 - yRange.lowerBound), (dy, yRange.upperBound - a.1),
        ] {
            if p == 0 {
                if q < 0 { return nil }
            } else if p < 0 {
                start = max(start, q / p)
            } else {
                end = min(end, q / p)
            }
        }
        guard start <= end else { return nil }
        return ((a.0 + start * dx, a.1 + start * dy), (a.0 + end * dx, a.1 + end * dy))
    }

    /// At most 2,000 points of a line: more than a screen has columns.
    private func thinned(_ points: [Drawing.Point]) -> [Drawing.Point] {
        guard points.count > 2_000 else { return points }
        let step = points.count / 2_000 + 1
        return points.enumerated().filter {
            $0.offset % step == 0 || $0.offset == points.count - 1
        }.map(\.element)
    }

    /// The regions as pixels: colours of the light paper, thin enough for the dark one too.
    private func regionPixels(_ columns: Int, _ colours: [Int], _ strengths: [Double]) -> Pixels {
        let rows = colours.count / max(columns, 1)
        var pixels = Pixels(width: max(columns, 1), height: max(rows, 1))
        for (index, colour) in colours.enumerated() where colour >= 0 {
            let (r, g, b) = Paint.series(colour).rgb(isDark: false)
            let strength = strengths.indices.contains(index) ? strengths[index] : 1
            pixels[index % columns, rows - 1 - index / columns] = (
                r, g, b, UInt8(max(0, min(1, strength)) * 90)
            )
        }
        return pixels
    }
}
