#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The keyboard, key by key: without waiting for Return, and without showing what is typed.
///
/// Whatever happens, the terminal is as before when the program has left: at its end, at Ctrl-C, at
/// a crash, and while Ctrl-Z has it stopped.
enum RawTerminal {
    /// Begins to read keys; `false` when there is no keyboard, as in a pipe.
    static func begin() -> Bool {
        guard isatty(STDIN_FILENO) == 1, tcgetattr(STDIN_FILENO, &usual) == 0 else { return false }
        raw = usual
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        withUnsafeMutableBytes(of: &raw.c_cc) { bytes in
            // A read gives what is there, and never waits.
            bytes[Int(VMIN)] = 0
            bytes[Int(VTIME)] = 0
        }
        isRaw = true
        atexit { restoreTerminal() }
        for number in endings { signal(number) { requestedEnd = $0 } }
        for number in crashes { signal(number) { restoreAndRaise($0) } }
        signal(SIGTSTP) { _ in stopAndGoOn() }
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
        return true
    }

    /// Gives the terminal back.
    static func end() {
        restoreTerminal()
        for number in endings + crashes + [SIGTSTP] { signal(number, SIG_DFL) }
    }

    /// Whether Ctrl-C, or another signal, asks for the end: stop what runs, then call `leave()`.
    static var mustEnd: Bool { requestedEnd != 0 }

    /// Gives the terminal back, and ends as the signal would have done.
    static func leave() {
        end()
        if requestedEnd != 0 { raise(requestedEnd) }
    }

    /// The key that was pressed, if one was.
    static func key() -> Character? {
        var byte: UInt8 = 0
        guard isRaw, read(STDIN_FILENO, &byte, 1) == 1 else { return nil }
        return Character(UnicodeScalar(byte))
    }

    /// Whether Ctrl-Z had the program stopped since the last question: the screen is another one now.
    static func wasStopped() -> Bool {
        defer { hasStopped = false }
        return hasStopped
    }

    private static let endings = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
    /// Mistakes of our own.
    private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
}

// The handlers of signals may touch nothing but numbers like these, and call only what the system
// allows there: tcsetattr, sigaction, raise.
nonisolated(unsafe) private var usual = termios()
nonisolated(unsafe) private var raw = termios()
nonisolated(unsafe) private var isRaw = false
nonisolated(unsafe) private var hasStopped = false
nonisolated(unsafe) private var requestedEnd: Int32 = 0

private func restoreTerminal() {
    guard isRaw else { return }
    isRaw = false
    tcsetattr(STDIN_FILENO, TCSADRAIN, &usual)
}

private func restoreAndRaise(_ number: Int32) {
    restoreTerminal()
    signal(number, SIG_DFL)
    raise(number)
}

private func stopAndGoOn() {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &usual)
    // The signal is blocked while its handler runs, so the stop comes from another one.
    raise(SIGSTOP)
    // Here the program goes on, after fg.
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    hasStopped = true
}
