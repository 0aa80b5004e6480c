import Coursework
import Primavera

/// A file of exercises, taken apart: its functions, and what stands between them.
///
/// ```swift
/// let file = try ExerciseSource(path: course.exerciseFile(of: Catalogue.lesson(1)))
/// file.function("step")?.line          // 33
/// file.function("step")?.hasTodo       // true: nobody has started yet
/// ```
/// A student's file may hold anything: what is not understood is left out, and `isWhole` tells.
public struct ExerciseSource: Sendable {
    /// A function at the left of everything: in no type and in no other function.
    public struct Function: Sendable {
        public let name: String
        /// The exercise that its comment names; 2.6 has two functions.
        public let exercise: String?
        /// Its comment, without the slashes.
        public let documentation: [String]
        /// The line of its first word.
        public let line: Int
        /// From its first word to its closing brace, as it stands.
        public let text: String
        /// Its tokens without comments.
        public let tokens: [SwiftToken]
        /// Where `text` stands in the file, in bytes.
        let range: Range<Int>
        /// What stands between its braces, in bytes.
        let body: Range<Int>

        /// Whether it still calls `todo()`.
        public var hasTodo: Bool {
            zip(tokens, tokens.dropFirst()).contains { $0.text == "todo" && $1.text == "(" }
        }

        /// All that stands before its opening brace.
        public var head: String {
            String(
                decoding: Array(text.utf8)[..<(body.lowerBound - 1 - range.lowerBound)],
                as: UTF8.self)
        }
    }

    public let functions: [Function]
    /// The tokens outside of all functions, without comments.
    public let rest: [SwiftToken]
    /// Whether every brace has a partner, so that functions are where they seem to be.
    public let isWhole: Bool
    private let bytes: [UInt8]

    public init(_ source: String) {
        var reader = Reader(SwiftToken.all(in: source), Array(source.utf8))
        reader.read()
        functions = reader.functions
        rest = reader.rest
        isWhole = reader.isWhole
        bytes = Array(source.utf8)
    }

    /// - Throws: `InputError` when the file cannot be read
    public init(path: String) throws {
        self.init(String(decoding: try readFile(path, limit: 1 << 24), as: UTF8.self))
    }

    /// The function of this name; the first one below an exercise's comment when there are several.
    public func function(_ name: String) -> Function? {
        let all = functions.filter { $0.name == name }
        return all.first { $0.exercise != nil } ?? all.first
    }

    /// The source with other text in place of some functions; `nil` takes a function out.
    public func replacing(_ texts: (Function) -> String?) -> String {
        var result: [UInt8] = []
        var place = 0
        for function in functions {
            guard let text = texts(function) else {
                // With its comment, which begins behind the last blank line.
                let above = bytes[place..<function.range.lowerBound]
                result += above[..<Self.endOfLastBlankLine(above)]
                place = function.range.upperBound
                while place < bytes.count, bytes[place] == UInt8(ascii: "\n") { place += 1 }
                continue
            }
            result += bytes[place..<function.range.lowerBound] + Array(text.utf8)
            place = function.range.upperBound
        }
        return String(decoding: result + bytes[place...], as: UTF8.self)
    }

    private static func endOfLastBlankLine(_ bytes: ArraySlice<UInt8>) -> Int {
        var index = bytes.endIndex
        while index - 2 >= bytes.startIndex {
            if bytes[index - 1] == UInt8(ascii: "\n"), bytes[index - 2] == UInt8(ascii: "\n") {
                return index
            }
            index -= 1
        }
        return bytes.startIndex
    }

    // MARK: Stubs

    /// The file as the student got it, from the file of the solutions: bodies are `todo()`, and what
    /// only our answers need is left out.
    public var asGiven: String {
        let text = replacing { $0.exercise == nil ? nil : Self.stub(of: $0) }
        return String(text.reversed().drop(while: \.isNewline).reversed()) + "\n"
    }

    /// A function of the solutions as the student got it.
    public static func stub(of function: Function) -> String {
        function.head + "{\n    todo()\n}"
    }
}

/// Goes through the tokens once.
private struct Reader {
    private let all: [SwiftToken]
    private let bytes: [UInt8]
    private var index = 0
    private(set) var functions: [ExerciseSource.Function] = []
    private(set) var rest: [SwiftToken] = []
    private(set) var isWhole = true

    init(_ tokens: [SwiftToken], _ bytes: [UInt8]) {
        all = tokens
        self.bytes = bytes
    }

    mutating func read() {
        var depth = 0
        var comment: [String] = []
        var first: Int?  // The first token of the line that we are in, behind its comments.
        while index < all.count {
            let token = all[index]
            switch token.kind {
            case .comment:
                if token.text.hasPrefix("///") { comment.append(Self.withoutSlashes(token.text)) }
            case .lineEnd:
                first = nil
            default:
                if first == nil { first = index }
                if depth == 0, token.text == "func", token.kind == .word,
                    let function = readFunction(from: first!, comment)
                {
                    rest.removeLast(index - first! - commentCount(first!..<index))
                    functions.append(function.function)
                    index = function.end
                    comment = []
                    first = nil
                    continue
                }
                if token.kind == .sign, token.text == "{" { depth += 1 }
                if token.kind == .sign, token.text == "}" { depth -= 1 }
                if depth < 0 {
                    isWhole = false
                    depth = 0
                }
                if depth == 0, token.text == "}" { comment = [] }
                rest.append(token)
            }
            index += 1
        }
        if depth != 0 { isWhole = false }
    }

    private func commentCount(_ range: Range<Int>) -> Int {
        all[range].count { $0.kind == .comment || $0.kind == .lineEnd }
    }

    /// The function whose `func` stands at `index`, and the index behind it.
    private func readFunction(
        from first: Int, _ comment: [String]
    ) -> (function: ExerciseSource.Function, end: Int)? {
        var place = index + 1
        guard place < all.count, all[place].kind == .word else { return nil }
        let name = all[place].text
        var round = 0
        while place < all.count {
            if all[place].kind == .sign {
                if all[place].text == "(" { round += 1 }
                if all[place].text == ")" { round -= 1 }
                if all[place].text == "{", round == 0 { break }
                if all[place].text == "}", round == 0 { return nil }
            }
            place += 1
        }
        let open = place
        var depth = 0
        while place < all.count {
            if all[place].kind == .sign {
                if all[place].text == "{" { depth += 1 }
                if all[place].text == "}" { depth -= 1 }
                if depth == 0 { break }
            }
            place += 1
        }
        guard place < all.count else { return nil }
        let range = all[first].start..<all[place].end
        let function = ExerciseSource.Function(
            name: name, exercise: Self.exercise(in: comment), documentation: comment,
            line: all[first].line, text: String(decoding: bytes[range], as: UTF8.self),
            tokens: all[first...place].filter { $0.kind != .comment }, range: range,
            body: all[open].end..<all[place].start)
        return (function, place + 1)
    }

    private static func withoutSlashes(_ line: String) -> String {
        let text = line.drop { $0 == "/" }
        return String(text.first == " " ? text.dropFirst() : text)
    }

    /// `Exercise 2.6, second part · …` is of 2.6.
    private static func exercise(in comment: [String]) -> String? {
        for line in comment where line.hasPrefix("Exercise ") {
            let id = line.dropFirst(9).prefix { $0.isNumber || $0 == "." }
            return String(id)
        }
        return nil
    }
}
