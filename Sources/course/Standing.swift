import Coursework
import Grading

/// How it stands with an exercise.
enum Standing: String, Codable {
    case notStarted, unchecked, wrong, changed, passed, missing

    init(_ entry: Progress.Entry, _ functions: [ExerciseSource.Function]?, fingerprint: String?) {
        if functions == nil {
            self = .missing
        } else if functions!.contains(where: \.hasTodo) {
            self = .notStarted
        } else if entry.passed == fingerprint {
            self = .passed
        } else if entry.checked == fingerprint {
            self = .wrong
        } else {
            self = entry.passed == nil ? .unchecked : .changed
        }
    }

    /// A sign in front of its name.
    var mark: String {
        switch self {
        case .notStarted: "·"
        case .unchecked, .changed: "?"
        case .wrong: "✗"
        case .missing: "!"
        case .passed: "✓"
        }
    }

    var words: String {
        switch self {
        case .notStarted: "not started"
        case .unchecked: "not checked yet"
        case .wrong: "not right yet"
        case .changed: "changed since it passed"
        case .missing: "its function is not there"
        case .passed: "passed"
        }
    }

    var style: Page.Style {
        switch self {
        case .notStarted: .faint
        case .unchecked, .changed: .open
        case .wrong, .missing: .bad
        case .passed: .good
        }
    }
}
