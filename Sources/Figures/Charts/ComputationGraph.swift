import Primavera

/// The graph of a `Value`: what it was computed from, with values, gradients, local derivatives.
///
/// Inputs stand on the left, the result on the right. On each edge is the local derivative; the
/// gradient of a node is the sum, over its outgoing edges, of derivative times the gradient there.
///
/// ```swift
/// let x = Value(-2), y = Value(5)
/// let f = x * y
/// f.backward()
/// let graph = ComputationGraph(title: "A product", result: f, names: [(x, "x"), (y, "y")])
/// ```
public struct ComputationGraph: Figure {
    /// The title above it.
    public let title: String
    private let nodes: [Node]

    private struct Node: Sendable {
        let label: String
        let value: Double
        let gradient: Double
        let column: Int
        let row: Int
        let inputs: [(node: Int, derivative: Double)]
    }

    /// - Parameters:
    ///   - title: stands above it
    ///   - result: what was computed; `backward()` must have been called for the gradients
    ///   - names: names for some of the values, such as x, y and z
    public init(title: String, result: Value, names: [(Value, String)] = []) {
        self.title = title
        let values = result.inputsFirst()
        let position = Dictionary(
            uniqueKeysWithValues: values.enumerated().map { (ObjectIdentifier($1), $0) })
        let names = Dictionary(
            names.map { (ObjectIdentifier($0.0), $0.1) }, uniquingKeysWith: { $1 })
        // A node stands one column to the right of its last input; inputs stand beside their use.
        var columns = [Int](repeating: 0, count: values.count)
        for (index, value) in values.enumerated() {
            for input in value.inputs {
                let column = columns[position[ObjectIdentifier(input.value)]!]
                columns[index] = max(columns[index], column + 1)
            }
        }
        for (index, value) in values.enumerated().reversed() where value.inputs.isEmpty {
            let uses = values.indices.filter { user in
                values[user].inputs.contains { $0.value === value }
            }
            columns[index] = (uses.map { columns[$0] }.min() ?? 1) - 1
        }
        var rows: [Int: Int] = [:]
        nodes = values.enumerated().map { index, value in
            defer { rows[columns[index], default: 0] += 1 }
            let name = names[ObjectIdentifier(value)]
            return Node(
                label: [name, value.operation.isEmpty ? nil : "(\(value.operation))"]
                    .compactMap { $0 }.joined(separator: " "),
                value: value.value, gradient: value.gradient, column: columns[index],
                row: rows[columns[index], default: 0],
                inputs: value.inputs.map { (position[ObjectIdentifier($0.value)]!, $0.derivative) })
        }
    }

    private static func text(_ number: Double) -> String {
        (abs(number - number.rounded()) < 1e-9 ? number.fixed(0) : number.fixed(4))
            .replacing("-", with: "−")
    }

    public var alternativeText: String {
        title + ": "
            + nodes.map {
                "\($0.label) value \(Self.text($0.value)) gradient \(Self.text($0.gradient))"
            }
            .joined(separator: "; ")
    }

    public var drawing: Drawing {
        let columnCount = (nodes.map(\.column).max() ?? 0) + 1
        let rowCount = (nodes.map(\.row).max() ?? 0) + 1
        let (boxWidth, boxHeight, gapX, gapY) = (116.0, 58.0, 84.0, 26.0)
        var drawing = Drawing(
            width: 24 + Double(columnCount) * boxWidth + Double(columnCount - 1) * gapX,
            height: 46 + Double(rowCount) * (boxHeight + gapY))
        drawing.text(title, 12, 20, size: 14, isBold: true)
        var perColumn: [Int: Int] = [:]
        for node in nodes { perColumn[node.column, default: 0] += 1 }
        func corner(_ node: Node) -> Drawing.Point {
            // Columns with fewer nodes stand in the middle of the height.
            let free = Double(rowCount - (perColumn[node.column] ?? 1)) * (boxHeight + gapY) / 2
            return .init(
                12 + Double(node.column) * (boxWidth + gapX),
                40 + free + Double(node.row) * (boxHeight + gapY))
        }
        for node in nodes {
            let to = corner(node)
            for (input, derivative) in node.inputs {
                let from = corner(nodes[input])
                let a = Drawing.Point(from.x + boxWidth, from.y + boxHeight / 2)
                let b = Drawing.Point(to.x, to.y + boxHeight / 2)
                drawing.line([a, b], .muted, width: 1.5)
                // Nearer to the input, where the edges of different inputs are still apart.
                drawing.text(
                    "×" + Self.text(derivative), a.x + (b.x - a.x) * 0.42,
                    a.y + (b.y - a.y) * 0.42 - 6, .middle, size: 11, .series(1))
            }
        }
        for node in nodes {
            let p = corner(node)
            drawing.rectangle(p, boxWidth, boxHeight, .series(0), opacity: 0.14)
            drawing.text(node.label, p.x + boxWidth / 2, p.y + 16, .middle, size: 12, isBold: true)
            drawing.text(
                "value " + Self.text(node.value), p.x + boxWidth / 2, p.y + 33, .middle, size: 11)
            drawing.text(
                "gradient " + Self.text(node.gradient), p.x + boxWidth / 2, p.y + 49, .middle,
                size: 11, .series(1))
        }
        return drawing
    }

    public func characters(width: Int, colours: Bool) -> String {
        let rows = nodes.map { node in
            let inputs = node.inputs.map { "\(nodes[$0.node].label) ×\(Self.text($0.derivative))" }
            let line =
                "  " + node.label.rightPadded(to: 10) + " value "
                + Self.text(node.value).leftPadded(to: 9) + "  gradient "
                + Self.text(node.gradient).leftPadded(to: 9)
            return line + (inputs.isEmpty ? "" : "  ← " + inputs.joined(separator: ", "))
        }
        return ([title] + rows).map { String($0.prefix(width)) }.joined(separator: "\n")
    }
}
