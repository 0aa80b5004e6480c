import Coursework
import Grading

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
        try refresh()
        let open = Set(exercises.filter { standing(of: $0) == .notStarted }.map(\.id))
        if open.count == exercises.count {
            return .checked(exercises.map { .init(exercise: $0, output: .notStarted) })
        }
        if !hasBeenBuilt {
            page.say("Building the tests: the first time takes some minutes.", .faint)
        }
        page.passing("building …")
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
            if open.contains(exercise.id) {
                results.append(.init(exercise: exercise, output: .notStarted))
                continue
            }
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
