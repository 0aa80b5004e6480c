import Foundation

/// A wrong answer to an exercise that a student may well give, and what the test must say to it.
struct Mistake {
    /// How a run with this mistake ends.
    enum Ending {
        /// The test fails with a sentence.
        case failure
        /// The student's code stops the program.
        case crash
        /// It runs for ever.
        case never
    }

    /// Lesson and position: `4.3`.
    let exercise: String
    /// The function whose body is replaced.
    let function: String
    let name: String
    /// What the output must contain.
    let sentence: String
    let ending: Ending
    let body: String
    /// Where it is written.
    let file: String
    let line: Int
    let bodyLine: Int

    var title: String { "\(exercise) \(function): \(name)" }
}

/// What is wrong with the files that the check reads, or with what it was asked; one sentence.
struct Complaint: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}

extension Mistake {
    /// The mistakes in one file, in its order.
    ///
    /// A mistake is a heading `## 4.3 correlate: its name`, a line `> the sentence`, and the
    /// function's body between the fences of a Swift listing. `Ends in a crash.` or `Never ends.`
    /// on a line of its own tells an ending other than a failure. All other lines are for readers.
    static func all(inFile path: String) throws -> [Mistake] {
        let lines = try readLines(path)
        var mistakes: [Mistake] = []
        var index = 0
        while index < lines.count {
            guard lines[index].hasPrefix("## ") else {
                index += 1
                continue
            }
            let start = index
            index += 1
            while index < lines.count, !lines[index].hasPrefix("## ") { index += 1 }
            mistakes.append(try Mistake(lines[start..<index], path))
        }
        return mistakes
    }

    private init(_ lines: ArraySlice<String>, _ path: String) throws {
        file = path
        line = lines.startIndex + 1
        let place = "\(path):\(line)"

        let heading = lines.first!.dropFirst(3).split(separator: ":", maxSplits: 1)
        let words = (heading.first ?? "").split(separator: " ")
        guard heading.count == 2, words.count == 2 else {
            throw Complaint(
                "\(place): a heading is \"## 4.3 correlate: the name of the mistake\".")
        }
        exercise = String(words[0])
        function = String(words[1])
        name = heading[1].trimmingCharacters(in: .whitespaces)

        let quoted = lines.filter { $0.hasPrefix(">") }
        sentence = quoted.map { $0.dropFirst().trimmingCharacters(in: .whitespaces) }
            .joined(separator: " ")
        guard !sentence.isEmpty else {
            throw Complaint("\(place): a line \"> what the failure must say\" is missing.")
        }

        if lines.contains("Ends in a crash.") {
            ending = .crash
        } else if lines.contains("Never ends.") {
            ending = .never
        } else {
            ending = .failure
        }

        guard let open = lines.firstIndex(of: "```swift"),
            let close = lines[(open + 1)...].firstIndex(of: "```")
        else {
            throw Complaint("\(place): a listing between \"```swift\" and \"```\" is missing.")
        }
        body = lines[(open + 1)..<close].joined(separator: "\n")
        bodyLine = open + 2
    }
}

/// The lines of a text file.
func readLines(_ path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw Complaint("\(path): the file cannot be read.")
    }
    return String(decoding: data, as: UTF8.self).components(separatedBy: "\n")
}
