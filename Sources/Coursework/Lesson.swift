import Figures
import FoundationEssentials
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A page of the textbook as a program: what it says goes to the terminal and into its report.
///
/// ```swift
/// runLesson(1) { lesson in
///     lesson.section("Why")
///     lesson.say("In 1943 McCulloch and Pitts made a neuron of a sum and a threshold.")
///     lesson.show(chart, caption: "The line moves.")
///     lesson.claim("and.epochs", 4)
///     lesson.yourTurn()
/// }
/// ```
public final class Lesson {
    /// Its entry in the catalogue.
    public let entry: Catalogue.Lesson
    /// What it was asked for.
    public let options: Options
    /// The lesson's random numbers, from `--seed`.
    public var random: Random

    private var report: Report
    private var claims: [String: Double] = [:]
    private var figures: [any Figure] = []
    private let output: (String) -> Void

    init(_ entry: Catalogue.Lesson, _ options: Options, output: @escaping (String) -> Void) {
        self.entry = entry
        self.options = options
        self.output = output
        random = Random(seed: options.seed)
        report = Report(title: "Lesson \(entry.number): \(entry.title)")
    }

    /// The folder of the report.
    public var folder: String { options.out ?? "Reports/\(entry.program)" }

    /// Where a training of this lesson keeps what it needs to go on after an interruption. Other
    /// options are another training.
    public func checkpoint(_ name: String, epochs: Int) -> Checkpoint {
        Checkpoint(
            "\(folder)/\(name).checkpoint",
            recipe: "\(entry.program) \(name), seed \(options.seed), \(epochs) epochs, data "
                + (options.data ?? "embedded") + (options.isQuick ? ", quick" : "")
                + (continues ? ", continued" : ""))
    }

    /// Where the weights of a network of this lesson are saved.
    public func weightsPath(_ name: String) -> String { "\(folder)/\(name).safetensors" }

    /// With `--continue` gives a network the weights that the last run has saved under this name.
    ///
    /// - Throws: `InputError` when there are none, or of another network
    public func continueTraining(_ network: any Layer, _ name: String) throws {
        if continues { try network.loadWeights(from: weightsPath(name)) }
    }

    private var continues: Bool { options.extra[Options.continuing.name] != nil }

    /// How many epochs to train: `--epochs` if given, else one of the lesson's own numbers.
    public func epochs(default usual: Int, quick: Int) -> Int {
        options.epochs ?? (options.isQuick ? quick : usual)
    }

    // MARK: Telling

    /// Begins a section.
    public func section(_ title: String) {
        let line = String(repeating: "─", count: max(0, min(textWidth, 72) - title.count - 4))
        output("\n── \(title) \(line)\n\n")
        report.heading(title)
    }

    /// A paragraph. `code` stands between back quotes and *emphasis* between stars.
    public func say(_ text: String) {
        output(wrapped(text, width: textWidth) + "\n\n")
        report.paragraph(text)
    }

    /// Lines as they are: a formula, code, numbers in columns.
    public func code(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        output(lines.map { "    " + $0 }.joined(separator: "\n") + "\n\n")
        report.preformatted(text)
    }

    /// A table with a line of headers.
    public func table(_ headers: [String], _ rows: [[String]]) {
        output(TextTable(headers, rows).text(width: Terminal.width) + "\n\n")
        report.table(headers, rows)
    }

    /// A figure, in the report and, unless `inTerminal` is false, as characters.
    public func show(_ figure: any Figure, caption: String, inTerminal: Bool = true) {
        if inTerminal { draw(figure) }
        figures.append(figure)
        report.figure(figure, caption: caption)
    }

    /// Frames under a slider in the report; the last of them in the terminal.
    public func animate(_ animation: Animation, caption: String, inTerminal: Bool = true) {
        if let last = animation.frames.last {
            if inTerminal { draw(last) }
            figures.append(last)
        }
        report.animation(animation, caption: caption)
    }

    private func draw(_ figure: any Figure) {
        let width = max(40, min(Terminal.width, 100))
        output(figure.characters(width: width, colours: Terminal.usesColors) + "\n\n")
    }

    /// Notes a number that the lesson states, by name, for `results.json`.
    public func claim(_ name: String, _ value: Double) {
        if claims.updateValue(value, forKey: name) != nil {
            fatalError("Lesson \(entry.number) claims \"\(name)\" twice.")
        }
    }

    /// The last section: the lesson's exercises and how to have them graded.
    public func yourTurn() {
        section("Your turn")
        let list = entry.exercises.map { "\($0.id)  \($0.title)" }
        let how =
            "Open `\(entry.exerciseFile)`, replace a `todo()` by your code, and run `swift test "
            + "--filter \(entry.testClass)`. What is not started is skipped."
        output(wrapped(how, width: textWidth) + "\n\n")
        output(list.map { "    " + $0 }.joined(separator: "\n") + "\n\n")
        report.callout([how])
        report.table(
            ["exercise", "what to build"], entry.exercises.map { ["\($0.id)", $0.title] })
    }

    private var textWidth: Int { max(40, min(Terminal.width, 92)) }

    // MARK: The files that it leaves

    /// Finds out before minutes of work whether the report can be written.
    func checkFolder() throws {
        let probe = folder + "/.can-be-written"
        do {
            try writeAtomically("", to: probe)
        } catch let error as InputError {
            throw InputError("--out \(folder) cannot be used: \(error.description)")
        }
        unlink(probe)
    }

    func writeFiles(seconds: Double) throws {
        // The large file first: on a full disk nothing is left of this run.
        try writeAtomically(report.html, to: folder + "/index.html")
        try writeAtomically(resultsJSON(), to: folder + "/results.json")
        if options.savesPictures { try writePictures() }
        output("Report: \(folder)/index.html (\(seconds.fixed(1)) s)\n")
    }

    /// Every figure as a file: `pictures/03-xor.svg` and `.png`. Of an animation the last frame.
    private func writePictures() throws {
        for (index, figure) in figures.enumerated() {
            let words = figure.title.lowercased().split {
                !$0.isASCII || !($0.isLetter || $0.isNumber)
            }
            let number = (index < 9 ? "0" : "") + "\(index + 1)"
            let path = ([number] + words.map(String.init)).joined(separator: "-")
            try writeAtomically(figure.standaloneSVG(), to: "\(folder)/pictures/\(path).svg")
            try writeAtomically(figure.png(), to: "\(folder)/pictures/\(path).png")
        }
    }

    /// The claims as JSON; numbers that are not finite become null.
    func resultsJSON() -> String {
        func number(_ value: Double) -> String {
            guard value.isFinite else { return "null" }
            return value == value.rounded() && abs(value) < 1e15 ? value.fixed(0) : "\(value)"
        }
        let lines = claims.sorted { $0.key < $1.key }.map { name, value in
            "    \"\(name)\": \(number(value))"
        }
        return """
            {
              "lesson": \(entry.number),
              "quick": \(options.isQuick),
              "seed": \(options.seed),
              "results": {
            \(lines.joined(separator: ",\n"))
              }
            }

            """
    }
}

/// Runs a lesson: reads the command line, tells the story, writes the report, and ends the program
/// with a status: 0; 2 when the command line, or what it names, cannot be used; 1 for the rest.
public func runLesson(
    _ number: Int, extra: [Options.Extra] = [], takesArgument: Bool = false,
    _ body: (Lesson) throws -> Void
) -> Never {
    let entry = Catalogue.lesson(number)
    ProcessorCheck.run(entry.program)
    do {
        let options = try Options.parse(
            Array(CommandLine.arguments.dropFirst()), extra: extra, takesArgument: takesArgument)
        if options.showsHelp {
            Terminal.write(helpText(entry, extra))
            exit(0)
        }
        if let threads = options.threads { Threads.maximum = threads }
        let clock = ContinuousClock()
        let start = clock.now
        let lesson = Lesson(entry, options, output: { Terminal.write($0) })
        try lesson.checkFolder()
        Terminal.write("Lesson \(entry.number): \(entry.title)\n\(entry.question)\n")
        try body(lesson)
        try lesson.writeFiles(seconds: (clock.now - start).seconds)
        exit(0)
    } catch let error as InputError {
        printError("\(entry.program): \(error.description)")
        exit(2)
    } catch {
        printError("\(entry.program): \(error)")
        exit(1)
    }
}

private func helpText(_ entry: Catalogue.Lesson, _ extra: [Options.Extra]) -> String {
    let lines = (extra + Options.shared).map { option in
        let name = "--" + option.name + (option.placeholder.map { " " + $0 } ?? "")
        return "  " + name.rightPadded(to: 18) + option.help
    }
    return """
        Lesson \(entry.number): \(entry.title). \(entry.question)

        swift run \(entry.program) [options]

        \(lines.joined(separator: "\n"))

        """
}
