/// Whether the tests told a mistake from a right answer; if not, why.
struct Judgement {
    enum Verdict: String {
        case caught = "caught    "
        /// Its test passes.
        case missed = "NOT CAUGHT"
        /// Its test fails, but the sentence does not come.
        case unnamed = "NOT NAMED "
        /// Other tests fail too, or the run ends in another way.
        case amiss = "AMISS     "
    }

    let verdict: Verdict
    /// What is wrong with the tests, or with the mistake; `nil` when it was caught.
    let problem: String?
    /// What the student reads.
    let sentence: String

    /// - Parameter judges: the test of every exercise
    init(_ mistake: Mistake, _ run: TestRun, judges: [String: String]) {
        guard let judge = judges[mistake.exercise] else {
            self.init(.amiss, "no test belongs to exercise \(mistake.exercise)", "")
            return
        }
        let text = run.texts[judge] ?? ""
        let sentence = Self.sentence(text)
        let others = run.tests(.failed).union(run.tests(.unfinished)).subtracting([judge])
        let wanted: TestRun.Outcome = mistake.ending == .failure ? .failed : .unfinished
        if let other = others.sorted().first {
            self.init(.amiss, "\(other) fails too", sentence)
        } else if run.outcomes[judge] == .passed {
            self.init(.missed, "the tests take it for a right answer", "")
        } else if run.outcomes[judge] != wanted || run.wasStopped != (mistake.ending == .never) {
            self.init(.amiss, "it ends otherwise: \(Self.ending(run, judge))", sentence)
        } else if !text.contains(mistake.sentence) {
            self.init(.unnamed, "\"\(mistake.sentence)\" is not said", sentence)
        } else {
            self.init(.caught, nil, sentence)
        }
    }

    private init(_ verdict: Verdict, _ problem: String?, _ sentence: String) {
        self.verdict = verdict
        self.problem = problem
        self.sentence = sentence
    }

    private static func ending(_ run: TestRun, _ judge: String) -> String {
        switch run.outcomes[judge] {
        case .failed: "the test fails with a sentence"
        case .skipped: "the exercise counts as not started"
        case .unfinished: run.wasStopped ? "it had to be stopped" : "it crashes"
        case .passed, nil: "the test did not run"
        }
    }

    /// The line that teaches, without the file in front of it.
    private static func sentence(_ text: String) -> String {
        let lines = text.split(separator: "\n")
        for mark in ["Exercise ", "Fatal error: "] {
            for line in lines {
                if let range = line.firstRange(of: mark) {
                    return String(line[range.lowerBound...])
                }
            }
        }
        return lines.first.map(String.init) ?? ""
    }
}
