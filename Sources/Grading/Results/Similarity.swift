import Foundation

/// Which submissions are alike: fingerprints of their tokens, without what the stubs gave to everybody.
///
/// Names of variables do not count, nor comments, spaces and line breaks. Of every run of
/// ``runLength`` tokens a number is made; of each window of such numbers the smallest is kept
/// (Schleimer, Wilkerson, Aiken: *Winnowing*, 2003). Alike is no proof: short exercises have few right
/// answers. Look at the pairs.
struct Similarity {
    static let runLength = 14
    static let window = 8

    struct Pair {
        let first: String
        let second: String
        /// Shared fingerprints, as a part of the shorter submission's.
        let share: Double
        let count: Int
    }

    /// The kept numbers with the places where they stand, by file name and line.
    typealias Prints = [UInt64: [(file: String, line: Int)]]

    private let prints: [(submission: Submission, prints: Prints)]
    let pairs: [Pair]

    init(_ submissions: [Submission], common: [[String: String]]) {
        var known: Set<UInt64> = []
        for files in common {
            for (name, text) in files {
                known.formUnion(Self.all(in: text, file: name).map(\.hash))
            }
        }
        let prints = submissions.map { submission in
            var own: Prints = [:]
            for (name, text) in submission.files {
                for print in Self.winnowed(text, file: name) where !known.contains(print.hash) {
                    own[print.hash, default: []].append((name, print.line))
                }
            }
            return (submission: submission, prints: own)
        }
        self.prints = prints
        var pairs: [Pair] = []
        for i in prints.indices {
            for j in prints.indices where j > i {
                let smaller = min(prints[i].prints.count, prints[j].prints.count)
                if smaller < 5 { continue }
                let shared = prints[i].prints.keys.count { prints[j].prints[$0] != nil }
                let share = Double(shared) / Double(smaller)
                if share >= 0.3 {
                    pairs.append(
                        Pair(
                            first: prints[i].submission.name, second: prints[j].submission.name,
                            share: share, count: shared))
                }
            }
        }
        self.pairs = pairs.sorted { ($0.share, $0.count) > ($1.share, $1.count) }
    }

    private struct Print {
        let hash: UInt64
        let line: Int
    }

    /// A number for each run of tokens.
    private static func all(in text: String, file: String) -> [Print] {
        let tokens = SourceTokens(text).tokens
        let words = tokens.map { token -> UInt64 in
            let text: String
            switch token.kind {
            case .word: text = keywords.contains(token.text) ? token.text : "name"
            case .number: text = "0"
            default: text = token.text
            }
            return SecretDigest(secret: [])(Array(text.utf8))
        }
        guard words.count >= runLength else { return [] }
        return (0...words.count - runLength).map { start in
            var hash: UInt64 = 0
            for word in words[start..<start + runLength] { hash = (hash ^ word) &* 0x100_0000_01b3 }
            return Print(hash: hash ^ hash >> 29, line: tokens[start].line)
        }
    }

    private static func winnowed(_ text: String, file: String) -> [Print] {
        let all = all(in: text, file: file)
        guard all.count > window else { return all }
        var kept: [Int] = []
        for start in 0...all.count - window {
            let smallest = (start..<start + window).min { all[$0].hash < all[$1].hash }!
            if kept.last != smallest { kept.append(smallest) }
        }
        return kept.map { all[$0] }
    }

    private static let keywords: Set = [
        "for", "in", "if", "else", "guard", "return", "while", "repeat", "switch", "case",
        "default",
        "let", "var", "func", "map", "reduce", "zip", "enumerated", "indices", "stride", "count",
        "append",
        "max", "min", "filter", "sum", "where", "break", "continue", "struct", "enum", "true",
        "false",
    ]

    // MARK: The page

    var html: String {
        var body = """
            <h1>Submissions that are alike</h1>
            <p>Counted are runs of \(Self.runLength) tokens, without names, comments, spaces, and what the
            starter code has. Alike is no proof: look at the pairs.</p>
            <table><tr><th class="n">share</th><th class="n">runs</th><th>first</th><th>second</th></tr>
            """
        for (index, pair) in pairs.prefix(100).enumerated() {
            body += """
                <tr><td class="n"><a href="#p\(index)">\(Int((pair.share * 100).rounded())) %</a></td>
                <td class="n">\(pair.count)</td><td>\(Page.escaped(pair.first))</td>
                <td>\(Page.escaped(pair.second))</td></tr>
                """
        }
        body += "</table>"
        for (index, pair) in pairs.prefix(40).enumerated() {
            body +=
                "<h2 id=\"p\(index)\">\(Page.escaped(pair.first)) and \(Page.escaped(pair.second))</h2>"
                + sideBySide(pair)
        }
        return Page.html(title: "Submissions that are alike", body)
    }

    private func sideBySide(_ pair: Pair) -> String {
        guard let first = prints.first(where: { $0.submission.name == pair.first }),
            let second = prints.first(where: { $0.submission.name == pair.second })
        else { return "" }
        let shared = Set(first.prints.keys).intersection(second.prints.keys)
        var result = ""
        for name in first.submission.files.keys.sorted() {
            let sides = [first, second].map { side -> String? in
                let lines = Set(
                    shared.flatMap { side.prints[$0] ?? [] }.filter { $0.file == name }.map(\.line))
                guard !lines.isEmpty, let text = side.submission.files[name] else { return nil }
                let all = text.split(separator: "\n", omittingEmptySubsequences: false)
                let marked = all.enumerated().compactMap { index, line -> String? in
                    let isNear = (-2...2).contains { lines.contains(index + 1 + $0) }
                    if !isNear { return nil }
                    let text = "\(index + 1)  \(Page.escaped(String(line)))"
                    return lines.contains(index + 1) ? "<b>\(text)</b>" : text
                }
                return "<pre>\(marked.joined(separator: "\n"))</pre>"
            }
            if sides.contains(where: { $0 != nil }) {
                result +=
                    "<h3>\(name)</h3><div class=\"pair\">\(sides.map { $0 ?? "<pre></pre>" }.joined())</div>"
            }
        }
        return result
    }
}
