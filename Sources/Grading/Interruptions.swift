import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Ctrl-C while a command runs: the command has a group of its own and does not get it, so it is
/// stopped by us, and then the signal does to this program what it would have done.
enum Interruptions {
    private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

    private struct State {
        var depth = 0
        var before: [sigaction] = []
    }
    private static let state = Mutex(State())

    /// Whether a signal waits for the running commands to be stopped.
    static var isPending: Bool { pendingSignal != 0 }

    /// Runs `body`, on any number of threads; a signal in the meantime arrives when it has ended.
    static func postponed<R>(_ body: () throws -> R) rethrows -> R {
        begin()
        defer { end() }
        return try body()
    }

    private static func begin() {
        state.withLock { state in
            state.depth += 1
            guard state.depth == 1 else { return }
            pendingSignal = 0
            state.before = signals.map { number in
                var old = sigaction()
                sigaction(number, nil, &old)
                // A program that has its own answer to a signal keeps it, as do ignored ones.
                if isDefault(old) { signal(number) { pendingSignal = $0 } }
                return old
            }
        }
    }

    private static func end() {
        let pending = state.withLock { state -> Int32 in
            state.depth -= 1
            guard state.depth == 0 else { return 0 }
            for (number, old) in zip(signals, state.before) where isDefault(old) {
                signal(number, SIG_DFL)
            }
            return pendingSignal
        }
        if pending != 0 { raise(pending) }
    }

    private static func isDefault(_ action: sigaction) -> Bool {
        #if canImport(Glibc)
        return action.__sigaction_handler.sa_handler == nil
        #else
        return action.__sigaction_u.__sa_handler == nil
        #endif
    }
}

/// Written by a signal handler, which may touch nothing but a number like this one.
nonisolated(unsafe) private var pendingSignal: Int32 = 0
