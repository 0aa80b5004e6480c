import Coursework
import Grading
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension Command {
    /// `course watch`: checks an exercise on every save, until the key q.
    @Sendable static func watch(_ course: CoursePackage, _ request: Request) throws -> ExitStatus {
        let session = try Session(course)
        var watch = Watch(session, try session.exercise(request.target))
        defer { RawTerminal.leave() }
        try watch.run()
        return .done
    }
}

/// The companion beside an open editor.
private struct Watch {
    private let session: Session
    private var exercise: Catalogue.Exercise
    private let folder: String
    /// What the files were when they were checked last.
    private var seen: SavedFiles
    private let hasKeys: Bool
    /// A key that came during a check, which it stopped.
    private var pendingKey: Character?

    init(_ session: Session, _ exercise: Catalogue.Exercise) {
        self.session = session
        self.exercise = exercise
        folder = session.course.path("Exercises")
        seen = SavedFiles(in: folder)
        hasKeys = RawTerminal.begin()
        session.remember { $0.current = exercise.id }
    }

    mutating func run() throws {
        try check()
        while !RawTerminal.mustEnd {
            let key = pendingKey ?? RawTerminal.key()
            pendingKey = nil
            if let key, try !obey(key) { return }
            if RawTerminal.wasStopped() {
                try check()
            } else if SavedFiles(in: folder) != seen {
                // An editor may save in two steps: empty the file, then fill it.
                usleep(100_000)
                try check()
            }
            pause()
        }
    }

    /// Waits for a key, or for a third of a second.
    private func pause() {
        var keyboard = pollfd(fd: hasKeys ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0)
        poll(&keyboard, 1, 300)
        // The terminal is gone: so is the reader.
        if keyboard.revents & Int16(POLLHUP | POLLERR) != 0 { raise(SIGHUP) }
    }

    /// - Returns: whether to go on
    private mutating func obey(_ key: Character) throws -> Bool {
        let page = session.page
        switch key {
        case "q", "Q", "\u{4}": return false
        case "n", "N":
            guard let next = session.next(after: exercise.id) else {
                page.say("All exercises are done.", .good)
                return true
            }
            exercise = next
            session.remember { $0.current = next.id }
            try check()
        case "h", "H":
            page.line()
            session.showHint(exercise)
            showKeys()
        case "l", "L":
            page.newScreen()
            _ = try Command.list(
                session.course, Request(words: [String(session.lesson(of: exercise).number)]))
            showKeys()
        case "c", "C", "\n", "\r": try check()
        default: showKeys()
        }
        return true
    }

    private mutating func check() throws {
        let page = session.page
        page.newScreen()
        seen = SavedFiles(in: folder)
        try session.refresh()
        if session.standing(of: exercise) == .notStarted {
            session.announce(exercise)
            session.tell(exercise)
            page.line()
            page.say(
                "Waiting for you to save \(session.lesson(of: exercise).exerciseFile).", .faint)
            showKeys()
            return
        }
        // Started by another save, or stopped by a key.
        var pressed: Character?
        let (seen, folder) = (seen, folder)
        let outcome: CheckOutcome
        do {
            outcome = try session.check([exercise]) {
                if pressed == nil { pressed = RawTerminal.key() }
                return pressed != nil || RawTerminal.mustEnd || SavedFiles(in: folder) != seen
            }
        } catch let refusal as Refusal {
            // What is in the way may go away: no reason to leave the student alone.
            page.say(refusal.sentence, .bad)
            showKeys()
            return
        }
        if let pressed {
            pendingKey = pressed
            return
        }
        if case .cancelled = outcome { return }
        session.show(outcome)
        if case .checked(let results) = outcome, results[0].output.verdict == .passed {
            session.tellWhatIsNext()
        }
        showKeys()
    }

    private func showKeys() {
        session.page.line()
        session.page.line(
            hasKeys
                ? "n next   h hint   l list   c check   q quit"
                : "Checks again on every save; Ctrl-C ends it.", .faint)
    }
}
