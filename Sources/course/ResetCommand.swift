import Coursework
import Grading
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Command {
    /// `course reset 3.2`: the exercise's functions as they were given, or with `--whole-file` all of the
    /// lesson's. A copy of the file is kept first.
    @Sendable static func reset(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let session = try Session(course)
        guard let id = request.target else {
            throw Refusal(.usage, "Say which exercise to reset: swift run course reset 3.2.")
        }
        let exercise = try Session.exercise(named: id)
        let lesson = session.lesson(of: exercise)
        let path = course.exerciseFile(of: lesson)
        let solutions = try ExerciseSource(path: course.solutionFile(of: lesson))
        let old = try? readFile(path, limit: 1 << 24)
        let text: String
        if request.has("whole-file") || old == nil {
            text = solutions.asGiven
        } else {
            let source = ExerciseSource(String(decoding: old!, as: UTF8.self))
            guard let changed = resetFunctions(of: id, in: source, solutions) else {
                throw Refusal(
                    .notYet,
                    "The functions of \(id) cannot be told apart in \(lesson.exerciseFile) (a brace is "
                        + "missing, or a name has changed): mend it by hand, or add --whole-file to get "
                        + "the whole file anew; a copy is kept.")
            }
            text = changed
        }
        guard old != Array(text.utf8) else {
            session.page.say("\(id) is as it was given: nothing to do.")
            return .done
        }
        if let old {
            let backup = Self.backupPath(for: lesson.exerciseFile, in: course)
            try writeAtomically(old, to: backup)
            session.page.say("The file as it was: \(course.shortened(backup))")
        }
        try writeAtomically(text, to: path)
        session.page.say(
            request.has("whole-file") || old == nil
                ? "\(lesson.exerciseFile) is as it was given."
                : "\(id) \(exercise.title) is as it was given; the rest of the file was left alone.",
            .good)
        return .done
    }

    /// The source with stubs in place of an exercise's functions; `nil` when that is not safe.
    static func resetFunctions(
        of id: String, in source: ExerciseSource, _ solutions: ExerciseSource
    ) -> String? {
        let wanted = solutions.functions.filter { $0.exercise == id }
        guard source.isWhole, !wanted.isEmpty,
            wanted.allSatisfy({ wish in source.functions.count { $0.name == wish.name } == 1 })
        else { return nil }
        return source.replacing { function in
            wanted.first { $0.name == function.name }.map(ExerciseSource.stub) ?? function.text
        }
    }

    /// `.course/backups/Lesson03Backpropagation 2026-11-21 14.05.09.swift`, and a number behind it when
    /// that second has one already.
    static func backupPath(for file: String, in course: CoursePackage) -> String {
        let name = file.split(separator: "/").last!.dropLast(".swift".count)
        let base = course.path(".course/backups/\(name) \(timeOfDay())")
        var path = base + ".swift"
        var number = 2
        while access(path, F_OK) == 0 {
            path = "\(base) (\(number)).swift"
            number += 1
        }
        return path
    }

    /// The date and time here and now, as a part of a file's name.
    private static func timeOfDay() -> String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 40)
        strftime(&text, text.count, "%Y-%m-%d %H.%M.%S", &parts)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}
