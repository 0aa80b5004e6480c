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
        let name = "Exercise \(id), \(entry.title)"
        let judge = Judge(name)
        do {
            try CallInProgress.watch(name) { try body(judge) }
            XCTAssert(judge.count > 0, "Exercise \(id) checks nothing.", file: file, line: line)
            Scoreboard.note(id, .passed, checks: judge.count)
        } catch is NotStarted {
            Scoreboard.note(id, .notStarted, checks: judge.count)
            throw XCTSkip(
                "\(name): not started. Open \(lesson.exerciseFile) and "
                    + "replace its todo().")
        } catch let wrong as Wrong {
            Scoreboard.note(
                id, wrong.verdict, checks: judge.count, sentence: wrong.sentence)
            XCTFail("\(name): \(wrong.sentence)", file: file, line: line)
        }
    }
}

/// A `todo()` was reached.
struct NotStarted: Error {}

/// An answer was wrong, and this is what to tell.
struct Wrong: Error {
    var verdict = Scoreboard.Verdict.wrong
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
    private let exercise: String
    /// The first call of the exercise with its right answer: the example, which some return always.
    private var example: (call: String, right: Answer)?

    /// - Parameter exercise: its name, for the case that the student's code crashes
    init(_ exercise: String) {
        self.exercise = exercise
        CallInProgress.note(exercise, nil)
    }

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
        CallInProgress.note(exercise, call)
        let answer = answer()
        CallInProgress.note(exercise, nil)
        if TodoLog.clear() { throw NotStarted() }
        count += 1
        guard let problem = answer.problem(comparedWith: right, tolerance: tolerance) else {
            if example == nil { example = (call, right) }
            return
        }
        // Named only where the mistake leads elsewhere than the right answer does.
        let known = mistakes.first { answer.fits($0.answer, tolerance: tolerance) }
        let name =
            known?.name ?? answer.resemblance(to: right, tolerance: tolerance)
            ?? sentence(forExample: answer, tolerance)
        throw Wrong(
            verdict: answer.verdict(comparedWith: right),
            sentence: "\(call) should be \(right.text), but \(problem)."
                + (name.map { " \($0)" } ?? ""))
    }

    /// For a function that gives the example's answer to every question. 0 and 1 may be chance.
    private func sentence(forExample answer: Answer, _ tolerance: Double) -> String? {
        guard let example, !answer.numbers.allSatisfy({ $0 == 0 || $0 == 1 }),
            answer.problem(comparedWith: example.right, tolerance: tolerance) == nil
        else { return nil }
        return "That is the answer to \(example.call)."
    }

    /// For what is not compared with one right answer.
    func require(_ isRight: Bool, _ sentence: @autoclosure () -> String) throws {
        if TodoLog.clear() { throw NotStarted() }
        count += 1
        if !isRight { throw Wrong(sentence: sentence()) }
    }
}
