import Coursework
import FoundationEssentials
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

/// What `list --json` says.
struct ProgressReport: Encodable {
    struct Lesson: Encodable {
        let lesson: Int
        let title: String
        let done: Int
        let exercises: [Exercise]
    }
    struct Exercise: Encodable {
        let id: String
        let title: String
        let points: Int
        let state: Standing
        let file: String
        let line: Int?
        let hints: Int
    }

    let done: Int
    let exercises: Int
    let points: Int
    let pointsDone: Int
    let next: String?
    let lessons: [Lesson]

    init(_ session: Session, _ lessons: [Catalogue.Lesson]) {
        self.lessons = lessons.map { lesson in
            let exercises = lesson.exercises.map { exercise in
                Exercise(
                    id: exercise.id, title: exercise.title, points: exercise.points,
                    state: session.standing(of: exercise), file: lesson.exerciseFile,
                    line: session.texts.functions(of: exercise.id)?.first?.line,
                    hints: session.progress[exercise.id].hints ?? 0)
            }
            return Lesson(
                lesson: lesson.number, title: lesson.title,
                done: exercises.count { $0.state == .passed }, exercises: exercises)
        }
        let all = self.lessons.flatMap(\.exercises)
        let passed = all.filter { $0.state == .passed }
        done = passed.count
        exercises = all.count
        points = all.reduce(0) { $0 + $1.points }
        pointsDone = passed.reduce(0) { $0 + $1.points }
        next = session.next()?.id
    }

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
