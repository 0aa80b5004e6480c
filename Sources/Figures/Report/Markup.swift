/// The two signs that a lesson's text knows: `code` between back quotes, *emphasis* between stars.
public enum Markup {
    /// A piece of text of one kind.
    public enum Run: Equatable, Sendable {
        /// As it is.
        case plain(String)
        /// Between back quotes.
        case code(String)
        /// Between stars.
        case emphasis(String)

        /// The text without its signs.
        public var text: String {
            switch self {
            case .plain(let text), .code(let text), .emphasis(let text): text
            }
        }
    }

    /// The text cut at its signs. A sign without a partner stands for itself, and a star between
    /// spaces, as in `2 * 3`, is never the beginning of emphasis.
    public static func runs(_ text: String) -> [Run] {
        var runs: [Run] = []
        var plain = ""
        var rest = text[...]
        while let sign = rest.first {
            rest = rest.dropFirst()
            let opens = sign == "`" || (sign == "*" && rest.first.map { !$0.isWhitespace } == true)
            guard opens, let end = rest.firstIndex(of: sign) else {
                plain.append(sign)
                continue
            }
            if !plain.isEmpty { runs.append(.plain(plain)) }
            plain = ""
            let inner = String(rest[..<end])
            runs.append(sign == "`" ? .code(inner) : .emphasis(inner))
            rest = rest[rest.index(after: end)...]
        }
        return plain.isEmpty ? runs : runs + [.plain(plain)]
    }
}

extension String {
    /// Whether this is a number as a table holds it, with a sign, a unit of per cent or seconds: such
    /// columns are set to the right. An empty cell is no reason not to.
    public var isNumber: Bool {
        allSatisfy { $0.isNumber || "−-+–.,% se".contains($0) } && first != " "
    }
}
