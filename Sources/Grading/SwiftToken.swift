/// A word, number, sign, text or comment of Swift source.
///
/// ```swift
/// SwiftToken.all(in: "a[0] // first").map(\.kind)      // word, sign, number, sign, comment
/// ```
/// It knows just enough of Swift to find its way: where comments and texts begin and end, so that a
/// brace in one of them is none. Source that does not compile is read as far as it makes sense.
public struct SwiftToken: Sendable, Equatable {
    public enum Kind: Sendable {
        case word, number, text, sign, comment, lineEnd
    }

    public let kind: Kind
    public let text: String
    /// The first byte of it, counted from the beginning of the source.
    public let start: Int
    /// The line that it begins in, from 1.
    public let line: Int

    /// The byte behind it.
    public var end: Int { start + text.utf8.count }

    /// All tokens of a source; only blanks are left out.
    public static func all(in source: String) -> [SwiftToken] {
        var scanner = Scanner(Array(source.utf8))
        return scanner.scan()
    }
}

private struct Scanner {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    /// How many interpolations we are in.
    private var nesting = 0
    private var tokens: [SwiftToken] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ offset: Int = 0) -> UInt8? {
        let index = place + offset
        return bytes.indices.contains(index) ? bytes[index] : nil
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[place...].starts(with: $0) }
    }

    mutating func scan() -> [SwiftToken] {
        while let first = byte() {
            let start = place
            let kind: SwiftToken.Kind?
            switch first {
            case UInt8(ascii: "\n"):
                place += 1
                kind = .lineEnd
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                place += 1
                kind = nil
            case _ where starts(with: "//"):
                while let next = byte(), next != UInt8(ascii: "\n") { place += 1 }
                kind = .comment
            case _ where starts(with: "/*"):
                skipComment()
                kind = .comment
            case _ where hashesBeforeQuote() != nil:
                skipText(hashes: hashesBeforeQuote()!)
                kind = .text
            case _ where isDigit(first):
                // The dot of 0.5 belongs to the number, those of 0..<5 do not.
                while let next = byte(),
                    isWord(next)
                        || next == UInt8(ascii: ".") && byte(1).map(isDigit) == true
                { place += 1 }
                kind = .number
            case _ where isWord(first):
                while let next = byte(), isWord(next) { place += 1 }
                kind = .word
            default:
                place += 1
                kind = .sign
            }
            if let kind {
                let text = String(decoding: bytes[start..<place], as: UTF8.self)
                tokens.append(SwiftToken(kind: kind, text: text, start: start, line: line))
            }
            line += bytes[start..<place].count { $0 == UInt8(ascii: "\n") }
        }
        return tokens
    }

    /// Comments of this kind may stand in each other.
    private mutating func skipComment() {
        var depth = 0
        while place < bytes.count {
            if starts(with: "/*") {
                depth += 1
                place += 2
            } else if starts(with: "*/") {
                depth -= 1
                place += 2
                if depth == 0 { return }
            } else {
                place += 1
            }
        }
        place = bytes.count
    }

    /// How many `#` stand before the quote that begins a text here; `nil` when none begins.
    private func hashesBeforeQuote() -> Int? {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : nil
    }

    private mutating func skipText(hashes: Int) {
        place += hashes
        let isLong = starts(with: "\"\"\"")
        let quotes = isLong ? 3 : 1
        place += quotes
        while let next = byte() {
            if next == UInt8(ascii: "\\"), follow(1, hashes, UInt8(ascii: "#")) {
                place += 1 + hashes
                if byte() == UInt8(ascii: "(") {
                    skipInterpolation()
                } else if byte() != nil {
                    place += 1
                }
            } else if follow(0, quotes, UInt8(ascii: "\"")),
                follow(quotes, hashes, UInt8(ascii: "#"))
            {
                place += quotes + hashes
                return
            } else if next == UInt8(ascii: "\n") && !isLong {
                return  // A quote is missing: the rest of the file is no text.
            } else {
                place += 1
            }
        }
    }

    private func follow(_ offset: Int, _ count: Int, _ value: UInt8) -> Bool {
        (0..<count).allSatisfy { byte(offset + $0) == value }
    }

    /// From the bracket of `\(` to behind its partner; texts may stand in between.
    private mutating func skipInterpolation() {
        // Nobody writes fifty texts in each other, but somebody may try what happens then.
        if nesting == 50 { return }
        nesting += 1
        defer { nesting -= 1 }
        var depth = 0
        while let next = byte() {
            if let hashes = hashesBeforeQuote() {
                skipText(hashes: hashes)
                continue
            }
            if next == UInt8(ascii: "(") { depth += 1 }
            if next == UInt8(ascii: ")") { depth -= 1 }
            if next == UInt8(ascii: "\n") { return }
            place += 1
            if depth == 0 { return }
        }
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// Letters, digits, the underscore, and all that is not ASCII: `Σ`, `σ`.
    private func isWord(_ byte: UInt8) -> Bool {
        byte >= 128 || byte == UInt8(ascii: "_") || isDigit(byte)
            || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
    }
}
