/// The words, numbers and signs of a source, without comments, and with the code that stands in texts:
/// `"\(…)"`. Enough to look for words that no exercise needs, and to compare two submissions.
struct SourceTokens {
    private(set) var tokens: [SwiftToken] = []
    /// The line of a `/` that may begin a regex literal, which could hide code from this reader.
    private(set) var hiddenPlace: Int?

    init(_ source: String) {
        add(SwiftToken.all(in: source), line: 0)
        findRegex(Array(source.utf8))
    }

    private mutating func add(_ found: [SwiftToken], line: Int) {
        for token in found {
            switch token.kind {
            case .comment, .lineEnd: continue
            case .text:
                tokens.append(Self.moved(token, "\"", line))
                // All from the first interpolation on: too much is better than too little.
                let mark = token.text.firstRange(of: "\\(") ?? token.text.firstRange(of: "\\#")
                guard let mark, tokens.count < 1_000_000 else { continue }
                let rest = String(token.text[mark.upperBound...].dropLast())
                let above = token.text[..<mark.lowerBound].count { $0 == "\n" }
                add(SwiftToken.all(in: rest), line: line + token.line + above - 1)
            default: tokens.append(Self.moved(token, token.text, line))
            }
        }
    }

    private static func moved(_ token: SwiftToken, _ text: String, _ line: Int) -> SwiftToken {
        SwiftToken(kind: token.kind, text: text, start: token.start, line: token.line + line)
    }

    /// A division stands between spaces or behind a word; a `/` with a space before it alone may begin a
    /// regex literal. `(/)` is the operator itself.
    private mutating func findRegex(_ bytes: [UInt8]) {
        for token in tokens where token.text == "/" {
            guard bytes.indices.contains(token.start), bytes[token.start] == UInt8(ascii: "/")
            else {
                continue
            }
            let before = token.start > 0 ? bytes[token.start - 1] : UInt8(ascii: "\n")
            let after = token.start + 1 < bytes.count ? bytes[token.start + 1] : UInt8(ascii: "\n")
            // `a/b`, `f(x)/b`, `a[0]/b`, `.pi/2`; `#/` begins the long form.
            let isBehindValue =
                before >= 128 || Character(Unicode.Scalar(before)).isLetter
                || Character(Unicode.Scalar(before)).isNumber || "_)]}`\"!?./".utf8.contains(before)
            if isBehindValue || " \t\r\n)=/".utf8.contains(after) { continue }
            hiddenPlace = token.line
            return
        }
    }
}
