import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What became of a program that ran under limits: how it ended, what it said on its two channels, and
/// what it cost.
public struct ProgramRun: Sendable {
    public enum Ending: Sendable, Equatable {
        case exited(Int32)
        case killed(signal: Int32)
        /// It was still running after the seconds it had.
        case timedOut
    }

    public struct Limits: Sendable {
        /// Of the clock on the wall.
        var seconds: Double
        /// What goes beyond is read and thrown away.
        var outputBytes: Int

        public init(seconds: Double, outputBytes: Int = 262_144) {
            self.seconds = seconds
            self.outputBytes = outputBytes
        }
    }

    public let ending: Ending
    public let output: [UInt8]
    public let errorOutput: [UInt8]
    public let seconds: Double
    /// The time of processors that it took, all its processes together.
    public let processorSeconds: Double
    /// Of its largest process.
    public let memoryBytes: Int

    public var errorText: String { String(decoding: errorOutput, as: UTF8.self) }

    /// Runs a program to its end, or to the end of its time.
    ///
    /// - Parameter input: what it reads; a few bytes, for they have to fit into a pipe
    /// - Throws: `Refusal` when it cannot be started
    public init(
        _ command: [String], environment: [String: String] = [:], input: [UInt8] = [],
        limits: Limits
    ) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var awake = 0.0
        var last = start

        // A pipe that another thread's program inherits would never be closed.
        let (process, inputPipe, outputPipe, errorPipe) = try Self.spawning.withLock { _ in
            let pipes = (try Pipe(), try Pipe(), try Pipe())
            let process = try Self.spawn(
                command, environment, [pipes.0.reading, pipes.1.writing, pipes.2.writing])
            return (process, pipes.0, pipes.1, pipes.2)
        }
        for end in [inputPipe.reading, outputPipe.writing, errorPipe.writing] { close(end) }
        _ = input.withUnsafeBytes { write(inputPipe.writing, $0.baseAddress, $0.count) }
        close(inputPipe.writing)

        var channels = [
            Channel(outputPipe.reading, limit: limits.outputBytes),
            Channel(errorPipe.reading, limit: limits.outputBytes),
        ]
        var usage = rusage()
        var status: Int32 = 0
        var isTimedOut = false
        while true {
            Channel.read(&channels, milliseconds: 20)
            let isSilent = channels.allSatisfy(\.isAtEnd)
            if wait4(process, &status, WNOHANG, &usage) == process { break }
            // A machine that slept, or was stopped with the program, takes nothing from its time.
            awake += min(1, (clock.now - last) / .seconds(1))
            last = clock.now
            if awake > limits.seconds {
                isTimedOut = true
                kill(process, SIGKILL)
                kill(-process, SIGKILL)
                wait4(process, &status, 0, &usage)
                break
            }
            if isSilent { usleep(2_000) }
        }
        // What it started and left behind, where no sandbox ends it.
        kill(-process, SIGKILL)
        Channel.read(&channels, milliseconds: 0)
        for channel in channels { close(channel.descriptor) }

        if isTimedOut {
            ending = .timedOut
        } else if status & 0x7F == 0 {
            ending = .exited(status >> 8 & 0xFF)
        } else {
            ending = .killed(signal: status & 0x7F)
        }
        output = channels[0].bytes
        errorOutput = channels[1].bytes
        seconds = (clock.now - start) / .seconds(1)
        processorSeconds =
            Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        #if os(Linux)
        memoryBytes = usage.ru_maxrss * 1_024
        #else
        memoryBytes = usage.ru_maxrss
        #endif
    }

    private static let spawning = Mutex(())

    /// Starts a program in a group of its own, with three descriptors and no others.
    private static func spawn(
        _ command: [String], _ environment: [String: String], _ descriptors: [Int32]
    ) throws -> pid_t {
        #if canImport(Glibc)
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        let flags = Int(POSIX_SPAWN_SETPGROUP) | Int(POSIX_SPAWN_SETSIGMASK)
        #else
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        let flags =
            Int(POSIX_SPAWN_SETPGROUP) | Int(POSIX_SPAWN_SETSIGMASK)
            | Int(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // Threads of Dispatch block all signals, and a program would inherit that.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        for (number, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        let arguments = command.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, command[0], &actions, &attributes, arguments, variables)
        guard code == 0 else {
            throw Refusal(
                .courseBroken,
                "\(command[0]) cannot be started: \(String(cString: strerror(code))).")
        }
        return process
    }
}

/// A pipe whose ends no other program inherits.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw Refusal(.noSpace, "No pipe is to be had: \(String(cString: strerror(errno))).")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}

/// What comes out of a pipe, up to a limit.
private struct Channel {
    let descriptor: Int32
    let limit: Int
    var bytes: [UInt8] = []
    var isAtEnd = false

    init(_ descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    /// Waits for something to read, and reads what there is.
    static func read(_ channels: inout [Channel], milliseconds: Int32) {
        let open = channels.indices.filter { !channels[$0].isAtEnd }
        var waiting = open.map {
            pollfd(fd: channels[$0].descriptor, events: Int16(POLLIN), revents: 0)
        }
        guard !waiting.isEmpty, poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else {
            return
        }
        for (index, entry) in zip(open, waiting) where entry.revents != 0 { channels[index].read() }
    }

    private mutating func read() {
        var block = [UInt8](repeating: 0, count: 65_536)
        // A flood of output must not keep us from looking at the clock.
        for _ in 0..<16 {
            let count = systemRead(descriptor, &block, block.count)
            if count == 0 { isAtEnd = true }
            if count <= 0 { return }
            bytes += block.prefix(min(count, max(0, limit - bytes.count)))
        }
    }
}

private func systemRead(_ file: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, memory, count)
}
