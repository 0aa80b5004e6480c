import Foundation
import XCTest

@testable import Grading

/// Errors of use: each is one sentence, with a status of its own.
final class GradeErrorTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "primavera-grade-\(UUID().uuidString)"
        try makeFolder(folder)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func assert(
        _ words: [String], _ status: Refusal.Status, says sentence: String,
        environment: [String: String]? = nil, file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let course = CoursePackage(around: #filePath)!.root
        let run = try GradeProgram.run(words, in: course, environment: environment)
        XCTAssertEqual(run.ending, .exited(status.rawValue), run.output, file: file, line: line)
        XCTAssert(run.output.hasPrefix("grade: "), run.output, file: file, line: line)
        XCTAssert(run.output.contains(sentence), run.output, file: file, line: line)
        XCTAssertEqual(run.output.filter(\.isNewline).count, 1, run.output, file: file, line: line)
    }

    func testTheCommandLine() throws {
        try assert([], .usage, says: "Which submissions?")
        try assert(["--nonsense"], .usage, says: "There is no option --nonsense")
        try assert(["--csv"], .usage, says: "--csv needs a value")
        try assert(["--jobs", "many", "x"], .usage, says: "--jobs takes a number")
        try assert(["--only", "9/3", "x"], .usage, says: "--only takes a part such as 2/8")
        try assert(["--template", "nonsense"], .usage, says: "slurm.sh")
        try assert(
            ["--gradescope", "r.json", "Exercises", "Solutions"], .usage, says: "one submission")
        try assert(
            ["--late", folder + "/none.csv", "Exercises"], .usage, says: "none.csv of --late")
    }

    func testWhatIsNotThere() throws {
        try assert([folder + "/nobody"], .noSubmission, says: "nobody is not there")
        try assert(["--class", folder + "/none"], .noSubmission, says: "none is not there")
        try assert(["--class", folder], .noSubmission, says: "is empty")
        try assert(["--merge", folder], .noSubmission, says: "There is no result")
        try assert(
            ["--merge", folder + "/none"], .noSubmission, says: "none of results is not there")
    }

    func testASubmissionWithNothingInItAndABrokenArchive() throws {
        _ = try GradingRoom.prepared()
        try makeFolder(folder + "/empty")
        try assert([folder + "/empty"], .noSubmission, says: "no file of exercises")
        try write(Data("this is no archive".utf8), to: folder + "/ada.zip")
        try assert([folder + "/ada.zip"], .badArchive, says: "The archive cannot be read")
    }

    func testALateLineThatIsNoTime() throws {
        try write(Data("due,yesterday\n".utf8), to: folder + "/late.csv")
        try assert(
            ["--late", folder + "/late.csv", "Exercises"], .usage, says: "late.csv:1: \"yesterday\""
        )
    }

    func testNoCompiler() throws {
        try assert(
            ["Exercises"], .noCompiler, says: "The Swift compiler is not found",
            environment: ["PATH": folder])
    }

    func testWhatGoesWrongBehindTheSandbox() throws {
        _ = try GradingRoom.prepared()
        try assert(["--hidden", folder, "Exercises"], .usage, says: "no Swift file")
        try assert(
            ["Exercises", "--work", "/proc/nowhere"], .noSpace, says: "/proc/nowhere cannot be made"
        )
    }

    func testTheHelpNamesEachStatus() throws {
        let run = try GradeProgram.run(["--help"])
        XCTAssertEqual(run.ending, .exited(0))
        for status in Refusal.Status.allCases {
            XCTAssert(run.output.contains("\(status.rawValue) \(status.meaning)"))
        }
    }
}
