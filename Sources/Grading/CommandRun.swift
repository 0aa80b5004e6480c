import FoundationEssentials
import Primavera
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A command that was run, and how it ended.
///
/// ```swift
/// let run = try CommandRun.run(["swift", "--version"], limits: .init(seconds: 20))
/// run.ending      // .exited(0)
/// run.output      // "Swift version 6.3 …"
/// ```
/// The command gets a process group of its own, and nothing of the group is left when `run` returns.
/// It reads nothing: its standard input is empty.
public struct CommandRun: Sendable {
    public enum Ending: Sendable, Equatable {
        /// It ended by itself, with this status.
        case exited(Int32)
        /// A signal ended it, which we did not send: a crash.
        case signalled(Int32)
        /// It was stopped: it took longer than it may.
        case timedOut
        /// It was stopped: it wrote more than it may.
        case flooded
        /// It was stopped: somebody asked for it.
        case cancelled
    }

    /// What a command may take before it is stopped.
    public struct Limits: Sendable {
        /// Seconds on the wall. Those in which this program slept too are not counted.
        public var seconds: Double
        /// Bytes of output, which includes errors.
        public var output: Int

        public init(seconds: Double = 60, output: Int = 4 << 20) {
            self.seconds = seconds
            self.output = output
        }
    }

    public let ending: Ending
    /// What it wrote to standard output and standard error, in its order; the beginning of it when it
    /// wrote more than it may.
    public let bytes: [UInt8]
    /// How long it took.
    public let seconds: Double
    /// The time on processors of the command and of all that it started and waited for.
    public let processorSeconds: Double
    /// The largest memory of one of its processes, in bytes.
    public let peakMemory: Int

    /// What it wrote, as text; what is no text is replaced.
    public var output: String { String(decoding: bytes, as: UTF8.self) }

    /// Whether it ended by itself with the status 0.
    public var succeeded: Bool { ending == .exited(0) }

    /// Runs a command and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: the program, looked up in `PATH`, and its arguments
    ///   - folder: its working directory; ours when `nil`
    ///   - environment: all of its environment; ours when `nil`
    ///   - onTerminal: whether its output is a terminal, which some programs ask for
    ///   - isCancelled: asked about twenty times a second; the command is stopped when it says so
    ///   - onOutput: gets each piece of output when it comes
    /// - Throws: `InputError` when the program cannot be started
    public static func run(
        _ arguments: [String], in folder: String? = nil, environment: [String: String]? = nil,
        limits: Limits = Limits(), onTerminal: Bool = false, isCancelled: () -> Bool = { false },
        onOutput: (ArraySlice<UInt8>) -> Void = { _ in }
    ) throws -> CommandRun {
        try Interruptions.postponed {
            let process = try ChildProcess(
                arguments, folder, environment ?? ProcessInfo.processInfo.environment, onTerminal)
            return process.watch(limits, isCancelled: isCancelled, onOutput: onOutput)
        }
    }
}

/// A process that has been started, the leader of its own group.
private struct ChildProcess {
    let id: pid_t
    /// Where its output arrives.
    let pipe: Int32

    private static let spawning = Mutex(())

    init(
        _ arguments: [String], _ folder: String?, _ environment: [String: String],
        _ onTerminal: Bool
    ) throws {
        guard let program = arguments.first else { throw InputError("There is no command to run.") }
        // A pipe that another thread's child inherits would never be closed.
        (id, pipe) = try Self.spawning.withLock { _ in
            guard let ends = onTerminal ? openPseudoTerminal() : openPipe() else {
                throw InputError("\(program) cannot be started: \(lastSystemError()).")
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            defer { close(ends[1]) }
            do {
                return (try spawn(arguments, folder, environment, output: ends[1]), ends[0])
            } catch {
                close(ends[0])
                throw error
            }
        }
        _ = fcntl(pipe, F_SETFL, fcntl(pipe, F_GETFL) | O_NONBLOCK)
    }

    func watch(
        _ limits: CommandRun.Limits, isCancelled: () -> Bool,
        onOutput: (ArraySlice<UInt8>) -> Void
    ) -> CommandRun {
        var time = AwakeTime()
        var bytes: [UInt8] = []
        var stopped: CommandRun.Ending?
        var isOpen = true
        var buffer = [UInt8](repeating: 0, count: 65_536)

        func drain() {
            while isOpen {
                let count = read(pipe, &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                if count < 0 && errno == EAGAIN { return }
                // A terminal without a writer is an error on Linux.
                if count <= 0 {
                    isOpen = false
                    return
                }
                let room = max(0, limits.output - bytes.count)
                bytes += buffer[..<min(count, room)]
                onOutput(buffer[..<min(count, room)])
                if count > room {
                    stopped = stopped ?? .flooded
                    return
                }
            }
        }

        while !hasEnded(id) {
            var waiting = pollfd(fd: isOpen ? pipe : -1, events: Int16(POLLIN), revents: 0)
            // With the pipe closed there is only the end to wait for, which comes at once.
            poll(&waiting, 1, isOpen ? 50 : 5)
            drain()
            time.advance()
            if time.seconds > limits.seconds { stopped = stopped ?? .timedOut }
            if Interruptions.isPending || isCancelled() { stopped = stopped ?? .cancelled }
            if stopped != nil { break }
        }
        // The leader is not waited for yet, so its number still means this group and no other.
        killpg(id, SIGKILL)
        let (status, usage) = reap(id)
        // Output that was under way. What has left the group may hold the pipe open: no waiting.
        drain()
        close(pipe)
        return CommandRun(
            ending: stopped ?? ending(status), bytes: bytes, seconds: time.seconds,
            processorSeconds: usage.processorSeconds, peakMemory: usage.peakMemory)
    }
}

/// Time in which this program runs: a laptop that sleeps, or Ctrl-Z, stops it too.
private struct AwakeTime {
    private(set) var seconds = 0.0
    private var last = ContinuousClock.now

    /// To be called often: a step that is longer than a second counts as one.
    mutating func advance() {
        let now = ContinuousClock.now
        let step = last.duration(to: now).components
        seconds += min(1, Double(step.seconds) + Double(step.attoseconds) * 1e-18)
        last = now
    }
}
