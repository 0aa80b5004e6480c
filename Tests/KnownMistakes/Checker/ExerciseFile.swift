/// A file of exercises, taken apart into its public functions and what stands between them.
struct ExerciseFile {
    enum Part {
        /// Lines that stay as they are: imports, types, functions that are no exercise.
        case text([String])
        case function(ExerciseFunction)
    }

    let parts: [Part]

    var functions: [ExerciseFunction] {
        parts.compactMap { part in
            if case .function(let function) = part { function } else { nil }
        }
    }

    /// An exercise is a function that begins with `public func` at the left edge below a comment
    /// that says `/// Exercise 4.3`, and ends with a brace at the left edge.
    init(path: String) throws {
        let lines = try readLines(path)
        var parts: [Part] = []
        var text: [String] = []
        var exercise: String?
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("/// Exercise ") {
                exercise = line.dropFirst(13).split { $0 == " " || $0 == "," }.first.map(
                    String.init)
            }
            if line.hasPrefix("public func "), let id = exercise {
                let end = try Self.lastLine(of: lines, from: index, path)
                parts.append(.text(text))
                text = []
                let source = lines[index...end].joined(separator: "\n")
                parts.append(.function(try ExerciseFunction(source, id, "\(path):\(index + 1)")))
                exercise = nil
                index = end
            } else {
                text.append(line)
            }
            index += 1
        }
        parts.append(.text(text))
        self.parts = parts
    }

    private static func lastLine(of lines: [String], from start: Int, _ path: String) throws -> Int
    {
        if lines[start].hasSuffix("}") { return start }
        guard let end = lines[start...].firstIndex(of: "}") else {
            throw Complaint("\(path):\(start + 1): this function has no end.")
        }
        return end
    }
}

/// One function of an exercise: `public func step(_ sum: Double, threshold: Double) -> Int { … }`.
struct ExerciseFunction {
    /// Lesson and position: `1.2`.
    let exercise: String
    let name: String
    /// All that stands before the body's brace.
    let signature: String
    /// What stands behind the parameters: `-> Int`.
    let result: String
    let body: String

    var canThrow: Bool { result.hasPrefix("throws") }

    init(_ source: String, _ exercise: String, _ place: String) throws {
        self.exercise = exercise
        name = String(source.dropFirst("public func ".count).prefix { $0 != "(" && $0 != "<" })
        guard let parameters = source.firstIndex(of: "("),
            let behind = Self.end(ofParenthesis: parameters, in: source),
            let brace = source[behind...].firstIndex(of: "{"), source.hasSuffix("}")
        else {
            throw Complaint("\(place): this function cannot be read.")
        }
        signature = Self.oneSpace(source[..<brace])
        result = Self.oneSpace(source[behind..<brace])
        body = String(source[source.index(after: brace)...].dropLast())
    }

    private static func end(ofParenthesis start: String.Index, in text: String) -> String.Index? {
        var depth = 0
        for index in text[start...].indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return text.index(after: index) }
        }
        return nil
    }

    private static func oneSpace(_ text: Substring) -> String {
        text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
}
