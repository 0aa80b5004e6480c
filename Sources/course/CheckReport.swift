import Coursework
import Grading
import Primavera

extension Session {
    /// Says what a check came to.
    func show(_ outcome: CheckOutcome) {
        switch outcome {
        case .checked(let results):
            for result in results { show(result, isOnly: results.count == 1) }
        case .doesNotCompile(let message): show(message)
        case .cancelled: page.say("Stopped.")
        }
    }

    private func show(_ result: CheckOutcome.Result, isOnly: Bool) {
        let exercise = result.exercise
        let (sign, words, style) = Self.verdict(result.output.verdict)
        page.line("\(sign) \(exercise.id) \(exercise.title)", right: words, style)
        if isOnly { showPrinted(result.output.printed) }
        switch result.output.verdict {
        case .wrong: page.say(result.output.sentence, indent: 2)
        case .crashed:
            page.say("Your code stopped the program. " + result.output.sentence, indent: 2)
            if let place = result.output.place {
                page.say("At " + course.shortened(place), indent: 2)
            }
        case .timedOut:
            page.say(
                "No answer within \(Int(ExerciseCheck.limit)) s: a loop that never ends?", indent: 2
            )
        case .notStarted where isOnly:
            page.say("Open \(place(of: exercise)) and replace its todo().", indent: 2)
        case .missing:
            page.say("The test ended without a word: did your code end the program?", indent: 2)
        case .notStarted, .passed: break
        }
        if isOnly, ![.passed, .notStarted].contains(result.output.verdict) {
            page.line()
            page.command("hint \(exercise.id)", "one more hint, of three")
        }
    }

    static func verdict(_ verdict: TestOutput.Verdict) -> (String, String, Page.Style) {
        switch verdict {
        case .passed: ("✓", "passed", .good)
        case .wrong: ("✗", "not right yet", .bad)
        case .crashed: ("✗", "it crashes", .bad)
        case .timedOut: ("✗", "it never ends", .bad)
        case .missing: ("✗", "no result", .bad)
        case .notStarted: ("·", "not started", .faint)
        }
    }

    /// What the student's own code has printed, the end of it when it is long.
    private func showPrinted(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        if lines.isEmpty { return }
        page.say("Your code printed:", indent: 2, .faint)
        if lines.count > 10 { page.line("    … (\(lines.count - 10) lines above)", .faint) }
        for line in lines.suffix(10) { page.line("    " + line.prefix(page.width - 4)) }
    }

    // MARK: What does not compile

    private func show(_ message: CompilerMessage) {
        let file = course.shortened(message.file)
        page.line("✗ \(file):\(message.line)", .bad)
        page.say("error: " + message.text, indent: 2)
        if let source = message.sourceLine { showSource(source, message) }
        if file.hasPrefix("Exercises/") {
            if let meaning = message.meaning { page.say("Usually: " + meaning, indent: 2) }
            page.line()
            page.say(
                "All exercises are one module: none can be checked until this line compiles.",
                .faint)
        } else if !file.hasPrefix("Tests/ExerciseTests/") {
            page.say(
                "This is a file of the course itself: if you changed it, take that back.", indent: 2
            )
        } else {
            // `module 'Exercises' has no member named 'step'`
            let exercise = message.names.compactMap(texts.exercise(ofFunction:)).first
            page.say(
                "The tests call your functions by the names and types that were given: is the first "
                    + "line of one of them another now?", indent: 2)
            page.line()
            page.command(
                "reset \(exercise ?? "3.2")",
                exercise == nil
                    ? "puts a function back as it was given" : "puts it back as it was given")
        }
    }

    /// The line, and a sign below the place in it; of a long line the part around the place.
    private func showSource(_ source: String, _ message: CompilerMessage) {
        // The compiler counts columns in bytes.
        let column = String(decoding: source.utf8.prefix(max(0, message.column - 1)), as: UTF8.self)
            .count
        let label = "\(message.line) | "
        let room = page.width - 4 - label.count
        let row = Array(source.map { $0 == "\t" ? " " : $0 })
        let start = row.count <= room ? 0 : max(0, min(column - room / 2, row.count - room))
        page.line("    " + page.styled(label, .faint) + String(row[start...].prefix(room)))
        let space = String(repeating: " ", count: 4 + label.count + max(0, column - start))
        page.line(space + page.styled("^", .bad))
    }
}
