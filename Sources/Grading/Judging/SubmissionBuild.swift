import Coursework
import Foundation

/// A submission made into a program: its files compiled, linked with the prepared tests.
///
/// A file that is missing, does not compile or holds what it must not gets the stub in its place, so
/// that the other lessons still count.
struct SubmissionBuild {
    /// Why a file does not take part.
    struct Problem: Codable, Sendable {
        let verdict: Verdict
        let sentence: String
    }

    let prepared: PreparedTests
    /// Where it is made.
    let folder: String
    /// By file name.
    private(set) var problems: [String: Problem] = [:]
    private(set) var seconds = 0.0
    private var texts: [String: String]
    /// The names of files that are still the student's.
    private var own: Set<String>

    private var place: Sandbox.Folder {
        Sandbox.Folder(outside: folder, inside: "/build", isWritable: true)
    }
    var insideFolder: String { prepared.sandbox.inside(place) }

    /// - Parameters:
    ///   - files: the student's, by name; only names of the course's files count
    ///   - checksTokens: whether to look through the sources; the attacks are tried without too
    ///   - checksObject: whether to look through what the compiler made; likewise
    init(
        files: [String: String], prepared: PreparedTests, folder: String, checksTokens: Bool = true,
        checksObject: Bool = true
    ) throws {
        self.prepared = prepared
        self.folder = folder
        texts = prepared.stubs
        own = []
        let clock = ContinuousClock()
        let start = clock.now
        for (name, text) in files where prepared.stubs[name] != nil && prepared.stubs[name] != text
        {
            if checksTokens, let finding = ForbiddenMeans.first(in: text) {
                problems[name] = Problem(
                    verdict: .tampered,
                    sentence: "Exercises/\(name):\(finding.line): \(finding.sentence)")
            } else {
                texts[name] = text
                own.insert(name)
            }
        }
        try? FileManager.default.removeItem(atPath: folder)
        try makeFolder(folder + "/Exercises")
        try prepared.sandbox.openForWriting(folder)
        try compile()
        if checksObject { try checkObject() }
        seconds = (clock.now - start) / .seconds(1)
    }

    /// What keeps an exercise from being run.
    func problem(of exercise: String) -> Problem? {
        problems[Self.file(of: exercise)]
    }

    /// The file that an exercise belongs to: `Lesson01Perceptron.swift`.
    static func file(of exercise: String) -> String {
        let lesson = Catalogue.lessons.first { $0.exercises.contains { $0.id == exercise } }
        return lesson.map { String($0.exerciseFile.dropFirst("Exercises/".count)) } ?? ""
    }

    // MARK: Compiling

    /// Compiles until all is well; each round puts at least one stub in the place of a file.
    private mutating func compile() throws {
        while true {
            let run = try build(compiling: prepared.stubs.keys.sorted())
            if run.ending == .exited(0) { return }
            try requireSpace(in: folder)
            if own.isEmpty {
                throw Refusal(
                    .courseBroken, "The stubs do not compile: \(run.errorText.prefix(2_000))")
            }
            var blamed = run.ending == .timedOut ? [:] : blame(in: run.errorText)
            if blamed.isEmpty { blamed = try suspects() }
            for (name, sentence) in blamed { reject(name, .doesNotCompile, sentence) }
        }
    }

    private mutating func reject(_ name: String, _ verdict: Verdict, _ sentence: String) {
        problems[name] = Problem(verdict: verdict, sentence: sentence)
        texts[name] = prepared.stubs[name]
        own.remove(name)
    }

    /// Compiles the files, then the tests' `Submission.swift` against them, then links.
    private func build(compiling names: [String], seconds: Double? = nil) throws -> ProgramRun {
        for name in names {
            try write(Data(texts[name]!.utf8), to: "\(folder)/Exercises/\(name)")
        }
        let compiler = Compilation(prepared: prepared, buildFolder: insideFolder)
        let tests = try Grading.names(in: prepared.folder + "/tests").filter {
            $0 != "Submission.swift"
        }
        let steps = [
            compiler.exercises(names), compiler.tests(["Submission.swift"], besides: tests),
            compiler.closed, compiler.program,
        ]
        let script = steps.map { $0.map(shellWord).joined(separator: " ") }
            .joined(separator: " && ")
        var room = compiler.room
        room.folders.append(place)
        var limits = Sandbox.Limits.build
        if let seconds { limits.seconds = seconds }
        return try prepared.sandbox.run(["/bin/sh", "-c", script], in: room, limits: limits)
    }

    /// The student's files in which the compiler found errors, with the first one of each.
    ///
    /// An error in `Submission.swift` is a function with another name or type than the stub's: the
    /// comment above that line, `// Lesson 04`, says whose.
    private func blame(in messages: String) -> [String: String] {
        var blamed: [String: String] = [:]
        for error in CompilerMessage.all(in: messages, folder: folder) {
            let path = error.file.split(separator: "/").map(String.init)
            let file = path.last ?? ""
            if path.dropLast().last == "Exercises" {
                if own.contains(file), blamed[file] == nil {
                    let place = "Exercises/\(file):\(error.line):\(error.column)"
                    blamed[file] =
                        "\(place): \(error.text)" + (error.meaning.map { ". " + $0 } ?? "")
                }
            } else if file == "Submission.swift", let name = self.file(calledAt: error.line),
                own.contains(name), blamed[name] == nil
            {
                blamed[name] =
                    "The tests cannot call a function of Exercises/\(name) any more: \(error.text). "
                    + "Keep the names and types that are given."
            }
        }
        return blamed
    }

    private func file(calledAt line: Int) -> String? {
        let path = prepared.folder + "/tests/Submission.swift"
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let above = lines.prefix(line).last { $0.contains("// Lesson ") }
        guard let above, let mark = above.firstRange(of: "// Lesson ") else { return nil }
        let prefix = "Lesson" + above[mark.upperBound...].prefix(2)
        return prepared.stubs.keys.first { $0.hasPrefix(prefix) }
    }

    /// The compiler blames nobody, or does not come to an end: each file is tried with the stubs alone.
    private func suspects() throws -> [String: String] {
        var found: [String: String] = [:]
        for name in own.sorted() {
            var alone = self
            alone.texts = prepared.stubs
            alone.texts[name] = texts[name]
            let run = try alone.build(compiling: prepared.stubs.keys.sorted(), seconds: 60)
            switch run.ending {
            case .exited(0): continue
            case .timedOut:
                found[name] = "Exercises/\(name): the compiler did not come to an end within 60 s."
            default:
                found[name] =
                    alone.blame(in: run.errorText)[name]
                    ?? "Exercises/\(name): it cannot be built. " + Self.reason(run.errorText)
            }
        }
        if found.isEmpty {
            // Alone each is well, together they are not.
            for name in own { found[name] = "The files cannot be compiled together." }
        }
        return found
    }

    /// The first line that speaks of an error, or the last one of all.
    private static func reason(_ messages: String) -> String {
        let lines = messages.split(separator: "\n")
        let line = lines.first { $0.contains("error") } ?? lines.last ?? ""
        return String(line.prefix(300))
    }

    // MARK: After the compiler

    /// Looks at what the compiler made, whatever the source looked like.
    private mutating func checkObject() throws {
        if own.isEmpty { return }
        let path = folder + "/Exercises.o"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Refusal(.courseBroken, "\(path) is not there.")
        }
        guard let finding = ObjectFinding.first(in: [UInt8](data)) else { return }
        // The files that name it, or all of them.
        let named = own.filter { texts[$0]!.contains(finding.name) }
        for name in named.isEmpty ? own : named {
            problems[name] = Problem(
                verdict: .tampered, sentence: "Exercises/\(name): \(finding.sentence)")
        }
    }
}
