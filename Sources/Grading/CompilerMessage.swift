import Primavera

/// An error of the compiler: where, what, and what it usually means.
///
/// ```swift
/// let error = CompilerMessage.first(in: run.output)!
/// error.text         // "cannot convert value of type 'Int' to expected argument type 'Double'"
/// error.meaning      // "Swift never turns an Int into a Double by itself: write Double(…) around it."
/// ```
public struct CompilerMessage: Sendable, Equatable {
    /// The path as the compiler gave it.
    public let file: String
    public let line: Int
    public let column: Int
    /// What the compiler says, without the place in front of it.
    public let text: String
    /// The line of source that it speaks of, if the file can be read.
    public let sourceLine: String?

    public init(file: String, line: Int, column: Int, text: String, sourceLine: String? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.text = text
        self.sourceLine = sourceLine
    }

    /// What such an error usually means, in one sentence for a student; `nil` for a rare one.
    public var meaning: String? { CompilerMeaning.of(text) }

    /// The names that stand between single quotes in it, in their order.
    public var names: [String] { CompilerMeaning.quoted(text) }

    /// The first error with a place in what the compiler, or SwiftPM, has printed.
    ///
    /// - Parameter folder: where the compiler worked, if it gave paths from there
    public static func first(in output: String, folder: String? = nil) -> CompilerMessage? {
        all(in: output, folder: folder, limit: 1).first
    }

    /// The errors with a place, in the order of the output and each once.
    public static func all(
        in output: String, folder: String? = nil, limit: Int = .max
    ) -> [CompilerMessage] {
        var found: [CompilerMessage] = []
        for line in output.split(whereSeparator: \.isNewline) where line.contains(": error: ") {
            guard found.count < limit else { break }
            guard let message = CompilerMessage(printed: line, folder: folder),
                !found.contains(message)
            else { continue }
            found.append(message)
        }
        return found
    }

    /// `path/file.swift:12:7: error: what is wrong`
    private init?(printed line: Substring, folder: String?) {
        guard let mark = line.firstRange(of: ": error: ") else { return nil }
        var place = line[..<mark.lowerBound]
        func number() -> Int? {
            guard let colon = place.lastIndex(of: ":"),
                let number = Int(place[place.index(after: colon)...])
            else { return nil }
            place = place[..<colon]
            return number
        }
        guard let column = number(), let row = number(), place.hasSuffix(".swift") else {
            return nil
        }
        let path = place.hasPrefix("/") ? String(place) : (folder.map { $0 + "/" } ?? "") + place
        self.init(
            file: String(place), line: row, column: column,
            text: String(line[mark.upperBound...]), sourceLine: Self.line(row, of: path))
    }

    private static func line(_ number: Int, of path: String) -> String? {
        guard let bytes = try? readFile(path, limit: 1 << 20) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.indices.contains(number - 1) ? String(lines[number - 1]) : nil
    }
}
