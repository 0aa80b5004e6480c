import Coursework
import FoundationEssentials
import Grading
import Primavera

/// Runs the test of an exercise, in a process of its own: one that crashes takes no other along.
struct ExerciseCheck {
    /// Seconds after which a test is taken for one that never ends. Those of the solutions take none.
    static let limit = 20.0

    let course: CoursePackage
    private let names: [String: String]

    /// - Throws: `InputError` when the course's tests are not there
    init(_ course: CoursePackage) throws {
        self.course = course
        names = try ExerciseTestNames.all(in: course)
    }

    /// - Returns: what came of it; `nil` when somebody stopped it
    func run(_ exercise: Catalogue.Exercise, isCancelled: () -> Bool) throws -> TestOutput? {
        guard let name = names[exercise.id] else {
            throw Refusal(
                .computer,
                "Exercise \(exercise.id) has no test: get the course's folder Tests again.")
        }
        var environment = ProcessInfo.processInfo.environment
        // The list of calls after a crash, as plain text.
        environment["SWIFT_BACKTRACE"] =
            "enable=yes,interactive=no,color=no,threads=crashed,registers=none,images=none"
        let bundle = course.path(".build/debug/PrimaveraPackageTests.xctest")
        #if os(macOS)
        let command = ["/usr/bin/xcrun", "xctest", "-XCTest", "ExerciseTests." + name, bundle]
        #else
        let command = [bundle, "ExerciseTests." + name]
        #endif
        let run = try CommandRun.run(
            command, in: course.root, environment: environment,
            limits: .init(seconds: Self.limit, output: 4 << 20), isCancelled: isCancelled)
        return run.ending == .cancelled ? nil : TestOutput(run, in: course)
    }
}
