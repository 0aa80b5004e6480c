/// Why `grade` cannot do what it was asked: one sentence, and a status for scripts.
struct Refusal: Error, Equatable {
    /// What `grade --help` lists.
    enum Status: Int32, Sendable, CaseIterable {
        case usage = 2
        case noSubmission = 3
        case badArchive = 4
        case noCompiler = 5
        case noSandbox = 6
        case courseBroken = 7
        case noSpace = 8

        var meaning: String {
            switch self {
            case .usage: "the command line asks for what there is not"
            case .noSubmission: "a submission is not there, or has no file of exercises"
            case .badArchive: "an archive cannot be read, or holds what it must not"
            case .noCompiler: "there is no Swift compiler"
            case .noSandbox: "there is no sandbox, and --unsafe was not given"
            case .courseBroken: "the course itself cannot be built, or its solutions do not pass"
            case .noSpace: "a file or folder cannot be written"
            }
        }
    }

    let status: Status
    let sentence: String

    init(_ status: Status, _ sentence: String) {
        self.status = status
        self.sentence = sentence
    }
}
