import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the student's code was asked last: to be told when no answer comes, since a crash leaves no
/// other trace of it, and a loop without an end none at all.
enum CallInProgress {
    /// The sentence for a crash, ready to be printed: in a signal's handler no memory may be taken.
    nonisolated(unsafe) private static let sentence = {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2_000)
        memory.initialize(repeating: 0)
        return memory
    }()
    nonisolated(unsafe) private static var length = 0

    /// How a program ends whose index is out of range, whose number is too large, or which calls
    /// itself for ever.
    private static let signals = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE]

    /// Prints what was asked when the program crashes. What the system would have done without this
    /// comes after it.
    static func tellAtCrash() {
        for number in signals {
            var action = sigaction()
            #if canImport(Glibc)
            action.__sigaction_handler.sa_handler = tellOfCrash
            #else
            action.__sigaction_u.__sa_handler = tellOfCrash
            #endif
            // A stack of its own: after an endless recursion there is no room on the other one.
            action.sa_flags = Int32(SA_ONSTACK)
            var old = sigaction()
            sigaction(number, &action, &old)
            usual.append(old)
        }
    }
    nonisolated(unsafe) private static var usual: [sigaction] = []

    fileprivate static func tell(_ number: Int32) {
        write(STDERR_FILENO, sentence.baseAddress, length)
        // Behind this handler the same instruction runs again, and the usual end comes.
        for place in signals.indices where signals[place] == number {
            sigaction(number, &usual[place], nil)
        }
    }

    /// Notes what is asked now.
    static func note(_ exercise: String, _ call: String?) {
        let text =
            "\(exercise): your code stopped the program\(call.map { " at " + $0 } ?? ""). "
            + "The line above says why. Where: the first line below with Exercises/, perhaps in an "
            + "exercise that this one calls.\n"
        let bytes = Array(text.utf8.prefix(sentence.count))
        for (index, byte) in bytes.enumerated() { sentence[index] = byte }
        length = bytes.count
        question = call.map { " The question: " + $0 } ?? ""
    }

    /// What was asked, for a loop without an end.
    nonisolated(unsafe) private static var question = ""

    /// Runs `body`, says so when that takes long, and ends the program when it takes too long: where its
    /// output goes through a pipe, `swift test` shows nothing before the end.
    static func watch(_ exercise: String, _ body: () throws -> Void) rethrows {
        func after(_ seconds: Int, _ act: @escaping @Sendable () -> Void) -> DispatchWorkItem {
            let item = DispatchWorkItem(block: act)
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds), execute: item)
            return item
        }
        let items = [
            after(10) {
                say("\(exercise): no answer for 10 s. A loop that never ends?\(question)")
            },
            after(60) {
                say("\(exercise): stopped after 60 s. A loop that never ends?\(question)")
                _exit(1)
            },
        ]
        defer { for item in items { item.cancel() } }
        try body()
    }

    private static func say(_ sentence: String) {
        (sentence + "\n").withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
    }
}

private func tellOfCrash(_ number: Int32) { CallInProgress.tell(number) }
