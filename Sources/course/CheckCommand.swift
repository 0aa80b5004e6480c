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

/// What a check came to.
enum CheckOutcome {
    struct Result {
        let exercise: Catalogue.Exercise
        let output: TestOutput
    }
    case checked([Result])
    case doesNotCompile(CompilerMessage)
    /// Somebody stopped it.
    case cancelled
}

extension Session {
    /// Builds, runs the tests, and remembers what came of them.
    ///
    /// - Parameter isCancelled: asked while it builds and runs
    func check(
        _ exercises: [Exercise], isCancelled: () -> Bool = { false }
    ) throws -> CheckOutcome {
        defer { page.passing("") }
        let isFirst = !hasBeenBuilt
        if isFirst {
            page.say("Building the tests: the first time takes some minutes.", .faint)
        }
        page.passing("building …")
        try refresh()
        let before = Dictionary(
            uniqueKeysWithValues: exercises.map { ($0.id, texts.fingerprint(of: $0.id)) })
        switch try ExerciseBuild.run(course, tell: { page.passing($0) }, isCancelled: isCancelled) {
        case .built: break
        case .cancelled: return .cancelled
        case .doesNotCompile(let message): return .doesNotCompile(message)
        }
        let check = try ExerciseCheck(course)
        var results: [CheckOutcome.Result] = []
        for exercise in exercises {
            page.passing("testing \(exercise.id) …")
            guard let output = try check.run(exercise, isCancelled: isCancelled) else {
                return .cancelled
            }
            results.append(.init(exercise: exercise, output: output))
        }
        // What was saved during the build may or may not be in it: then nothing is known.
        try refresh()
        remember { progress in
            for result in results {
                let id = result.exercise.id
                guard let fingerprint = before[id] ?? nil, fingerprint == texts.fingerprint(of: id),
                    result.output.verdict != .notStarted, result.output.verdict != .missing
                else { continue }
                progress[id].checked = fingerprint
                progress[id].verdict = result.output.verdict
                if result.output.verdict == .passed {
                    progress[id].passed = fingerprint
                } else if progress[id].passed == fingerprint {
                    // It passed once and fails now, with the same text: it has not passed.
                    progress[id].passed = nil
                }
            }
        }
        return .checked(results)
    }

    private var hasBeenBuilt: Bool {
        !CoursePackage.names(in: course.path(".build/debug"), endingIn: ".xctest").isEmpty
    }

    /// After an exercise has passed.
    func tellWhatIsNext() {
        guard let current = progress.current, let next = next(after: current) else {
            page.line()
            page.say("All exercises are done.", .good)
            return
        }
        page.line()
        announce(next)
    }
}
