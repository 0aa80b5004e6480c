import FoundationEssentials
import Grading
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Builds the tests of the exercises on the student's files, in the package's own `.build`.
///
/// `swift run` has let go of that folder when `course` starts, so that nothing is built twice. Only the
/// exercises and what they stand on are built (`PRIMAVERA_PART`): an edit is in the tests after a
/// second or two, and the first time need not wait for the lessons.
struct ExerciseBuild {
    enum Result {
        case built
        case doesNotCompile(CompilerMessage)
        /// Somebody stopped it: a new save, or the key q.
        case cancelled
    }

    /// - Parameters:
    ///   - tell: gets lines on how far it is, many a second
    ///   - isCancelled: asked while it runs
    /// - Throws: `Refusal` when it cannot be built for a reason that is not in the exercises
    static func run(
        _ course: CoursePackage, tell: (String) -> Void, isCancelled: () -> Bool
    ) throws -> Result {
        var environment = ProcessInfo.processInfo.environment
        // The student's own folder, whatever the shell was set to before.
        environment["EXERCISES"] = nil
        environment["PRIMAVERA_PART"] = "exercises"
        guard programPath("swift") != nil else {
            throw Refusal(
                .computer,
                "There is no swift in your PATH: install the Swift 6.3 toolchain, "
                    + "https://www.swift.org/install.")
        }
        let isColored = lastBuildWasColored(course)
        if isColored {
            environment["NO_COLOR"] = nil
            environment["TERM"] = "xterm"
        }
        let run = try CommandRun.run(
            ["swift", "build", "--build-tests"], in: course.root, environment: environment,
            limits: .init(seconds: 7_200, output: 64 << 20), onTerminal: isColored,
            isCancelled: isCancelled
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self).withoutTerminalCodes
            if let line = text.split(whereSeparator: \.isNewline).last { tell(brief(line)) }
        }
        let output = run.output.withoutTerminalCodes
        if run.succeeded { return .built }
        if run.ending == .cancelled { return .cancelled }
        if output.contains("no such module 'XCTest'") {
            throw Refusal(
                .computer,
                "This Swift toolchain has no XCTest, which the tests need: install the whole toolchain "
                    + "from https://www.swift.org/install.")
        }
        if let message = firstError(output, course) { return .doesNotCompile(message) }
        throw Refusal(.computer, reason(run, output))
    }

    /// Whether the compiler was asked for colours when this folder was built last.
    ///
    /// SwiftPM asks for them when its output is a terminal, and takes another answer for a reason to
    /// compile every module again, which takes minutes. So we do as `swift run` did before us.
    private static func lastBuildWasColored(_ course: CoursePackage) -> Bool {
        guard let plan = try? readFile(course.path(".build/debug.yaml"), limit: 64 << 20) else {
            return false
        }
        return (plan + [0]).withUnsafeBytes { bytes in
            strstr(bytes.baseAddress!.assumingMemoryBound(to: CChar.self), "-color-diagnostics")
                != nil
        }
    }

    /// What a line of the build tells to somebody who waits.
    private static func brief(_ line: Substring) -> String {
        line.contains("Another instance of SwiftPM")
            ? "Another swift command is at work in this folder: waiting for it." : String(line)
    }

    /// The first error in the exercises; one elsewhere when there is none.
    private static func firstError(_ output: String, _ course: CoursePackage) -> CompilerMessage? {
        let all = CompilerMessage.all(in: output, folder: course.root)
        return all.first { course.shortened($0.file).hasPrefix("Exercises/") } ?? all.first
    }

    private static func reason(_ run: CommandRun, _ output: String) -> String {
        let lines = output.split(whereSeparator: \.isNewline)
        if output.contains("No space left on device") {
            return
                "There is no space left on this disk: make some, then again (rm -rf .build frees what "
                + "was built)."
        }
        if run.ending == .timedOut {
            return "The build took longer than two hours, and was stopped."
        }
        if case .signalled(let number) = run.ending {
            return
                "The build was ended by signal \(number): too little memory? Close other programs."
        }
        let error = lines.first { $0.contains("error:") } ?? lines.last ?? "no word from it"
        return
            "The build failed, and not in an exercise: \(error.prefix(200)). swift run course doctor "
            + "may know more."
    }
}
