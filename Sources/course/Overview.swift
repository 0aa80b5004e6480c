import Coursework
import Grading

extension Command {
    /// `course`: where am I, what is next.
    @Sendable static func overview(_ course: CoursePackage, _ request: Request) throws -> ExitStatus
    {
        let session = try Session(course)
        let page = session.page
        let done = Session.all.filter { session.standing(of: $0) == .passed }
        let points = Session.all.reduce(0) { $0 + $1.points }
        page.heading("Primavera")
        page.say(
            "\(done.count) of \(counted(Session.all.count, "exercise")) done, "
                + "\(done.reduce(0) { $0 + $1.points }) of \(counted(points, "point")).")
        page.line()
        guard let exercise = session.next() else {
            page.say("All exercises are done. Thank you for going all the way.", .good)
            return .done
        }
        let lesson = session.lesson(of: exercise)
        let ready = lesson.exercises.count { session.standing(of: $0) == .passed }
        page.say("Lesson \(lesson.number): \(lesson.title)")
        page.line(
            "\(Page.bar(ready, of: lesson.exercises.count))  \(ready) of \(lesson.exercises.count)")
        page.line()
        session.announce(exercise)
        page.line()
        if ready == 0 {
            page.say("Read the lesson first: swift run \(lesson.program)")
            page.line()
        }
        page.command("next", "its text")
        page.command("watch", "checks on every save")
        page.command("check", "checks once")
        page.command("hint", "one more hint, of three")
        page.command("list", "all lessons")
        page.command("--help", "all commands")
        let again = Session.all.filter { session.standing(of: $0) == .changed }
        if !again.isEmpty {
            page.line()
            page.say(
                "Changed since it passed: \(again.map(\.id).joined(separator: ", ")). "
                    + "swift run course check looks again.", .open)
        }
        return .done
    }
}

extension Session {
    /// The next exercise in three lines: its name, its place, how it stands with it.
    func announce(_ exercise: Exercise) {
        let standing = standing(of: exercise)
        page.line(
            "Next: " + page.styled("\(exercise.id) \(exercise.title)", .strong)
                + " (\(counted(exercise.points, "point")))")
        page.line("  " + place(of: exercise))
        page.line("  " + page.styled("\(standing.mark) \(standing.words)", standing.style))
    }
}
