/// What is known of an exercise when its test has run. Points come with `passed` alone.
enum Verdict: String, Codable, Sendable, CaseIterable {
    case passed
    case wrong
    case notANumber = "not a number"
    case wrongShape = "wrong shape"
    case crashed
    case timedOut = "timed out"
    case outOfMemory = "out of memory"
    case notStarted = "not started"
    case doesNotCompile = "does not compile"
    case tampered
    case notRun = "not run"

    /// One character for narrow tables.
    var letter: String {
        switch self {
        case .passed: "+"
        case .wrong: "x"
        case .notANumber: "n"
        case .wrongShape: "s"
        case .crashed: "c"
        case .timedOut: "t"
        case .outOfMemory: "m"
        case .notStarted: "."
        case .doesNotCompile: "e"
        case .tampered: "!"
        case .notRun: "?"
        }
    }

    init(_ ending: CompletionRecord.Ending) {
        self =
            switch ending {
            case .passed: .passed
            case .wrong: .wrong
            case .notANumber: .notANumber
            case .wrongShape: .wrongShape
            case .notStarted: .notStarted
            }
    }
}
