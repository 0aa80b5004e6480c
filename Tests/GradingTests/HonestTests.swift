import Foundation
import XCTest

@testable import Grading

/// What is right is graded as right, every time.
final class HonestTests: XCTestCase {
    private func solutions() throws -> [String: String] {
        try swiftFiles(in: CoursePackage(around: #filePath)!.path("Solutions"))
    }

    func testAllSolutionsPass() throws {
        let room = try GradingRoom.make()
        let build = try SubmissionBuild(
            files: try solutions(), prepared: room.prepared, folder: room.folder)
        defer { try? FileManager.default.removeItem(atPath: room.folder) }
        XCTAssert(build.problems.isEmpty, "\(build.problems.mapValues(\.sentence))")
        for round in 1...(GradingRoom.hasTime ? 5 : 1) {
            let runs = try inParallel(room.prepared.tests, width: 2) {
                try ExerciseRun($0, build: build)
            }
            for (test, run) in zip(room.prepared.tests, runs) {
                XCTAssertEqual(
                    run.verdict, .passed, "round \(round), \(test.name): \(run.sentence)")
                XCTAssertEqual(run.checks, test.checks, test.name)
            }
        }
    }

    func testASlowAnswerWithinTheLimitPassesAndIsNotHurried() throws {
        let room = try GradingRoom.make()
        let source = ExerciseSource(try solutions()["Lesson01Perceptron.swift"]!)
        // Three seconds of work at the first question.
        let slow =
            source.replacing { function in
                guard function.name == "step" else { return function.text }
                return function.head + """
                    {
                        if isFirst {
                            isFirst = false
                            let start = clock()
                            while clock() - start < 3_000_000 {}
                        }
                        return sum > threshold ? 1 : 0
                    }
                    """
            } + "\nimport Foundation\nnonisolated(unsafe) private var isFirst = true\n"
        let build = try SubmissionBuild(
            files: ["Lesson01Perceptron.swift": slow], prepared: room.prepared, folder: room.folder)
        defer { try? FileManager.default.removeItem(atPath: room.folder) }
        let test = try XCTUnwrap(room.prepared.tests.first { $0.exercise == "1.2" })
        let run = try ExerciseRun(test, build: build)
        XCTAssertEqual(run.verdict, .passed, build.problem(of: "1.2")?.sentence ?? run.sentence)
        XCTAssertGreaterThan(run.seconds, 2.9)
    }

    func testHiddenTestsShareThePointsAndTellNobodyTheirSentences() throws {
        _ = try GradingRoom.prepared()
        let folder = NSTemporaryDirectory() + "primavera-hidden-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try makeFolder(folder + "/hidden")
        try makeFolder(folder + "/ada")
        let test = """
            import XCTest

            final class HiddenPerceptronTests: ExerciseTestCase {
                func testStep() throws {
                    try exercise("1.2") { judge in
                        try judge.expect(
                            "step(0.4)", Answer(Submission.step(0.4, 0.4)), Answer(0), mistakes: [])
                    }
                }
            }
            """
        try write(Data(test.utf8), to: folder + "/hidden/HiddenPerceptronTests.swift")
        // Right in what the visible test asks, wrong at 0.4.
        let answers = ExerciseSource(try solutions()["Lesson01Perceptron.swift"]!).replacing {
            $0.name == "step"
                ? $0.head + "{ sum == 0.4 && threshold == 0.4 ? 1 : sum > threshold ? 1 : 0 }"
                : $0.text
        }
        try write(Data(answers.utf8), to: folder + "/ada/Lesson01Perceptron.swift")
        let course = CoursePackage(around: #filePath)!
        let run = try GradeProgram.run(
            [
                "--details", "--hidden", folder + "/hidden", "--gradescope", folder + "/r.json",
                "--html", folder + "/html", "--results", folder + "/results", folder + "/ada",
            ], in: course.root)
        XCTAssertEqual(run.ending, .exited(0), run.output)
        let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("  1.2") }
        XCTAssertEqual(
            lines.map { $0.split(separator: " ").joined(separator: " ") },
            ["1.2 passed", "1.2 hidden wrong"])
        let json = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: folder + "/r.json")))
        let tests = try XCTUnwrap((json as? [String: Any])?["tests"] as? [[String: Any]])
        let step = tests.filter { $0["number"] as? String == "1.2" }
        XCTAssertEqual(step.map { $0["visibility"] as? String }, ["visible", "hidden"])
        XCTAssertEqual(step[0]["max_score"] as? Double, step[1]["max_score"] as? Double)
        XCTAssertEqual(step[1]["output"] as? String, "")
        let pages = CoursePackage.names(in: folder + "/html/students")
        XCTAssertEqual(pages.count, 1)
        let page = try String(
            contentsOfFile: folder + "/html/students/\(pages[0])", encoding: .utf8)
        XCTAssertFalse(page.contains("step(0.4)"))
    }
}
