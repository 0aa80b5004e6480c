import Primavera

extension Chart {
    /// One letter for each series of points, so that they can be told apart without colour.
    private static let letters: [Character] = ["o", "x", "+", "*", "#", "@", "%", "&"]

    public func characters(width: Int, colours: Bool) -> String {
        let yTicks = Ticks(yRange, about: 4)
        let margin = (yTicks.values.map { yTicks.label($0).count }.max() ?? 1) + 1
        let columns = max(16, min(width - margin - 2, 76))
        let rows = max(8, min(16, columns / 4))
        var canvas = CharacterCanvas(columns: columns, rows: rows)
        for (layer, colour) in numberedLayers { draw(layer, colour, on: &canvas) }
        var lines = [String(title.prefix(width))]
        lines += legendLines(width: width, colours: colours)
        var labels: [Int: String] = [:]
        for value in yTicks.values {
            let row = min(rows - 1, Int((1 - position(value, yRange)) * Double(rows)))
            labels[row] = yTicks.label(value)
        }
        for (row, line) in canvas.lines(colours: colours).enumerated() {
            lines.append((labels[row] ?? "").leftPadded(to: margin) + "│" + line)
        }
        lines.append(
            String(repeating: " ", count: margin) + "└" + String(repeating: "─", count: columns))
        lines.append(String(repeating: " ", count: margin + 1) + xAxisLabels(columns))
        if !xLabel.isEmpty || !yLabel.isEmpty {
            let text = [yLabel, xLabel].filter { !$0.isEmpty }.joined(separator: " over ")
            lines.append(String(repeating: " ", count: margin + 1) + String(text.prefix(columns)))
        }
        return lines.joined(separator: "\n")
    }

    private func position(_ value: Double, _ range: ClosedRange<Double>) -> Double {
        (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    }

    private func draw(_ layer: Layer, _ colour: Int, on canvas: inout CharacterCanvas) {
        func place(_ x: Double, _ y: Double) -> (Double, Double) {
            (position(x, xRange), position(y, yRange))
        }
        switch layer {
        case .line(_, let x, let y, _, let isDashed):
            for i in 0..<max(0, min(x.count, y.count) - 1) where !isDashed || i % 2 == 0 {
                canvas.line(place(x[i], y[i]), place(x[i + 1], y[i + 1]), colour)
            }
        case .points:
            for (x, y) in Self.finitePairs(layer) {
                let (u, v) = place(x, y)
                canvas.letter(Self.letters[colour % Self.letters.count], u, v, colour)
            }
        case .regions(let columns, let colours, _):
            // The borders between regions say it all in characters.
            let rows = colours.count / max(1, columns)
            for index in colours.indices where index % columns + 1 < columns {
                let (column, row) = (index % columns, index / columns)
                let above = row + 1 < rows ? colours[index + columns] : colours[index]
                if colours[index] != colours[index + 1] || colours[index] != above {
                    canvas.dot(
                        (Double(column) + 1) / Double(columns), (Double(row) + 1) / Double(rows),
                        nil)
                }
            }
        case .contours(let levels, let columns, let values):
            for level in levels {
                for (a, b) in levelLines(level, columns, values) {
                    canvas.line(place(a.0, a.1), place(b.0, b.1), nil)
                }
            }
        }
    }

    private func legendLines(width: Int, colours: Bool) -> [String] {
        var lines: [String] = []
        var length = Int.max / 2
        for entry in legend {
            let sign = entry.isLine ? "──" : String(Self.letters[entry.colour % Self.letters.count])
            let size = sign.count + entry.name.count + 4
            if length + size > width {
                lines.append("")
                length = 0
            }
            let shown = colours ? TerminalColour.series(entry.colour, sign) : sign
            lines[lines.count - 1] += "  \(shown) \(entry.name.prefix(max(4, width - 6)))"
            length += size
        }
        return lines
    }

    private func xAxisLabels(_ columns: Int) -> String {
        let ticks = Ticks(xRange, about: max(2, columns / 12))
        var line = [Character](repeating: " ", count: columns)
        for value in ticks.values {
            let label = Array(ticks.label(value))
            let centre = Int(position(value, xRange) * Double(columns))
            let start = max(0, min(columns - label.count, centre - label.count / 2))
            guard label.count <= columns,
                line[max(0, start - 1)..<start + label.count].allSatisfy({ $0 == " " })
            else { continue }
            line.replaceSubrange(start..<start + label.count, with: label)
        }
        return String(line)
    }
}
