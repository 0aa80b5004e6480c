import Primavera

/// A piece of a source file: a declaration with its comment, or the lines from one to another.
struct Piece {
    let file: String
    /// The name of what is declared.
    var symbol: String?
    /// What the first line contains, and no other line of the file.
    var first: String?
    /// What the last line contains, and no line between.
    var last: String?

    init(file: String) { self.file = file }

    /// What was cut: its numbers of lines, from 1, and the lines without the indent that all of them have.
    struct Cut {
        let lines: ClosedRange<Int>
        let text: String
    }

    /// Cuts the lines out of a source.
    func cut(from source: String, _ refuse: (String) -> InputError) throws -> Cut {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let chosen = try symbol.map { try declaration($0, lines, refuse) } ?? marked(lines, refuse)
        let piece = lines[chosen]
        let margin = piece.filter { !$0.allSatisfy(\.isWhitespace) }.map(Self.indent).min() ?? 0
        return Cut(
            lines: chosen.lowerBound + 1...chosen.upperBound + 1,
            text: piece.map { String($0.dropFirst(margin)) }.joined(separator: "\n"))
    }

    private func marked(_ lines: [String], _ refuse: (String) -> InputError) throws -> ClosedRange<
        Int
    > {
        guard let first, let last else { throw refuse("needs a symbol, or first and last") }
        let starts = lines.indices.filter { lines[$0].contains(first) }
        guard starts.count == 1 else {
            throw refuse("has \(starts.count) lines with \"\(first)\"; it must be one")
        }
        guard let end = lines.indices[starts[0]...].first(where: { lines[$0].contains(last) })
        else {
            throw refuse("has no line with \"\(last)\" after \"\(first)\"")
        }
        return starts[0]...end
    }

    private func declaration(
        _ name: String, _ lines: [String], _ refuse: (String) -> InputError
    ) throws -> ClosedRange<Int> {
        guard let start = lines.indices.first(where: { Self.declares(name, lines[$0]) }) else {
            throw refuse("declares no \"\(name)\"")
        }
        var first = start
        while first > 0 {
            let above = lines[first - 1].drop(while: \.isWhitespace)
            if !above.hasPrefix("///") && !above.hasPrefix("@") { break }
            first -= 1
        }
        var brackets = OpenBrackets()
        for line in start..<lines.count {
            brackets.read(lines[line])
            let next = line + 1 < lines.count ? lines[line + 1] : ""
            let goesOn = Self.indent(next) > Self.indent(lines[start]) && !next.isEmpty
            if brackets.count == 0 && !goesOn { return first...line }
        }
        throw refuse("does not end the declaration of \"\(name)\"")
    }

    private static let keywords = [
        "func", "struct", "class", "enum", "extension", "protocol", "var", "let", "case",
        "typealias",
    ]

    /// Whether a line of code declares a name: `public func name(`, but not `func names(`.
    static func declares(_ name: String, _ line: String) -> Bool {
        if line.drop(while: \.isWhitespace).hasPrefix("//") { return false }
        let words = line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") })
        return zip(words, words.dropFirst()).contains {
            keywords.contains(String($0)) && $1 == name
        }
    }

    private static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }
}

/// Counts the brackets that are open after some lines of Swift. Those in text and comments do not
/// count.
struct OpenBrackets {
    private(set) var count = 0
    private var isInLongText = false

    mutating func read(_ line: String) {
        var rest = line[...]
        var isInText = false
        while let character = rest.popFirst() {
            if character == "\"" && rest.hasPrefix("\"\"") {
                isInLongText.toggle()
                rest = rest.dropFirst(2)
            } else if isInLongText {
                continue
            } else if character == "\\" && isInText {
                rest = rest.dropFirst()
            } else if character == "\"" {
                isInText.toggle()
            } else if isInText {
                continue
            } else if character == "/" && rest.hasPrefix("/") {
                return
            } else if "([{".contains(character) {
                count += 1
            } else if ")]}".contains(character) {
                count -= 1
            }
        }
    }
}
