import Foundation
import Primavera

/// The examples in the comments of the library, as a file of tests: each compiles, and gives what it
/// says.
///
/// In an example `layer(images).shape      // [32, 10]` the comment is what the expression gives, up to
/// a colon or the word "for". A comment that does not begin with a value is for the reader alone. What
/// an example leaves out stands in `Examples.preparations`, under the name of what it belongs to:
///
///     Dense
///         let images = Variable(Tensor.zeros([32, 784]))
///
/// A line `… = code` there says what stands for the next `…` of the example.
struct Examples {
    private let root: String
    private let examples: [Example]

    /// An example, with the name of what it stands before.
    struct Example: Equatable {
        let name: String
        let file: String
        let code: [String]
    }

    init(of book: Book) throws {
        root = book.root
        var examples: [Example] = []
        for module in Book.modules {
            let folder = "Sources/" + module
            for name in try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)
                .sorted()
            where name.hasSuffix(".swift") {
                let path = folder + "/" + name
                examples += Self.examples(in: try text(of: root + "/" + path), file: path)
            }
        }
        self.examples = examples
    }

    private var tests: String { root + "/Tests/ReferenceTests" }

    /// Whether the file of tests is of other examples than the comments.
    var differences: [Difference] {
        let path = "Tests/ReferenceTests/ReferenceExamples.swift"
        let remedy: String
        do {
            if (try? Primavera.readFile(root + "/" + path)) == Array(try program().utf8) {
                return []
            }
            remedy =
                "\(path) is not as the comments are: swift run course book --update, "
                + "then swift test --filter ReferenceExamples."
        } catch { remedy = "\(error)" }
        return [Difference(source: "examples in the comments of Sources", remedy: remedy)]
    }

    /// Writes the file of tests; returns how many examples it has.
    func write() throws -> Int {
        try writeAtomically(program(), to: tests + "/ReferenceExamples.swift")
        return examples.count
    }

    /// The examples of a source file.
    static func examples(in source: String, file: String) -> [Example] {
        var examples: [Example] = []
        var (code, isOpen, waiting): ([String], Bool, [[String]]) = ([], false, [])
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.drop(while: \.isWhitespace)
            guard words.hasPrefix("///") else {
                if !waiting.isEmpty && !words.hasPrefix("@") {
                    examples += waiting.map { Example(name: declared(words), file: file, code: $0) }
                    waiting = []
                }
                continue
            }
            let comment =
                words.dropFirst(3).hasPrefix(" ") ? words.dropFirst(4) : words.dropFirst(3)
            if comment.hasPrefix("```") {
                if isOpen { waiting.append(code) }
                isOpen = !isOpen && comment == "```swift"
                code = []
            } else if isOpen {
                code.append(String(comment))
            }
        }
        return examples
    }

    /// The name that a line of code declares; `init` for an initialiser.
    static func declared(_ line: some StringProtocol) -> String {
        let keywords = ["func", "class", "struct", "enum", "protocol", "var", "let", "case"]
        let words = String(line).split(whereSeparator: {
            !($0.isLetter || $0.isNumber || $0 == "_")
        })
        let place = words.firstIndex { keywords.contains(String($0)) }
        return place.flatMap { words.indices.contains($0 + 1) ? String(words[$0 + 1]) : nil }
            ?? "init"
    }

    private func program() throws -> String {
        var preparations = try Self.preparations(text(of: tests + "/Examples.preparations"))
        var names: [String: Int] = [:]
        let functions = try examples.map { example in
            names[example.name, default: 0] += 1
            let number = names[example.name]! == 1 ? "" : String(names[example.name]!)
            return try ExampleTest(
                example, name: example.name + number,
                preparation: preparations.removeValue(forKey: example.name + number) ?? []
            ).text
        }
        if let left = preparations.keys.sorted().first {
            throw InputError("Examples.preparations: there is no example of \(left).")
        }
        return """
            // Made of the comments in Sources by `swift run course book --update`: change them, not this.
            // swift-format-ignore-file

            import Datasets
            import Figures
            import Primavera
            import XCTest

            final class ReferenceExamples: ExampleTestCase {
            \(functions.joined(separator: "\n\n"))
            }

            """
    }

    /// The lines under each name.
    static func preparations(_ text: String) -> [String: [String]] {
        var (all, name): ([String: [String]], String) = ([:], "")
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix(" ") {
                all[name, default: []].append(String(line.dropFirst(4)))
            } else {
                name = line.trimmingCharacters(in: .whitespaces)
                all[name] = []
            }
        }
        return all
    }
}
