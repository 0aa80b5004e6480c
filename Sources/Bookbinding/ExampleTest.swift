import Primavera

/// An example as a test: what it leaves out before it, a check for each value that it states.
struct ExampleTest {
    private let example: Examples.Example
    private let name: String
    private let preparation: [String]
    private let body: [String]

    /// - Throws: `InputError` when the example leaves out what the preparation does not have
    init(_ example: Examples.Example, name: String, preparation: [String]) throws {
        self.example = example
        self.name = name
        var omissions = preparation.filter { $0.hasPrefix("… = ") }.map { $0.dropFirst(4) }[...]
        self.preparation = preparation.filter { !$0.hasPrefix("… = ") }
        var body: [String] = []
        for line in example.code {
            var line = line
            while let place = line.firstIndex(of: "…"), !line[..<place].contains("//") {
                guard let code = omissions.popFirst() else {
                    throw InputError(
                        "\(example.file): the example of \(name) leaves something out; "
                            + "Examples.preparations must say what: … = code.")
                }
                line.replaceSubrange(place...place, with: code)
            }
            body += Self.checked(line)
        }
        self.body = body
    }

    /// The function of the test.
    var text: String {
        let code = (preparation + example.code).joined(separator: "\n")
        let needsRandom =
            code.contains("&random") && !code.contains("var random")
            && !code.contains(", random in")
        let needed = needsRandom ? ["var random = Random(seed: 1)"] : []
        let lines = needed + preparation + body
        let all = lines.joined(separator: "\n")
        // A constant that nothing reads would be a warning of the compiler.
        let unread = lines.compactMap(Self.constant).filter { name in
            all.split(whereSeparator: { !($0.isLetter || $0.isNumber) }).count { $0 == name } == 1
        }
        let capital = name.prefix(1).uppercased() + name.dropFirst()
        return """
                /// \(example.file)
                func test\(capital)() throws {
            \((lines + unread.map { "_ = \($0)" }).map { $0.isEmpty ? "" : "        " + $0 }.joined(separator: "\n"))
                }
            """
    }

    /// A line of the example, and what its comment states as a check.
    private static func checked(_ line: String) -> [String] {
        guard let comment = line.range(of: "  //"), !line.hasPrefix(" ") else { return [line] }
        let code = line[..<comment.lowerBound].trimmed
        let value = statedValue(line[comment.upperBound...].trimmed).map(literal)
        if code.isEmpty || "})".contains(code.first!) || code.contains("{ ") && !code.hasSuffix("}")
        {
            return [line]
        }
        if let constant = constant(code) {
            return value.map { [code, "expect(\(constant), gives: \($0))"] } ?? [code]
        }
        if code.hasPrefix("for ") || code.contains(" = ") { return [code] }
        return [value.map { "expect(\(code), gives: \($0))" } ?? "use(\(code))"]
    }

    /// A text as Swift writes it.
    private static func literal(_ text: String) -> String {
        text.hasPrefix("\"") ? text : "\"" + text + "\""
    }

    /// The value that a comment begins with: up to a colon, a semicolon or " for "; `nil` where it
    /// begins with words.
    static func statedValue(_ comment: String) -> String? {
        var value = comment[...]
        // A text in quotation marks is the value as a whole.
        for end in [": ", "; ", " for ", ", "]
        where !value.hasPrefix("\"") && !(end == ", " && value.hasPrefix("[")) {
            if let place = value.range(of: end) { value = value[..<place.lowerBound] }
        }
        let text = value.trimmed.replacing("−", with: "-")
        let isValue =
            text.allSatisfy { "-0123456789.[], ".contains($0) } && text.contains(where: \.isNumber)
        let isWord = text == "true" || text == "false" || text.hasPrefix("\"")
        return isValue || isWord ? text : nil
    }

    /// `x` for `let x = …` or `var x = …` without indent.
    private static func constant(_ line: String) -> String? {
        guard line.hasPrefix("let ") || line.hasPrefix("var ") else { return nil }
        let name = line.dropFirst(4).prefix { $0.isLetter || $0.isNumber }
        return name.isEmpty ? nil : String(name)
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}
