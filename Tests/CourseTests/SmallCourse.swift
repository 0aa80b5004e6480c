import Coursework
import Foundation
import Grading
import Primavera
import XCTest

/// A course in a temporary folder, with our solutions, the stubs, the tests' sources, and a `swift` that
/// only pretends: what it says, and what the tests say, is written down before.
final class SmallCourse {
    let course: CoursePackage
    var root: String { course.root }

    init() throws {
        let temporary = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
        course = CoursePackage(root: temporary + "/primavera-course-" + UUID().uuidString)
        let source = try XCTUnwrap(CoursePackage(around: #filePath))
        for lesson in Catalogue.lessons {
            let solution = try readFile(source.solutionFile(of: lesson))
            try writeAtomically(solution, to: course.solutionFile(of: lesson))
            let stubs = ExerciseSource(String(decoding: solution, as: UTF8.self)).asGiven
            try writeAtomically(stubs, to: course.exerciseFile(of: lesson))
        }
        let tests = "Tests/ExerciseTests/"
        for name in CoursePackage.names(in: source.path(tests), endingIn: "Tests.swift") {
            try write(try readFile(source.path(tests + name)), tests + name)
        }
        for name in ["Package.swift", "Sources/Coursework/Catalogue.swift"] { try write([], name) }
        try script("bin/swift", says: "Build complete!")
        try test(says: "")
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ bytes: [UInt8], _ path: String) throws {
        try writeAtomically(bytes, to: course.path(path))
    }

    func read(_ path: String) throws -> String {
        String(decoding: try readFile(course.path(path)), as: UTF8.self)
    }

    // MARK: What it pretends

    /// A program that prints a text and ends with a status.
    func script(_ path: String, says text: String, status: Int = 0) throws {
        try write(Array((text + "\n").utf8), path + ".txt")
        try write(
            Array("#!/bin/sh\ncat '\(course.path(path)).txt'\nexit \(status)\n".utf8), path)
        chmod(course.path(path), 0o755)
    }

    func compiler(says text: String, status: Int = 1) throws {
        try script("bin/swift", says: text, status: status)
    }

    func test(says text: String, status: Int = 0) throws {
        try script(".build/debug/PrimaveraPackageTests.xctest", says: text, status: status)
    }

    /// A test that passes.
    static let passed = """
        Test Case 'T.t' started at 2026-11-21 13:48:17.279
        Test Case 'T.t' passed (0.01 seconds)
        """

    // MARK: The student

    /// Gives a function a body in place of its `todo()`, or of what it has.
    func solve(_ name: String, _ body: String, lesson number: Int = 1) throws {
        let path = course.exerciseFile(of: Catalogue.lesson(number))
        let source = try ExerciseSource(path: path)
        let text = source.replacing {
            $0.name == name ? $0.head + "{\n    \(body)\n}" : $0.text
        }
        try writeAtomically(text, to: path)
    }

    /// Runs `course` in it.
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
        var all = ["PATH": "\(root)/bin:/usr/bin:/bin", "COLUMNS": "60"]
        all.merge(environment) { $1 }
        return try CommandRun.run(
            [try Self.program] + arguments, in: root, environment: all,
            limits: .init(seconds: 60))
    }

    static var program: String {
        get throws {
            // On Linux the bundle of tests is the folder of the programs.
            let bundle = Bundle(for: SmallCourse.self).bundleURL
            let places = [bundle, bundle.deletingLastPathComponent()].map {
                $0.appendingPathComponent("course").path
            }
            return try XCTUnwrap(
                places.first(where: FileManager.default.isExecutableFile),
                "course is not built: swift build, then the tests again.")
        }
    }
}
