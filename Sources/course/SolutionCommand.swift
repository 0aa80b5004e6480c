import Coursework
import Grading

extension Command {
    /// `course solution 3.2`: our answer, after the student's own has passed.
    @Sendable static func solution(_ course: CoursePackage, _ request: Request) throws -> ExitStatus
    {
        let session = try Session(course)
        guard let id = request.target else {
            throw Refusal(.usage, "Say which solution: swift run course solution 3.2.")
        }
        let exercise = try Session.exercise(named: id)
        let hasPassed = session.progress[id].passed != nil
        guard hasPassed || request.has("give-up") else {
            throw Refusal(
                .notYet,
                "\(id) has not passed yet: try swift run course hint \(id), or add --give-up to see the "
                    + "solution anyway.")
        }
        let page = session.page
        page.heading("\(id) \(exercise.title)")
        for function in session.texts.solution(of: id) {
            page.line()
            page.code(function.text)
        }
        page.line()
        let lesson = session.lesson(of: exercise)
        let line = session.texts.solution(of: id).first?.line ?? 1
        page.say(
            "From \(course.shortened(course.solutionFile(of: lesson))):\(line). There are other right "
                + "answers.", .faint)
        return .done
    }
}
