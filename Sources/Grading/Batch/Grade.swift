import Coursework

/// What one submission is worth, and why.
struct Grade: Codable, Sendable {
    /// One test of one exercise.
    struct Entry: Codable, Sendable {
        let exercise: String
        let isHidden: Bool
        let verdict: Verdict
        let sentence: String
        let points: Double
        let maximum: Double
        let seconds: Double
        let memoryBytes: Int
    }

    let name: String
    let entries: [Entry]
    /// Why nothing of it was graded; empty otherwise.
    let problem: String
    /// How long the compiler took, and the tests.
    let buildSeconds: Double
    let runSeconds: Double
    /// Which tests: see ``PreparedTests/fingerprint``.
    let tests: String
    /// What `--late` takes away, from 0 to 1, and the reason.
    var deduction = 0.0
    var lateness = ""

    var maximum: Double { entries.reduce(0) { $0 + $1.maximum } }
    /// What was earned, before lateness.
    var earned: Double { entries.reduce(0) { $0 + $1.points } }
    var points: Double { earned * (1 - deduction) }

    /// Grades a submission: builds it, and runs each test on it.
    ///
    /// - Parameters:
    ///   - folder: where it is built
    ///   - width: how many tests run at a time
    init(
        _ submission: Submission, prepared: PreparedTests, folder: String, width: Int,
        checksTokens: Bool = true
    ) throws {
        name = submission.name
        tests = prepared.fingerprint
        let shares = Dictionary(grouping: prepared.tests, by: \.exercise).mapValues(\.count)
        @Sendable func entry(
            _ test: ExerciseTest, _ verdict: Verdict, _ sentence: String, _ run: ExerciseRun?
        ) -> Entry {
            // The points of an exercise are shared out equally to its tests, the hidden ones among them.
            let maximum =
                Double(Self.points(of: test.exercise)) / Double(shares[test.exercise] ?? 1)
            return Entry(
                exercise: test.exercise, isHidden: test.isHidden, verdict: verdict,
                sentence: sentence, points: verdict == .passed ? maximum : 0, maximum: maximum,
                seconds: run?.seconds ?? 0, memoryBytes: run?.memoryBytes ?? 0)
        }
        if let problem = submission.problem {
            self.problem = problem.sentence
            entries = prepared.tests.map { entry($0, problem.verdict, problem.sentence, nil) }
            (buildSeconds, runSeconds) = (0, 0)
            return
        }
        problem = ""
        let build = try SubmissionBuild(
            files: submission.files, prepared: prepared, folder: folder, checksTokens: checksTokens)
        buildSeconds = build.seconds
        let clock = ContinuousClock()
        let start = clock.now
        entries = try inParallel(prepared.tests, width: width) { test in
            let file = SubmissionBuild.file(of: test.exercise)
            if build.problem(of: test.exercise) == nil,
                submission.files[file] == nil || submission.files[file] == prepared.stubs[file]
            {
                let reason = submission.files[file] == nil ? "Exercises/\(file) is missing." : ""
                return entry(test, .notStarted, reason, nil)
            }
            let run = try ExerciseRun(test, build: build)
            return entry(test, run.verdict, run.sentence, run)
        }
        runSeconds = (clock.now - start) / .seconds(1)
    }

    /// From the catalogue.
    static func points(of exercise: String) -> Int {
        Catalogue.lessons.flatMap(\.exercises).first { $0.id == exercise }?.points ?? 0
    }

    /// From the catalogue: `step`.
    static func title(of exercise: String) -> String {
        Catalogue.lessons.flatMap(\.exercises).first { $0.id == exercise }?.title ?? ""
    }
}
