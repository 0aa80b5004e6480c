import Coursework
import Grading
import Primavera

extension Command {
    /// `course check`: one exercise, those of a lesson, or all that are begun and not known to pass.
    @Sendable static func check(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let session = try Session(course)
        let exercises = try chosen(session, request)
        if exercises.count == 1 {
            session.remember { $0.current = exercises[0].id }
        }
        let outcome = try session.check(exercises)
        guard case .checked(let results) = outcome else {
            session.show(outcome)
            return .doesNotCompile
        }
        session.show(outcome)
        if results.count == 1, results[0].output.verdict == .passed {
            session.tellWhatIsNext()
        } else if results.count > 1 {
            let passed = results.count { $0.output.verdict == .passed }
            session.page.line()
            session.page.say("\(passed) of \(results.count) passed.")
        }
        return results.allSatisfy { $0.output.verdict == .passed } ? .done : .notRight
    }

    private static func chosen(
        _ session: Session, _ request: Request
    ) throws -> [Catalogue.Exercise] {
        if let target = request.target {
            if Int(target) == nil { return [try Session.exercise(named: target)] }
            return try lesson(named: target).exercises
        }
        let begun = Session.all.filter { session.standing(of: $0) != .notStarted }
        if request.has("all") {
            if begun.isEmpty { throw nothingBegun(session) }
            return begun
        }
        let open = begun.filter { session.standing(of: $0) != .passed }
        if open.isEmpty { throw nothingBegun(session) }
        return open
    }

    private static func nothingBegun(_ session: Session) -> Refusal {
        guard let next = session.next() else {
            return Refusal(.usage, "All exercises are done; --all checks them again.")
        }
        return Refusal(
            .notRight,
            "There is nothing new to check. Next is \(next.id): open \(session.place(of: next)) and "
                + "replace its todo().")
    }
}
