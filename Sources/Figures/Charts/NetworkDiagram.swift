import Primavera

/// A small network as circles and lines: a column for each layer, the weights on the lines, the
/// outputs in the circles.
///
/// ```swift
/// let diagram = NetworkDiagram(
///     title: "AND", layers: [["1", "1"], ["1"]], weights: [[[0.5, 0.5]]])
/// ```
public struct NetworkDiagram: Figure {
    /// The title above it.
    public let title: String
    /// For each layer the text in its circles, from the inputs to the outputs.
    public let layers: [[String]]
    /// For each layer but the first: for each of its units, the weight of each input.
    public let weights: [[[Double]]]

    /// - Fails: with a sentence when the weights do not connect the layers
    public init(title: String, layers: [[String]], weights: [[[Double]]]) {
        let fits =
            weights.count == layers.count - 1
            && weights.enumerated().allSatisfy { index, rows in
                rows.count == layers[index + 1].count
                    && rows.allSatisfy { $0.count == layers[index].count }
            }
        if !fits { fatalError("The weights of \"\(title)\" do not connect its layers.") }
        self.title = title
        self.layers = layers
        self.weights = weights
    }

    public var drawing: Drawing {
        let tallest = layers.map(\.count).max() ?? 1
        var drawing = Drawing(
            width: 80 + Double(layers.count - 1) * 220 + 40, height: 50 + Double(tallest) * 84)
        drawing.text(title, 12, 20, size: 14, isBold: true)
        func centre(_ layer: Int, _ unit: Int) -> Drawing.Point {
            let free = Double(tallest - layers[layer].count) * 84 / 2
            return .init(60 + Double(layer) * 220, 78 + free + Double(unit) * 84)
        }
        var labels: [(text: String, place: Drawing.Point)] = []
        var patches: [(corner: Drawing.Point, width: Double)] = []
        for (layer, rows) in weights.enumerated() {
            for (unit, row) in rows.enumerated() {
                for (input, weight) in row.enumerated() {
                    let (a, b) = (centre(layer, input), centre(layer + 1, unit))
                    let paint = Paint.series(weight < 0 ? 1 : 0)
                    drawing.line(
                        [a, b], weight == 0 ? .grid : paint, width: 1 + min(3, abs(weight)) * 0.7)
                    // Near the unit that it leaves, where the lines are still apart, on a patch of
                    // paper, so that a line that crosses leaves the number readable.
                    let t = 0.27
                    let text = weight.fixed(
                        abs(weight * 10 - (weight * 10).rounded()) < 1e-9 ? 1 : 2
                    ).replacing("-", with: "−")
                    let (x, y) = (a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
                    let width = Double(text.count) * 6.5 + 4
                    labels.append((text, .init(x, y)))
                    patches.append((.init(x - width / 2, y - 7), width))
                }
            }
        }
        for patch in patches { drawing.rectangle(patch.corner, patch.width, 14, .paper) }
        for (text, place) in labels {
            drawing.text(text, place.x, place.y + 4, .middle, size: 11)
        }
        for (layer, units) in layers.enumerated() {
            for (unit, text) in units.enumerated() {
                drawing.shapes.append(.circle(centre(layer, unit), radius: 27, .muted))
                drawing.shapes.append(.circle(centre(layer, unit), radius: 25.5, .paper))
                let p = centre(layer, unit)
                drawing.text(text, p.x, p.y + 4, .middle, size: 12, isBold: true)
            }
        }
        return drawing
    }

    public func characters(width: Int, colours: Bool) -> String {
        var lines = [title]
        for (layer, rows) in weights.enumerated() {
            for (unit, row) in rows.enumerated() {
                let inputs = zip(row, layers[layer]).map { "\($0.fixed(2)) · \($1)" }
                lines.append(
                    "  layer \(layer + 1), unit \(unit + 1): " + inputs.joined(separator: " + ")
                        + " → " + layers[layer + 1][unit])
            }
        }
        return lines.map { String($0.prefix(width)) }.joined(separator: "\n")
    }
}
