import Foundation

/// One run of the exercises' tests, and what came of every test.
struct TestRun {
    enum Outcome {
        case passed
        case failed
        case skipped
        /// The program ended, or was ended, in the middle of it.
        case unfinished
    }

    /// By class and method: `Lesson01PerceptronTests/testStep`.
    private(set) var outcomes: [String: Outcome] = [:]
    /// The exercise that a test judges, where the output names it.
    private(set) var exercises: [String: String] = [:]
    /// What a test printed, without the lines of XCTest itself.
    private(set) var texts: [String: String] = [:]
    let wasStopped: Bool

    init(output: String, wasStopped: Bool) {
        self.wasStopped = wasStopped
        var current: String?
        for line in output.split(separator: "\n") {
            if line.hasPrefix("Test Case '") {
                let test = Self.name(line)
                if line.contains("' started") {
                    outcomes[test] = .unfinished
                    current = test
                } else {
                    outcomes[test] =
                        line.contains("' passed")
                        ? .passed : line.contains("' skipped") ? .skipped : .failed
                    current = nil
                }
            } else if let test = current {
                texts[test, default: ""] += line + "\n"
                if let found = line.firstRange(of: /Exercise \d+\.\d+/) {
                    exercises[test] = String(line[found].dropFirst("Exercise ".count))
                }
            }
        }
    }

    func tests(_ outcome: Outcome) -> Set<String> {
        Set(outcomes.filter { $0.value == outcome }.keys)
    }

    /// Linux says `'Lesson01PerceptronTests.testStep'`, macOS
    /// `'-[ExerciseTests.Lesson01PerceptronTests testStep]'`.
    private static func name(_ line: Substring) -> String {
        let quoted = line.split(separator: "'")[1]
        return quoted.split { " .-[]".contains($0) }.suffix(2).joined(separator: "/")
    }
}

/// The tests of the exercises, built once on the switched module, and run with any number.
struct TestBundle {
    /// The package's test program.
    let path: String
    /// Where the outputs are kept.
    let folder: String

    /// Runs the tests named (`Class` or `Class/method`) with one number in the environment.
    func run(_ number: Int, _ tests: [String], seconds: Double) throws -> TestRun {
        try run([SwitchedModule.variable: "\(number)"], "\(number)", tests, seconds: seconds)
    }

    /// Runs the tests while only one exercise is solved.
    func run(alone exercise: String, _ tests: [String], seconds: Double) throws -> TestRun {
        try run(
            [SwitchedModule.aloneVariable: exercise], "alone-\(exercise)", tests, seconds: seconds)
    }

    private func run(
        _ environment: [String: String], _ name: String, _ tests: [String], seconds: Double
    ) throws -> TestRun {
        let names = tests.map { "ExerciseTests." + $0 }.joined(separator: ",")
        #if os(macOS)
        let command = ["/usr/bin/xcrun", "xctest", "-XCTest", names, path]
        #else
        let command = [path, names]
        #endif
        let output = "\(folder)/\(name).txt"
        let status = try runProgram(
            command, environment: environment, output: output, seconds: seconds)
        return TestRun(
            output: try readLines(output).joined(separator: "\n"), wasStopped: status == nil)
    }
}

/// Runs a program, its output to a file.
///
/// - Returns: its status; `nil` when it had to be stopped after `seconds`
func runProgram(
    _ command: [String], environment: [String: String], output: String, seconds: Double
) throws -> Int32? {
    guard FileManager.default.createFile(atPath: output, contents: nil),
        let file = FileHandle(forWritingAtPath: output)
    else { throw Complaint("\(output): the file cannot be written.") }
    defer { try? file.close() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardOutput = file
    process.standardError = file
    do {
        try process.run()
    } catch {
        throw Complaint("\(command[0]) cannot be run: \(error)")
    }
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning {
        if Date() > end {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            return nil
        }
        usleep(5_000)
    }
    return process.terminationStatus
}

/// Writes to where errors and progress go.
func printError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
}
