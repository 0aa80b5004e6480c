import Coursework
import Grading

extension Command {
    /// `course next`: the text of the next exercise, and where it is.
    @Sendable static func next(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let session = try Session(course)
        guard let exercise = session.next() else {
            session.page.say("All exercises are done.", .good)
            return .done
        }
        session.remember { $0.current = exercise.id }
        session.announce(exercise)
        session.tell(exercise)
        session.page.line()
        session.page.command("watch", "checks on every save")
        session.page.command("hint", "one more hint, of three")
        return .done
    }
}

extension Session {
    /// The text of an exercise, as the files have it.
    func tell(_ exercise: Exercise) {
        for function in texts.solution(of: exercise.id) {
            page.line()
            page.documentation(function.documentation)
            page.line()
            page.code(function.head.trimmed, indent: 2)
        }
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
