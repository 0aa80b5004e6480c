import Primavera

/// A bar for each name, from zero, as long as its value.
///
/// ```swift
/// let chart = BarChart(title: "Accuracy", bars: [("LeNet-5", 98.3), ("linear", 90.1)])
/// ```
public struct BarChart: Figure {
    /// The title above it.
    public let title: String
    /// From top to bottom.
    public let bars: [(name: String, value: Double)]
    /// How many decimals the values are written with.
    public let decimals: Int

    /// Bars in the given order.
    public init(title: String, bars: [(name: String, value: Double)], decimals: Int = 2) {
        self.title = title
        self.bars = bars.map { ($0.name, $0.value.isFinite ? $0.value : 0) }
        self.decimals = decimals
    }

    private var largest: Double { max(bars.map { abs($0.value) }.max() ?? 0, 1e-12) }
    private var longestName: Int { bars.map(\.name.count).max() ?? 0 }

    /// The value with its decimals, or in powers of ten when it is very long.
    private func text(_ value: Double) -> String {
        let text = value.fixed(decimals)
        return text.count > 12 ? value.significant(4) : text
    }

    public var alternativeText: String {
        title + ": " + bars.map { "\($0.name) \(text($0.value))" }.joined(separator: ", ")
    }

    public var drawing: Drawing {
        let left = 20 + Double(longestName) * 7
        let hasNegative = bars.contains { $0.value < 0 }
        var drawing = Drawing(width: 560, height: 44 + Double(bars.count) * 26)
        drawing.text(title, 12, 20, size: 14, isBold: true)
        let room = (drawing.width - left - 70) / (hasNegative ? 2 : 1)
        let zero = left + (hasNegative ? room : 0)
        for (index, bar) in bars.enumerated() {
            let y = 36 + Double(index) * 26
            let length = abs(bar.value) / largest * room
            let start = bar.value < 0 ? zero - length : zero
            drawing.text(bar.name, left - 8, y + 13, .end, size: 12)
            drawing.rectangle(.init(start, y), max(length, 0.5), 18, .series(0))
            drawing.text(
                text(bar.value), max(zero, start + length) + 6, y + 13, size: 12, .muted)
        }
        drawing.line([.init(zero, 32), .init(zero, drawing.height - 8)], .muted)
        return drawing
    }

    public func characters(width: Int, colours: Bool) -> String {
        let name = min(longestName, width / 3)
        let number = bars.map { text($0.value).count }.max() ?? 0
        let room = max(1, width - name - number - 3)
        let lines = bars.map { bar in
            let filled = Int((abs(bar.value) / largest * Double(room)).rounded())
            let block = String(repeating: bar.value < 0 ? "▒" : "█", count: filled)
            return String(bar.name.prefix(name)).leftPadded(to: name) + " "
                + (colours ? TerminalColour.series(0, block) : block) + " "
                + text(bar.value)
        }
        return ([String(title.prefix(width))] + lines).joined(separator: "\n")
    }
}
