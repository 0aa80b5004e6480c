import Coursework
import Foundation
import Grading
import XCTest

@testable import course

/// The program itself, as a student starts it.
final class CourseProgramTests: XCTestCase {
    private func assert(
        _ run: CommandRun, _ status: ExitStatus, says sentence: String,
        file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertEqual(run.ending, .exited(status.rawValue), run.output, file: file, line: line)
        // A sentence may be cut into lines anywhere.
        let text = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        XCTAssertTrue(text.contains(sentence), run.output, file: file, line: line)
    }

    func testTheFirstStartNamesTheFirstExerciseAndFitsSixtyColumns() throws {
        let small = try SmallCourse()
        let run = try small.run()
        assert(run, .done, says: "Next: 0.1 predict with a line (1 point)")
        assert(run, .done, says: "Exercises/Lesson00FiveSteps.swift:")
        for words in [[], ["list"], ["list", "4"], ["next"], ["hint"], ["--help"], ["doctor"]] {
            let run = try CommandRun.run(
                [try SmallCourse.program] + words, in: small.root,
                environment: ["COLUMNS": "60", "PATH": "\(small.root)/bin:/usr/bin:/bin"])
            XCTAssertFalse(run.output.contains("\u{1B}"), "colours in a pipe: \(words)")
            for line in run.output.split(separator: "\n") {
                XCTAssertLessThanOrEqual(line.count, 60, "\(words): \(line)")
            }
        }
    }

    func testAWrongAnswerIsOneSentenceAndThenAPassCounts() throws {
        #if os(Linux)
        let small = try SmallCourse()
        try small.solve("step", "sum >= threshold ? 1 : 0")
        try small.test(
            says: """
                Test Case 'Lesson01PerceptronTests.testStep' started at 2026-11-21 13:28:57.496
                hello\(small.root)/Tests/ExerciseTests/T.swift:31: error: T.t : failed - Exercise 1.2, step: step(1.0, threshold: 1) should be 0, but it is 1.
                Test Case 'Lesson01PerceptronTests.testStep' failed (0.013 seconds)
                """, status: 1)
        let wrong = try small.run("check", "1.2")
        assert(wrong, .notRight, says: "✗ 1.2 step not right yet")
        assert(
            wrong, .notRight, says: "Your code printed: hello step(1.0, threshold: 1) should be 0")
        XCTAssertTrue(try small.run("list", "1").output.contains("✗ 1.2"))

        try small.solve("step", "sum > threshold ? 1 : 0")
        XCTAssertTrue(try small.run("list", "1").output.contains("? 1.2"))
        try small.test(says: SmallCourse.passed)
        assert(try small.run("check", "1.2"), .done, says: "✓ 1.2 step passed Next: 1.3")
        XCTAssertTrue(try small.run("list", "1").output.contains("✓ 1.2"))
        assert(try small.run(), .done, says: "1 of 75 exercises done, 1 of 135 points.")
        #endif
    }

    func testAPassedExerciseThatChangesIsToBeCheckedAgain() throws {
        #if os(Linux)
        let small = try SmallCourse()
        try small.solve("weightedSum", "zip(inputs, weights).map(*).reduce(0, +)")
        try small.test(says: SmallCourse.passed)
        assert(try small.run("check", "1.1"), .done, says: "passed")
        // Blanks and comments are no change.
        try small.solve(
            "weightedSum", "// the sum\n    zip(inputs,   weights).map(*).reduce(0, +)\n\n")
        XCTAssertTrue(try small.run("list", "1").output.contains("✓ 1.1"))
        try small.solve("weightedSum", "0")
        assert(
            try small.run("list", "1"), .done, says: "? 1.1 weighted sum changed since it passed")
        assert(try small.run(), .done, says: "Changed since it passed: 1.1.")
        #endif
    }

    func testACompileErrorHasItsPlaceItsLineAndWhatItUsuallyMeans() throws {
        let small = try SmallCourse()
        try small.solve("weightedSum", "inputs.count")
        let line =
            try ExerciseSource(path: small.course.exerciseFile(of: Catalogue.lesson(1)))
            .function("weightedSum")!.line + 1
        try small.compiler(
            says:
                "\(small.root)/Exercises/Lesson01Perceptron.swift:\(line):12: error: cannot convert "
                + "return expression of type 'Int' to return type 'Double'\nerror: fatalError")
        let run = try small.run("check", "1.1")
        assert(run, .doesNotCompile, says: "✗ Exercises/Lesson01Perceptron.swift:\(line)")
        assert(run, .doesNotCompile, says: "\(line) | inputs.count")
        assert(
            run, .doesNotCompile, says: "Usually: Swift never turns an Int into a Double by itself")
        XCTAssertFalse(run.output.contains(small.root))
    }

    func testAnErrorInTheTestsPointsAtTheFirstLinesOfTheFunctions() throws {
        let small = try SmallCourse()
        try small.solve("weightedSum", "0")
        try small.compiler(
            says:
                "\(small.root)/Tests/ExerciseTests/Submission.swift:30:5: error: module 'Exercises' "
                + "has no member named 'step'")
        let run = try small.run("check", "1.1")
        assert(
            run, .doesNotCompile,
            says: "The tests call your functions by the names and types that were given")
        XCTAssertTrue(run.output.contains("swift run course reset 1.2"), run.output)
    }

    func testABuildThatFailsForAnotherReasonSaysIt() throws {
        let small = try SmallCourse()
        try small.solve("weightedSum", "0")
        try small.compiler(says: "error: write failed: No space left on device")
        assert(
            try small.run("check", "1.1"), .computer, says: "There is no space left on this disk")
        try small.compiler(says: "/t/Tests/A.swift:1:8: error: no such module 'XCTest'")
        assert(try small.run("check", "1.1"), .computer, says: "has no XCTest")
        try small.compiler(says: "error: the manifest is broken")
        assert(
            try small.run("check", "1.1"), .computer,
            says: "not in an exercise: error: the manifest is broken")
        let run = try small.run("check", "1.1", environment: ["PATH": "/nowhere"])
        assert(run, .computer, says: "There is no swift in your PATH")
    }

    func testEveryErrorOfUseIsOneLineWithItsStatus() throws {
        let small = try SmallCourse()
        let cases: [([String], ExitStatus, String)] = [
            (["chekc"], .usage, "There is no command \"chekc\", did you mean check?"),
            (["--jsn"], .usage, "There is no option \"--jsn\""),
            (["list", "--jsn"], .usage, "did you mean json?"),
            (["check", "1.1", "1.2"], .usage, "one at a time"),
            (["doctor", "now"], .usage, "takes nothing behind it"),
            (["check", "9.9"], .noSuchExercise, "lesson 9 has 9.1 to 9.8"),
            (["check", "99"], .noSuchExercise, "There is no lesson \"99\""),
            (["hint", "3"], .noSuchExercise, "3 is a lesson: say which exercise, 3.1 to 3.9."),
            (["hint", "x\u{1B}[2J"], .noSuchExercise, "There is no exercise"),
            (["list", "-1"], .usage, "no option \"-1\""),
            (["solution"], .usage, "Say which solution"),
            (["solution", "1.1"], .notYet, "1.1 has not passed yet"),
            (["reset"], .usage, "Say which exercise"),
            (["check"], .notRight, "There is nothing new to check. Next is 0.1"),
            ([""], .usage, "There is no command \"\""),
        ]
        for (words, status, sentence) in cases {
            let run = try CommandRun.run(
                [try SmallCourse.program] + words, in: small.root,
                environment: ["PATH": "\(small.root)/bin:/usr/bin:/bin"])
            assert(run, status, says: sentence)
            XCTAssertEqual(run.output.split(separator: "\n").count, 1, run.output)
            XCTAssertFalse(run.output.contains("\u{1B}"), "\(words)")
        }
    }

    func testWhatIsNotStartedNeedsNoBuild() throws {
        let small = try SmallCourse()
        try small.compiler(says: "error: not asked")
        assert(
            try small.run("check", "1.2"), .notRight,
            says: "· 1.2 step not started Open Exercises/Lesson01Perceptron.swift:29")
    }

    /// 2.6 has two functions.
    func testAnExerciseThatIsHalfDoneIsAtItsOtherHalf() throws {
        let small = try SmallCourse()
        try small.solve("leakyReLU", "x > 0 ? x : slope * x", lesson: 2)
        let lines = try small.read("Exercises/Lesson02MLP.swift").split(
            separator: "\n", omittingEmptySubsequences: false)
        let line = try XCTUnwrap(lines.firstIndex { $0.hasPrefix("public func elu") }) + 1
        assert(
            try small.run("check", "2.6"), .notRight,
            says: "not started Open Exercises/Lesson02MLP.swift:\(line)")
    }

    func testHintsComeOneByOneAndAreRemembered() throws {
        let small = try SmallCourse()
        for count in 1...3 {
            let run = try small.run("hint", "1.2")
            XCTAssertEqual(run.output.ranges(of: " of 3: ").count, count, run.output)
        }
        assert(try small.run("hint", "1.2"), .done, says: "That was all.")
    }

    func testTheSolutionIsShownToThoseWhoGiveUp() throws {
        let small = try SmallCourse()
        let run = try small.run("solution", "2.6", "--give-up")
        assert(run, .done, says: "public func leakyReLU(_ x: Double, slope: Double) -> Double {")
        assert(run, .done, says: "public func elu(")
    }

    func testResetGivesOneFunctionBackAndKeepsACopy() throws {
        let small = try SmallCourse()
        let given = try small.read("Exercises/Lesson02MLP.swift")
        try small.solve("sigmoid", "1 / (1 + exp(-x))", lesson: 2)
        let mine = try small.read("Exercises/Lesson02MLP.swift")
        try small.solve("elu", "x", lesson: 2)
        try small.solve("leakyReLU", "{ x }()", lesson: 2)
        let both = try small.read("Exercises/Lesson02MLP.swift")
        let run = try small.run("reset", "2.6")
        assert(run, .done, says: "the rest of the file was left alone")
        XCTAssertEqual(try small.read("Exercises/Lesson02MLP.swift"), mine)
        let backups = CoursePackage.names(in: small.course.path(".course/backups"))
        XCTAssertEqual(backups.count, 1)
        XCTAssertEqual(try small.read(".course/backups/" + backups[0]), both)
        assert(try small.run("reset", "2.6"), .done, says: "nothing to do")
        assert(try small.run("reset", "2.1"), .done, says: ".course/backups/Lesson02MLP ")
        XCTAssertEqual(try small.read("Exercises/Lesson02MLP.swift"), given)
        XCTAssertEqual(CoursePackage.names(in: small.course.path(".course/backups")).count, 2)
    }

    func testResetLeavesAFileAloneInWhichFunctionsCannotBeToldApart() throws {
        let small = try SmallCourse()
        let given = try small.read("Exercises/Lesson01Perceptron.swift")
        let broken = given.replacingOccurrences(of: "-> Int {\n", with: "-> Int {{\n")
        try small.write(Array(broken.utf8), "Exercises/Lesson01Perceptron.swift")
        assert(try small.run("reset", "1.2"), .notYet, says: "cannot be told apart")
        XCTAssertEqual(try small.read("Exercises/Lesson01Perceptron.swift"), broken)
        let closed = given + "}\n"
        try small.write(Array(closed.utf8), "Exercises/Lesson01Perceptron.swift")
        assert(try small.run("reset", "1.2"), .notYet, says: "cannot be told apart")
        assert(try small.run("reset", "1.2", "--whole-file"), .done, says: "is as it was given")
        XCTAssertEqual(try small.read("Exercises/Lesson01Perceptron.swift"), given)
    }

    func testDamagedProgressIsPutAsideWithOneSentence() throws {
        let small = try SmallCourse()
        _ = try small.run("hint", "1.2")
        try small.write(Array("{\"exercises\": [".utf8), ".course/progress.json")
        assert(try small.run(), .done, says: "progress.json is damaged and was put aside")
        XCTAssertFalse(try small.run().output.contains("damaged"))
        XCTAssertEqual(try small.read(".course/progress.json.damaged"), "{\"exercises\": [")
    }

    func testTheListForProgramsIsJSONWithEveryExercise() throws {
        let small = try SmallCourse()
        let run = try small.run("list", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(run.bytes)) as? [String: Any]
        XCTAssertEqual(object?["exercises"] as? Int, 75)
        XCTAssertEqual((object?["lessons"] as? [Any])?.count, Catalogue.lessons.count)
        XCTAssertEqual(object?["next"] as? String, "0.1")
    }

    func testOutsideOfACourseTheOneThatItWasBuiltInIsMeant() throws {
        let run = try CommandRun.run([try SmallCourse.program, "list"], in: "/")
        XCTAssertEqual(run.ending, .exited(0), run.output)
    }
}
