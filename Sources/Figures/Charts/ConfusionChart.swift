import Primavera

/// A confusion matrix as a table of shaded cells: a row for each true class.
///
/// ```swift
/// let matrix = ConfusionMatrix(truth: [0, 0, 1, 1], predicted: [0, 1, 1, 1], classes: 2)
/// let chart = ConfusionChart(title: "Two", matrix: matrix, classNames: ["no", "yes"])
/// chart.alternativeText     // "Two: 3 of 4 on the diagonal, which are right"
/// ```
public struct ConfusionChart: Figure {
    /// The title above it.
    public let title: String
    /// What is drawn.
    public let matrix: ConfusionMatrix
    /// What stands beside the rows and above the columns.
    public let classNames: [String]

    /// - Fails: with a sentence when there is not a name for each class
    public init(title: String, matrix: ConfusionMatrix, classNames: [String]) {
        if classNames.count != matrix.classes {
            fatalError("\(matrix.classes) classes need as many names, not \(classNames.count).")
        }
        self.title = title
        self.matrix = matrix
        self.classNames = classNames
    }

    private var longestName: Int { classNames.map(\.count).max() ?? 1 }

    public var alternativeText: String {
        let right = matrix.counts.indices.reduce(0) { $0 + matrix.counts[$1][$1] }
        return "\(title): \(right) of \(matrix.total) on the diagonal, which are right"
    }

    public var drawing: Drawing {
        let n = classNames.count
        let cell = max(34, Double(longestName) * 7 + 8)
        let left = 44 + Double(longestName) * 7
        var drawing = Drawing(
            width: max(320, left + cell * Double(n) + 16), height: 86 + 30 * Double(n))
        drawing.text(title, 12, 20, size: 14, isBold: true)
        drawing.text("answered", left + cell * Double(n) / 2, 42, .middle, size: 12, .muted)
        drawing.text(
            "true", 16, 66 + 15 * Double(n), .middle, size: 12, .muted, isTurned: true)
        for (row, counts) in matrix.counts.enumerated() {
            let y = 66 + 30 * Double(row)
            let total = max(1, counts.reduce(0, +))
            drawing.text(classNames[row], left - 8, y + 19, .end, size: 12)
            drawing.text(
                classNames[row], left + cell * (Double(row) + 0.5), 60, .middle, size: 12)
            for (column, count) in counts.enumerated() {
                let x = left + cell * Double(column)
                let share = Double(count) / Double(total)
                drawing.rectangle(
                    .init(x + 1, y + 1), cell - 2, 28, row == column ? .series(0) : .series(1),
                    opacity: count == 0 ? 0.04 : 0.12 + 0.38 * share)
                drawing.text(
                    String(count), x + cell / 2, y + 19, .middle, size: 12,
                    count == 0 ? .muted : .ink, isBold: row == column)
            }
        }
        return drawing
    }

    public func characters(width: Int, colours: Bool) -> String {
        let numbers = matrix.counts.joined().map { String($0).count }.max() ?? 1
        let name = min(longestName, max(4, width / 4))
        // Two spaces between the columns if there is room for them, else one; as many columns as fit.
        let share = (width - name) / max(1, classNames.count)
        let gap = share >= numbers + 2 ? 2 : 1
        let column = min(max(numbers, min(longestName, 10)), max(1, share - gap))
        let shown = min(classNames.count, max(1, (width - name) / (column + gap)))
        func cell(_ text: String) -> String { text.leftPadded(to: column + gap) }
        var lines = [
            String(title.prefix(width)),
            String(repeating: " ", count: name)
                + classNames.prefix(shown).map { cell(String($0.prefix(column))) }.joined(),
        ]
        for (row, counts) in matrix.counts.enumerated() {
            let cells = counts.prefix(shown).enumerated().map { place, count in
                // Half a number would be a wrong one.
                let digits = count == 0 ? "·" : String(count)
                let text = cell(
                    digits.count <= column ? digits : String(repeating: "#", count: column))
                return colours && count > 0
                    ? TerminalColour.series(row == place ? 0 : 1, text) : text
            }
            lines.append(String(classNames[row].prefix(name)).leftPadded(to: name) + cells.joined())
        }
        if shown < classNames.count {
            lines.append("(the first \(shown) of \(classNames.count) columns)")
        }
        return lines.joined(separator: "\n")
    }
}
