import Primavera

/// How `course` ends; each reason has a status of its own.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case notRight = 1
    case usage = 2
    case noSuchExercise = 3
    case doesNotCompile = 4
    case notYet = 5
    case computer = 6

    var meaning: String {
        switch self {
        case .done: "all is well"
        case .notRight: "an exercise that was checked is not right, or not started"
        case .usage: "the command cannot be understood"
        case .noSuchExercise: "there is no such lesson or exercise"
        case .doesNotCompile: "the exercises do not compile"
        case .notYet: "not yet: a solution before its exercise, a file that is at risk"
        case .computer: "something here is in the way: no compiler, no space, a file"
        }
    }
}

/// Why a command cannot go on: one sentence for the person at the keyboard, and a status.
struct Refusal: Error {
    let status: ExitStatus
    let sentence: String

    init(_ status: ExitStatus, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }
}
