import Foundation
import XCTest

@testable import Grading

/// Where submissions are graded for a test: the tests of the exercises, prepared, and a sandbox.
struct GradingRoom {
    let prepared: PreparedTests
    /// For what a test builds; `grade` clears it away when this process has ended.
    let folder: String

    /// Whether tests may take minutes.
    static var hasTime: Bool {
        ProcessInfo.processInfo.environment["PRIMAVERA_LONG_TESTS"] != nil
    }

    /// Skips the test where there is no sandbox: nothing of what is tested here runs outside.
    static func sandbox() throws -> Sandbox {
        do {
            return try Sandbox.find(isUnsafe: false)
        } catch let refusal as Refusal {
            let sentence = "NOT TESTED, for it runs in a sandbox only. \(refusal.sentence)"
            FileHandle.standardError.write(Data((sentence + "\n").utf8))
            throw XCTSkip(sentence)
        }
    }

    static func make() throws -> GradingRoom {
        GradingRoom(
            prepared: try prepared(),
            folder: try work() + "/build-\(ProcessInfo.processInfo.processIdentifier)-test")
    }

    /// The same that `grade` prepares and finds.
    static func prepared() throws -> PreparedTests {
        let sandbox = try sandbox()
        let products = URL(fileURLWithPath: try GradeProgram.path).deletingLastPathComponent().path
        return try PreparedTests.make(
            course: CoursePackage(around: #filePath)!.root, products: products, hidden: nil,
            work: try work(), toolchain: try Toolchain.find(), sandbox: sandbox, say: { print($0) })
    }

    private static func work() throws -> String {
        let work = CoursePackage(around: #filePath)!.path(".build/grading")
        try makeFolder(work)
        return work
    }
}
