import Coursework
import Grading

/// How it stands with an exercise.
enum Standing: String, Codable {
    case notStarted, unchecked, wrong, changed, passed, missing, broken

    /// - Parameters:
    ///   - functions: the student's functions for it, `nil` when one is not there
    ///   - fileIsWhole: whether every brace of its file has a partner
    init(
        _ entry: Progress.Entry, _ functions: [ExerciseSource.Function]?, fileIsWhole: Bool,
        fingerprint: String?
    ) {
        if functions == nil {
            self = fileIsWhole ? .missing : .broken
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
        case .missing, .broken: "!"
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
        case .broken: "a brace without a partner in its file"
        case .passed: "passed"
        }
    }

    var style: Page.Style {
        switch self {
        case .notStarted: .faint
        case .unchecked, .changed: .open
        case .wrong, .missing, .broken: .bad
        case .passed: .good
        }
    }
}
