import Coursework
import Grading
import Primavera

/// What every command works with: the course, the student's files, what is remembered, the page.
final class Session {
    typealias Exercise = Catalogue.Exercise

    let course: CoursePackage
    let page: Page
    let file: ProgressFile
    private(set) var texts: ExerciseTexts
    private(set) var progress: Progress

    init(_ course: CoursePackage, page: Page = Page()) throws {
        self.course = course
        self.page = page
        file = ProgressFile(course)
        texts = try ExerciseTexts(course)
        progress = file.load()
    }

    /// Reads the student's files again.
    func refresh() throws { texts = try ExerciseTexts(course) }

    func remember(_ change: (inout Progress) -> Void) { progress = file.update(change) }

    func standing(of exercise: Exercise) -> Standing {
        Standing(
            progress[exercise.id], texts.functions(of: exercise.id),
            fileIsWhole: texts.isWhole(lesson(of: exercise)),
            fingerprint: texts.fingerprint(of: exercise.id))
    }

    // MARK: Exercises

    static let all: [Exercise] = Catalogue.lessons.flatMap(\.exercises)

    /// The lesson that an exercise belongs to.
    func lesson(of exercise: Exercise) -> Catalogue.Lesson {
        Catalogue.lessons.first { $0.exercises.contains { $0.id == exercise.id } }!
    }

    /// The exercise that comes next: the one asked for last if it is not done, else the first behind
    /// it that is not done, and then from the beginning; `nil` when all are done.
    func next(after id: String? = nil) -> Exercise? {
        let start = Self.all.firstIndex { $0.id == id ?? progress.current } ?? 0
        let order = Self.all[start...] + Self.all[..<start]
        let candidates = id == nil ? order : order.dropFirst() + order.prefix(1)
        return candidates.first { standing(of: $0) != .passed }
    }

    /// `Exercises/Lesson01Perceptron.swift:33`, as editors take it.
    func place(of exercise: Exercise) -> String {
        lesson(of: exercise).exerciseFile + (line(of: exercise).map { ":\($0)" } ?? "")
    }

    /// Where an exercise begins; of several functions, the first that nobody has started.
    func line(of exercise: Exercise) -> Int? {
        let functions = texts.functions(of: exercise.id) ?? []
        return (functions.first(where: \.hasTodo) ?? functions.first)?.line
    }

    /// The exercise with this number, or the next one without a number.
    ///
    /// - Throws: `Refusal` when there is no such exercise, or all are done
    func exercise(_ id: String?) throws -> Exercise {
        if let id { return try Self.exercise(named: id) }
        guard let next = next() else {
            throw Refusal(.usage, "All exercises are done: say which one you mean, as in 1.2.")
        }
        return next
    }

    static func exercise(named id: String) throws -> Exercise {
        if let exercise = all.first(where: { $0.id == id }) { return exercise }
        if let number = Int(id),
            let lesson = Catalogue.lessons.first(where: { $0.number == number })
        {
            throw Refusal(
                .noSuchExercise,
                "\(id) is a lesson: say which exercise, \(lesson.exercises.first?.id ?? "") to "
                    + "\(lesson.exercises.last?.id ?? "").")
        }
        let number = id.split(separator: ".").first.flatMap { Int($0) }
        if let lesson = Catalogue.lessons.first(where: { $0.number == number }) {
            throw Refusal(
                .noSuchExercise,
                "There is no exercise \(Command.quoted(id)): lesson \(lesson.number) has "
                    + "\(lesson.exercises.first?.id ?? "none") to \(lesson.exercises.last?.id ?? "none")."
            )
        }
        throw Refusal(
            .noSuchExercise,
            "There is no exercise \(Command.quoted(id)): they are called 0.1 to \(all.last?.id ?? "0.1"), and "
                + "swift run course list shows them.")
    }
}
