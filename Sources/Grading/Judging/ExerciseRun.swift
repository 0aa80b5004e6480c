#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One test of one exercise, run on a submission in a process of its own, and judged.
struct ExerciseRun {
    private(set) var verdict: Verdict
    /// What the student is told.
    private(set) var sentence = ""
    private(set) var checks = 0
    private(set) var seconds = 0.0
    private(set) var memoryBytes = 0

    /// - Parameter limits: what the student's code may use up
    init(_ test: ExerciseTest, build: SubmissionBuild, limits: Sandbox.Limits = .exercise) throws {
        if let problem = build.problem(of: test.exercise) {
            verdict = problem.verdict
            sentence = problem.sentence
            return
        }
        var random = SystemRandomNumberGenerator()
        let secret = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        let prepared = build.prepared
        let run = try prepared.sandbox.run(
            [build.insideFolder + "/run"], in: Self.room(of: build), limits: limits,
            input: secret + Array(test.name.utf8))
        seconds = run.seconds
        memoryBytes = run.memoryBytes
        let lines = String(decoding: run.output, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        let records = lines.compactMap { CompletionRecord(line: String($0), secret: secret) }
        verdict = .tampered
        guard let record = records.first, records.count == 1, lines.count == 2, lines[1].isEmpty,
            record.exercise == test.exercise
        else {
            judgeEnd(of: run, limits)
            return
        }
        checks = record.checks
        sentence = record.sentence
        verdict = Verdict(record.ending)
        if record.ending != .passed { return }
        // Behind a pass nothing else may come: no crash, no endless thread, no exit of its own.
        if run.ending != .exited(0) {
            judgeEnd(of: run, limits)
        } else if test.checks > 0 && checks != test.checks {
            verdict = .tampered
            sentence = "The test compared \(checks) answers instead of \(test.checks)."
        }
    }

    /// What a run can see: the program, the tests as a library, the libraries of the language, and the
    /// likeness of a process table.
    static func room(of build: SubmissionBuild) -> Sandbox.Room {
        let prepared = build.prepared
        let library = "libCourseTests.so"
        return Sandbox.Room(
            folders: [
                Sandbox.Folder(
                    outside: "\(prepared.folder)/\(library)", inside: "/judge/\(library)"),
                Sandbox.Folder(outside: "\(build.folder)/run", inside: "/build/run"),
                Sandbox.Folder(outside: "\(prepared.folder)/proc", inside: "/proc"),
            ], system: [prepared.toolchain.libraries], workingFolder: "/scratch")
    }

    /// The verdict on a run that left no record, or went on behind it.
    private mutating func judgeEnd(of run: ProgramRun, _ limits: Sandbox.Limits) {
        var signal: Int32 = 0
        switch run.ending {
        case .timedOut, .flooded, .cancelled:
            verdict = .timedOut
            sentence = "No answer within \(Int(limits.seconds)) s: a loop that never ends?"
            return
        case .signalled(let number): signal = number
        // The shell's and bwrap's way to say that a signal ended the program.
        case .exited(let status) where status > 128: signal = status - 128
        case .exited(let status):
            verdict = .tampered
            sentence =
                run.output.isEmpty
                ? "The program ended before its test did, with status \(status)."
                : "What came from the test was not written by the test."
            return
        }
        let message = Self.crashMessage(run.errorText)
        if signal == SIGXCPU {
            verdict = .timedOut
            sentence = "It took more of the processor's time than an exercise may."
        } else if Self.isOutOfMemory(run, limits) {
            verdict = .outOfMemory
            sentence = "It needed more than \(limits.memoryBytes >> 20) MB of memory."
        } else {
            verdict = .crashed
            sentence = message ?? "The program was ended by signal \(signal)."
        }
    }

    private static func isOutOfMemory(_ run: ProgramRun, _ limits: Sandbox.Limits) -> Bool {
        let text = run.errorText
        return run.memoryBytes > limits.memoryBytes / 10 * 8
            || text.contains("failed to allocate") || text.contains("Could not allocate memory")
            || text.contains("bad_alloc") || text.contains("Cannot allocate memory")
    }

    /// The line that says why, and the one that says at which question.
    private static func crashMessage(_ text: String) -> String? {
        var found: [String] = []
        for line in text.split(separator: "\n") {
            if let range = line.firstRange(of: "Fatal error: ") {
                found.append(String(line[range.lowerBound...]) + ".")
            } else if let mark = line.firstRange(of: ": your code stopped the program at ") {
                let call = line[mark.upperBound...]
                let end = call.firstRange(of: ". The line above")?.lowerBound ?? call.endIndex
                found.append("It was asked for \(call[..<end]).")
            }
        }
        return found.isEmpty ? nil : found.prefix(2).joined(separator: " ")
    }
}
