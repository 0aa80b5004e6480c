import Primavera
import XCTest

@testable import Figures

/// Fails where a figure is wider than the terminal, with colours or without.
func assertNarrow(
    _ figure: any Figure, _ widths: [Int] = [40, 60, 80, 100], line: UInt = #line
) {
    for width in widths {
        let lines = figure.characters(width: width, colours: false).split(separator: "\n")
        XCTAssert(
            lines.allSatisfy { $0.count <= width },
            "\(type(of: figure)), \(width): \(lines.map(\.count).max() ?? 0)", line: line)
        // With its colours the text is the same, but for the codes between.
        let coloured = figure.characters(width: width, colours: true).split(separator: "\n")
        XCTAssertEqual(coloured.count, lines.count, line: line)
        XCTAssert(
            coloured.allSatisfy { withoutCodes(String($0)).count <= width }, "in colours",
            line: line)
    }
}

private func withoutCodes(_ text: String) -> String {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().map {
        index, part in
        index == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst())
    }
    .joined()
}

/// What is written in a figure.
func texts(_ figure: any Figure) -> [String] {
    figure.drawing.shapes.compactMap {
        if case .text(let text, _, _, _, _, _, _) = $0 { text } else { nil }
    }
}
