import XCTest

@testable import Grading

/// Outputs as XCTest of Swift 6.3.1 prints them on Linux.
final class TestOutputTests: XCTestCase {
    private let course = CoursePackage(root: "/home/ada/course")

    private func output(
        _ text: String, _ ending: CommandRun.Ending = .exited(1), suite: Bool = true
    ) -> TestOutput {
        let head = """
            Test Suite 'Selected tests' started at 2026-11-21 13:28:55.272
            Test Suite 'Lesson01PerceptronTests' started at 2026-11-21 13:28:55.282
            Test Case 'Lesson01PerceptronTests.testStep' started at 2026-11-21 13:28:55.282

            """
        return TestOutput((suite ? head : "") + text, ending, in: course)
    }

    func testAPassWithWhatTheStudentPrinted() {
        let output = output(
            """
            x is 3
            and 4
            Test Case 'Lesson01PerceptronTests.testStep' passed (0.013 seconds)
            Test Suite 'Lesson01PerceptronTests' passed at 2026-11-21 13:28:57.509
            """, .exited(0))
        XCTAssertEqual(output.verdict, .passed)
        XCTAssertEqual(output.printed, "x is 3\nand 4")
        XCTAssertEqual(output.sentence, "")
    }

    func testAFailureIsItsSentenceAloneAlsoBehindPrintedText() {
        let output = output(
            """
            hello/home/ada/course/Tests/ExerciseTests/Lesson01PerceptronTests.swift:31: error: \
            Lesson01PerceptronTests.testStep : failed - Exercise 1.2, step: step(1.0, threshold: 1) \
            should be 0, but it is 1. At the threshold: it is silent.
            Test Case 'Lesson01PerceptronTests.testStep' failed (0.013 seconds)
            """)
        XCTAssertEqual(output.verdict, .wrong)
        XCTAssertEqual(output.printed, "hello")
        XCTAssertEqual(
            output.sentence,
            "step(1.0, threshold: 1) should be 0, but it is 1. At the threshold: it is silent.")
    }

    func testASkippedTestIsNotStarted() {
        let output = output(
            """
            /home/ada/course/Tests/ExerciseTests/ExerciseTestCase.swift:38: T.t : Test skipped - \
            Exercise 1.3, one learning step: not started. Open it.
            Test Case 'Lesson01PerceptronTests.testStep' skipped (0.008 seconds)
            """, .exited(0))
        XCTAssertEqual(output.verdict, .notStarted)
        XCTAssertEqual(output.printed, "")
    }

    func testACrashHasItsReasonItsQuestionAndItsPlace() {
        let output = output(
            """
            Swift/ContiguousArrayBuffer.swift:692: Fatal error: Index out of range
            Exercise 1.1, weighted sum: your code stopped the program at weightedSum([1, 0], weights: \
            [0.5]). The line above says why, the list below where.

            *** Signal 4: Backtracing from 0x7fc50f76df7f... done ***
              2 [ra]          0x00007 specialized Array.subscript.getter + 85 in libswift.so
              2 [ra]          0x0000 implicit closure in P.xctest at \
            /home/ada/course/Exercises/Lesson01Perceptron.swift
              3 [ra]          0x0000 weightedSum(_:weights:) + 423 in P.xctest at \
            /home/ada/course/Exercises/Lesson01Perceptron.swift:18:57
              4 [ra]          0x0000 closure in P.xctest at \
            /home/ada/course/Tests/ExerciseTests/Submission.swift:32:11
            """, .signalled(4))
        XCTAssertEqual(output.verdict, .crashed)
        XCTAssertEqual(
            output.sentence,
            "Index out of range. It was asked weightedSum([1, 0], weights: [0.5]).")
        XCTAssertEqual(output.place, "/home/ada/course/Exercises/Lesson01Perceptron.swift:18")
    }

    func testWhatNeverEndsOrEndsWithoutAWordHasNotPassed() {
        XCTAssertEqual(output("", .timedOut).verdict, .timedOut)
        XCTAssertEqual(output("again\nagain\n", .flooded).verdict, .timedOut)
        XCTAssertEqual(output("", .exited(0)).verdict, .missing)
        XCTAssertEqual(output("Test run started.", .exited(0), suite: false).verdict, .missing)
    }
}
