import Coursework
import Grading

extension Command {
    /// `course hint 3.2`: the hints shown before, and one more.
    @Sendable static func hint(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let session = try Session(course)
        session.showHint(try session.exercise(request.target))
        return .done
    }
}

extension Session {
    /// Shows one hint more than the last time, and remembers it.
    func showHint(_ exercise: Exercise) {
        let before = min(progress[exercise.id].hints ?? 0, exercise.hints.count)
        let shown = min(before + 1, exercise.hints.count)
        remember {
            $0[exercise.id].hints = shown
            $0.current = exercise.id
        }
        page.heading("\(exercise.id) \(exercise.title)")
        for (index, hint) in exercise.hints.prefix(shown).enumerated() {
            page.say(
                "\(index + 1) of \(exercise.hints.count): \(hint)", indent: 2,
                index == before ? .plain : .faint)
        }
        if shown == exercise.hints.count, shown == before {
            page.say("That was all.", indent: 2)
            page.command("solution \(exercise.id) --give-up", "our answer")
        }
    }
}
