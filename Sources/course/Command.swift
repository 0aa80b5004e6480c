import Coursework
import Grading
import Primavera

/// One thing that `course` can do.
struct Command: Sendable {
    let name: String
    /// What stands behind the name in the help: `[3.2]`.
    let arguments: String
    let summary: String
    /// The options that it takes, without their dashes.
    let options: [String]
    /// Does it; gets the words behind the name and the options that were given.
    let run: @Sendable (CoursePackage, Request) throws -> ExitStatus

    /// - Parameter takes: what stands behind the name in the help
    init(
        _ name: String, takes arguments: String = "", options: [String] = [], _ summary: String,
        run: @escaping @Sendable (CoursePackage, Request) throws -> ExitStatus
    ) {
        self.name = name
        self.arguments = arguments
        self.options = options
        self.summary = summary
        self.run = run
    }

    /// All commands, in the order of the help.
    static let all: [Command] = [
        Command(
            "list", takes: "[3] [--json]", options: ["json"], "what is done, by lesson", run: list),
        Command("next", "the text of the next exercise", run: next),
        Command(
            "check", takes: "[3.2] [--all]", options: ["all"],
            "tests an exercise, a lesson, or all that you began", run: check),
        Command("hint", takes: "[3.2]", "one more hint, of three", run: hint),
        Command("watch", takes: "[3.2]", "checks on every save", run: watch),
        Command(
            "solution", takes: "3.2 [--give-up]", options: ["give-up"],
            "our answer, when yours has passed", run: solution),
        Command(
            "reset", takes: "3.2 [--whole-file]", options: ["whole-file"],
            "an exercise as it was given; keeps a copy", run: reset),
        Command(
            "book", takes: "[8080] [--preview]",
            options: ["preview", "strict", "update", "pictures"],
            "makes the book in Book/, and shows it", run: book),
        Command("doctor", "is this computer ready? If not, what to do", run: doctor),
    ]

    /// How many words it takes behind its name.
    private var mostWords: Int { arguments.isEmpty ? 0 : 1 }
}

/// What was asked on the command line.
struct Request: Equatable {
    var words: [String] = []
    var options: Set<String> = []

    /// The exercise or lesson that was named.
    var target: String? { words.first }
    func has(_ option: String) -> Bool { options.contains(option) }
}

extension Command {
    /// Reads a command line without the program's name; no command at all is the overview.
    ///
    /// - Throws: `Refusal` that says what was not understood
    static func parse(_ words: [String]) throws -> (command: Command?, request: Request) {
        guard let name = words.first else { return (nil, Request()) }
        guard let command = all.first(where: { $0.name == name }) else {
            let kind = name.hasPrefix("-") ? "option" : "command"
            throw Refusal(
                .usage,
                "There is no \(kind) \(quoted(name))\(suggestion(name, all.map(\.name))); "
                    + "swift run course --help lists them.")
        }
        var request = Request()
        for word in words.dropFirst() {
            if word.hasPrefix("-") {
                let option = String(word.drop { $0 == "-" })
                guard word == "--" + option, command.options.contains(option) else {
                    throw Refusal(
                        .usage,
                        "course \(name) has no option \(quoted(word))"
                            + "\(suggestion(option, command.options)); "
                            + "swift run course --help lists them.")
                }
                request.options.insert(option)
            } else {
                request.words.append(word)
            }
        }
        if request.words.count > command.mostWords {
            throw Refusal(
                .usage,
                command.mostWords == 0
                    ? "course \(name) takes nothing behind it, and \(quoted(request.words[0])) was there."
                    : "course \(name) takes one at a time, and \(quoted(request.words[1])) was there too."
            )
        }
        return (command, request)
    }

    /// What came from outside, in quotes, short, and without signs that steer a terminal.
    static func quoted(_ text: String) -> String {
        let plain = String(
            text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "?" : Character($0) })
        return "\"" + (plain.count > 40 ? plain.prefix(40) + "…" : plain[...]) + "\""
    }

    private static func suggestion(_ name: String, _ known: [String]) -> String {
        let bare = String(name.drop { $0 == "-" })
        let near = known.min {
            Options.changes(from: bare, to: $0) < Options.changes(from: bare, to: $1)
        }
        guard let near, Options.changes(from: bare, to: near) <= 2 else { return "" }
        return ", did you mean \(near)?"
    }

    static func help(_ page: Page) {
        page.say("swift run course: where you are in the course, and what is next.")
        page.line()
        for command in all {
            page.entry(
                (command.name + " " + command.arguments).rightPadded(to: 24), command.summary)
        }
        page.line()
        page.say(
            "Without a number a command means the next exercise. Progress and copies are kept in the "
                + "folder .course. NO_COLOR=1 switches colours off.")
        page.line()
        page.line("It ends with a status:")
        for status in ExitStatus.allCases {
            page.entry("\(status.rawValue)", status.meaning)
        }
    }
}
