/// What came of one test of an exercise, read from what the test program has printed.
///
/// It believes what it reads, so it is for a student's own companion. Who grades others must not.
public struct TestOutput: Sendable, Equatable {
    public enum Verdict: String, Sendable, Codable {
        case passed, wrong, notStarted, crashed, timedOut
        /// The test did not run, or ended without a word.
        case missing
    }

    public let verdict: Verdict
    /// What the test says: the question, what should come and what came. Empty when it passed.
    public let sentence: String
    /// What the student's own code has printed.
    public let printed: String
    /// Where a crash happened in the student's code: a path and a line.
    public let place: String?

    /// Of an exercise that still calls `todo()`: nothing need run to know.
    public static let notStarted = TestOutput(.notStarted)

    private init(_ verdict: Verdict) {
        self.verdict = verdict
        sentence = ""
        printed = ""
        place = nil
    }

    /// - Parameters:
    ///   - run: the test program, started with one test
    ///   - course: where the student's file and the tests are
    public init(_ run: CommandRun, in course: CoursePackage) {
        self.init(run.output, run.ending, in: course)
    }

    init(_ output: String, _ ending: CommandRun.Ending, in course: CoursePackage) {
        // Between the line that says "started" and the one that says how it ended.
        let began = output.firstRange(of: "Test Case '").map { output[$0.upperBound...] }
        let inside = began.map { $0.drop { !$0.isNewline }.dropFirst() }
        let ends = [
            ("' passed (", Verdict.passed), ("' failed (", .wrong), ("' skipped (", .notStarted),
        ]
        let end = inside.flatMap { text in
            text.range(ofLast: "Test Case '").flatMap { mark in
                ends.first { text[mark.upperBound...].contains($0.0) }.map {
                    (mark.lowerBound, $0.1)
                }
            }
        }
        let text = inside.map { $0[..<(end?.0 ?? $0.endIndex)] } ?? ""
        switch (end?.1, ending) {
        case (let verdict?, .exited): self.verdict = verdict
        case (_, .timedOut), (_, .flooded): verdict = .timedOut
        case (nil, .signalled): verdict = inside == nil ? .missing : .crashed
        default: verdict = .missing
        }
        (printed, sentence) = Self.split(text, verdict, course)
        place = verdict == .crashed ? Self.place(in: text, course.path("Exercises")) : nil
    }

    /// What the student's code printed, and then what the test, or Swift itself, says.
    private static func split(
        _ text: Substring, _ verdict: Verdict, _ course: CoursePackage
    ) -> (String, String) {
        switch verdict {
        case .wrong, .notStarted:
            // path:31: error: Class.test : failed - Exercise 1.2, step: the sentence
            for mark in [" : failed - ", " : Test skipped - "] {
                guard let range = text.firstRange(of: mark) else { continue }
                let before = text[..<range.lowerBound]
                let path = before.firstRange(of: course.path("Tests/"))
                return (
                    cleaned(before[..<(path?.lowerBound ?? before.startIndex)]),
                    withoutName(text[range.upperBound...])
                )
            }
            return ("", cleaned(text))
        case .crashed:
            let lines = text.split(whereSeparator: \.isNewline)
            let reason = lines.first { $0.contains("Fatal error: ") }
                .flatMap { line in
                    line.firstRange(of: "Fatal error: ").map { line[$0.upperBound...] }
                }
            let call = lines.first { $0.contains(": your code stopped the program") }
                .flatMap { line -> Substring? in
                    guard let from = line.firstRange(of: " stopped the program at "),
                        let to = line.firstRange(of: ". The line above says")
                    else { return nil }
                    return line[from.upperBound..<to.lowerBound]
                }
            let asked = call.map { "It was asked \($0)." } ?? ""
            return (
                "",
                [reason.map { $0 + "." } ?? "", asked].filter { !$0.isEmpty }.joined(separator: " ")
            )
        case .passed: return (cleaned(text), "")
        case .timedOut, .missing: return (cleaned(text), "")
        }
    }

    /// `Exercise 1.2, step: the sentence` without the name, which the reader knows.
    private static func withoutName(_ text: Substring) -> String {
        let sentence = cleaned(text)
        guard sentence.hasPrefix("Exercise "), let colon = sentence.firstRange(of: ": ") else {
            return sentence
        }
        return String(sentence[colon.upperBound...])
    }

    private static func cleaned(_ text: Substring) -> String {
        let noise = ["no answer for 10 s. A loop"]
        return text.split(whereSeparator: \.isNewline)
            .filter { line in !noise.contains { line.contains($0) } }
            .joined(separator: "\n")
    }

    /// The first line of the list of calls that lies in the student's folder: `…/File.swift:18`.
    /// Code that the compiler made itself is listed there too, without a line.
    private static func place(in text: Substring, _ folder: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            guard let range = line.firstRange(of: " at " + folder + "/") else { continue }
            let parts = line[range.lowerBound...].dropFirst(4).split(separator: ":")
            if parts.count > 1, let number = Int(parts[1]), number > 0 {
                return "\(parts[0]):\(number)"
            }
        }
        return nil
    }
}

extension Substring {
    /// The last place where `text` stands.
    fileprivate func range(ofLast text: String) -> Range<Index>? { ranges(of: text).last }
}
