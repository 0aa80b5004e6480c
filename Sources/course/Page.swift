import Coursework
import FoundationEssentials
import Primavera

/// What a command says: lines that fit the terminal, in colours where those are welcome.
struct Page {
    enum Style: String {
        case plain = ""
        case strong = "1"
        case faint = "2"
        case bad = "31"
        case good = "32"
        case open = "33"
    }

    /// How many characters fit in a line; longer lines than 92 are hard to read.
    let width: Int
    let usesColors: Bool
    /// Whether what was written can be taken back: not in a pipe, and not on a dumb terminal.
    let canRewrite: Bool
    private let output: (String) -> Void

    init(
        width: Int = Terminal.width, usesColors: Bool = Terminal.usesColors,
        canRewrite: Bool = Terminal.isInteractive
            && ProcessInfo.processInfo.environment["TERM"] != "dumb",
        output: @escaping (String) -> Void = { Terminal.write($0) }
    ) {
        self.width = max(40, min(width, 92))
        self.usesColors = usesColors
        self.canRewrite = canRewrite
        self.output = output
    }

    /// Text in a style, as a part of a line.
    func styled(_ text: String, _ style: Style) -> String {
        usesColors && style != .plain ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A line as it is.
    func line(_ text: String = "", _ style: Style = .plain) { output(styled(text, style) + "\n") }

    /// A paragraph, cut into lines between words.
    func say(_ text: String, indent: Int = 0, _ style: Style = .plain) {
        let space = String(repeating: " ", count: indent)
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            for row in Self.rows(String(part), width: width - indent) {
                line(row.isEmpty ? "" : space + styled(row, style))
            }
        }
    }

    /// A line whose end stands at the right edge; the end goes below when it does not fit.
    func line(_ left: String, right: String, _ style: Style = .plain) {
        let room = width - left.count - right.count
        if room >= 2 {
            line(left + String(repeating: " ", count: room) + styled(right, style))
        } else {
            say(left)
            line("      " + styled(right, style))
        }
    }

    /// A word of a list and what it means, in a column of its own.
    func entry(_ word: String, _ meaning: String) {
        let space = String(repeating: " ", count: word.count + 4)
        for (index, row) in Self.rows(meaning, width: width - space.count).enumerated() {
            line((index == 0 ? "  " + word + "  " : space) + row)
        }
    }

    /// Source code: lines as they are; one that is too long goes on below, further in.
    func code(_ text: String, indent: Int = 4) {
        for row in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let depth = indent + row.prefix { $0 == " " }.count
            let room = width - depth
            guard row.count + indent > width else {
                line(row.isEmpty ? "" : String(repeating: " ", count: indent) + row)
                continue
            }
            for (index, part) in Self.rows(String(row), width: room - 4).enumerated() {
                line(String(repeating: " ", count: depth + (index == 0 ? 0 : 4)) + part)
            }
        }
    }

    /// A comment in the source's own form: paragraphs are filled anew, listings stay as they are.
    func documentation(_ rows: [String]) {
        var paragraph: [String] = []
        var isListing = false
        func flush() {
            if !paragraph.isEmpty { say(paragraph.joined(separator: " "), indent: 2) }
            paragraph = []
        }
        for row in rows {
            let text = row.trimmed
            if text.hasPrefix("```") {
                flush()
                isListing.toggle()
            } else if isListing {
                code(row, indent: 4)
            } else if text.isEmpty {
                flush()
                line()
            } else {
                if text.hasPrefix("- ") { flush() }
                paragraph.append(text)
            }
        }
        flush()
    }

    func heading(_ title: String) { line(title, .strong) }

    /// A command for the student to type, with what it does.
    func command(_ words: String, _ purpose: String) {
        let left = "  " + ("swift run course " + words).rightPadded(to: 32)
        if left.count + purpose.count <= width {
            line(left + styled(purpose, .faint))
        } else {
            line("  swift run course " + words)
            say(purpose, indent: 6, .faint)
        }
    }

    /// A line that the next one takes the place of; an empty one takes it away. Not in a pipe.
    func passing(_ text: String) {
        guard canRewrite else { return }
        output("\r" + String(text.prefix(width - 1)) + "\u{1B}[K")
        if text.isEmpty { output("\r") }
    }

    /// Begins a new screen, or says where one would begin.
    func newScreen() {
        if canRewrite {
            output("\u{1B}[2J\u{1B}[H")
        } else {
            line(String(repeating: "─", count: min(width, 60)))
        }
    }

    /// A row of boxes, as many of them full as there are exercises done.
    static func bar(_ done: Int, of all: Int) -> String {
        String(repeating: "■", count: done) + String(repeating: "□", count: max(0, all - done))
    }

    /// Words in rows of at most `width`; a word that is longer has a row of its own.
    static func rows(_ text: String, width: Int) -> [String] {
        var rows = [""]
        for word in text.split(separator: " ") {
            if rows[rows.count - 1].isEmpty {
                rows[rows.count - 1] = String(word)
            } else if rows[rows.count - 1].count + 1 + word.count <= width {
                rows[rows.count - 1] += " " + word
            } else {
                rows.append(String(word))
            }
        }
        return rows
    }
}

/// `1 exercise`, `2 exercises`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
