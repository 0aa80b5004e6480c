import Figures
import Primavera

/// The text in lines of at most `width` characters, without the signs for code and emphasis.
func wrapped(_ text: String, width: Int) -> String {
    var lines = [""]
    let plain = Markup.runs(text).map(\.text).joined()
    for word in plain.split(whereSeparator: \.isWhitespace) {
        if lines[lines.count - 1].isEmpty {
            lines[lines.count - 1] = String(word)
        } else if lines[lines.count - 1].count + 1 + word.count <= width {
            lines[lines.count - 1] += " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines.joined(separator: "\n")
}

/// A table in characters: columns as wide as their longest cell, numbers to the right.
struct TextTable {
    private let headers: [String]
    private let rows: [[String]]

    init(_ headers: [String], _ rows: [[String]]) {
        func plain(_ cell: String) -> String { Markup.runs(cell).map(\.text).joined() }
        self.headers = headers.map(plain)
        self.rows = rows.map { $0.map(plain) }
    }

    func text(width: Int) -> String {
        let all = [headers] + rows
        let widths = headers.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        func isNumeric(_ column: Int) -> Bool {
            rows.allSatisfy { column >= $0.count || $0[column].isNumber }
        }
        let numeric = headers.indices.map(isNumeric)
        let lines = all.map { row in
            let cells = row.enumerated().map { column, cell in
                let size = column < widths.count ? widths[column] : cell.count
                return column < numeric.count && numeric[column]
                    ? cell.leftPadded(to: size) : cell.rightPadded(to: size)
            }
            return String(("  " + cells.joined(separator: "  ")).prefix(max(40, width)))
        }
        let rule =
            "  "
            + String(
                repeating: "─",
                count: min(max(10, width - 2), widths.reduce(0, +) + 2 * max(0, widths.count - 1)))
        return ([lines[0], rule] + lines.dropFirst()).joined(separator: "\n")
    }
}
