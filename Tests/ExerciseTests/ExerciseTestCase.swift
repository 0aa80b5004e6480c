import Coursework
import Primavera
import XCTest

/// A test class for the exercises of one lesson.
///
/// ```swift
/// func testStep() throws {
///     try exercise("1.2") { judge in
///         try judge.expect("step(2, threshold: 1)", Answer(Submission.step(2, 1)), Answer(1))
///     }
/// }
/// ```
class ExerciseTestCase: XCTestCase {
    /// Runs the checks of one exercise: skipped when it holds a `todo()`, one failure that teaches
    /// when something is wrong.
    func exercise(
        _ id: String, file: StaticString = #filePath, line: UInt = #line,
        _ body: (Judge) throws -> Void
    ) throws {
        Scoreboard.begin()
        guard
            let lesson = Catalogue.lessons.first(where: { $0.exercises.contains { $0.id == id } }),
            let entry = lesson.exercises.first(where: { $0.id == id })
        else {
            XCTFail("The catalogue has no exercise \(id).", file: file, line: line)
            return
        }
        TodoLog.clear()
        do {
            let judge = Judge()
            try body(judge)
            XCTAssert(judge.count > 0, "Exercise \(id) checks nothing.", file: file, line: line)
            Scoreboard.note(id, .passed)
        } catch is NotStarted {
            Scoreboard.note(id, .notStarted)
            throw XCTSkip(
                "Exercise \(id), \(entry.title): not started. Open \(lesson.exerciseFile) and "
                    + "replace its todo().")
        } catch let wrong as Wrong {
            Scoreboard.note(id, .wrong)
            XCTFail("Exercise \(id), \(entry.title): \(wrong.sentence)", file: file, line: line)
        }
    }
}

/// A `todo()` was reached.
struct NotStarted: Error {}

/// An answer was wrong, and this is what to tell.
struct Wrong: Error {
    let sentence: String
}

/// An answer that a student comes to by a mistake that has a name.
struct KnownMistake {
    let answer: Answer
    let name: String

    init(_ answer: Answer, _ name: String) {
        self.answer = answer
        self.name = name
    }
}

/// Compares answers, and ends an exercise at the first one that is wrong.
final class Judge {
    private(set) var count = 0

    /// - Parameters:
    ///   - call: what was asked, as the student would write it
    ///   - answer: what came
    ///   - right: what should come
    ///   - tolerance: the largest difference that passes, times the size of the number if above 1
    ///   - mistakes: wrong answers that are known, each with its name
    func expect(
        _ call: String, _ answer: @autoclosure () -> Answer, _ right: Answer,
        tolerance: Double = 1e-9, mistakes: [KnownMistake] = []
    ) throws {
        let answer = answer()
        if TodoLog.clear() { throw NotStarted() }
        count += 1
        guard let problem = answer.problem(comparedWith: right, tolerance: tolerance) else {
            return
        }
        // Named only where the mistake leads elsewhere than the right answer does.
        let known = mistakes.first {
            answer.problem(comparedWith: $0.answer, tolerance: tolerance) == nil
        }
        throw Wrong(
            sentence: "\(call) should be \(right.text), but \(problem)."
                + (known.map { " \($0.name)" } ?? ""))
    }

    /// For what is not compared with one right answer.
    func require(_ isRight: Bool, _ sentence: @autoclosure () -> String) throws {
        if TodoLog.clear() { throw NotStarted() }
        count += 1
        if !isRight { throw Wrong(sentence: sentence()) }
    }
}
