import Coursework
import FoundationEssentials

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
                    line: session.line(of: exercise),
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
