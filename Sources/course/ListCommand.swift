import Coursework
import Grading
import Primavera

extension Command {
    /// `course list`: a line a lesson; with a lesson's number, a line an exercise; `--json` for programs.
    @Sendable static func list(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let session = try Session(course)
        let lessons = try request.target.map { [try lesson(named: $0)] } ?? Catalogue.lessons
        if request.has("json") {
            Terminal.write(try ProgressReport(session, lessons).json)
            return .done
        }
        let page = session.page
        for lesson in lessons {
            let standings = lesson.exercises.map { session.standing(of: $0) }
            let done = standings.count { $0 == .passed }
            let signs = standings.map(\.mark).joined()
            page.line(
                String(lesson.number).leftPadded(to: 2) + "  " + lesson.title,
                right: request.target == nil
                    ? signs.rightPadded(to: 9) + " \(done) of \(lesson.exercises.count)"
                    : "\(done) of \(lesson.exercises.count)",
                done == lesson.exercises.count ? .good : .plain)
            guard request.target != nil else { continue }
            for (exercise, standing) in zip(lesson.exercises, standings) {
                page.line(
                    "  \(standing.mark) \(exercise.id)  \(exercise.title)", right: standing.words,
                    standing.style)
            }
        }
        page.line()
        page.say(
            request.target == nil
                ? "✓ passed  ✗ not right yet  ? to check  · not started. One lesson: swift run course "
                    + "list 3"
                : lessons[0].exerciseFile, .faint)
        return .done
    }

    /// - Throws: `Refusal` when the word is not the number of a lesson
    static func lesson(named word: String) throws -> Catalogue.Lesson {
        guard let number = Int(word),
            let lesson = Catalogue.lessons.first(where: { $0.number == number })
        else {
            throw Refusal(
                .noSuchExercise,
                "There is no lesson \(quoted(word)): they are called 0 to "
                    + "\(Catalogue.lessons.last?.number ?? 0).")
        }
        return lesson
    }
}
