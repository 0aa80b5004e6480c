import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What became of a program that nobody trusts, under limits: how it ended, what it said on its two
/// channels, and what it cost.
///
/// ``CommandRun`` is for commands of ours: there both outputs are one, and Ctrl-C is passed on. Here
/// a secret goes in, output beyond the limit is thrown away, and a flood does not end the program.
struct ProgramRun: Sendable {
    struct Limits: Sendable {
        /// Of the clock on the wall.
        var seconds: Double
        /// What goes beyond is read and thrown away.
        var outputBytes: Int

        init(seconds: Double, outputBytes: Int = 262_144) {
            self.seconds = seconds
            self.outputBytes = outputBytes
        }
    }

    let ending: CommandRun.Ending
    let output: [UInt8]
    let errorOutput: [UInt8]
    let seconds: Double
    /// The time of processors that it took, all its processes together.
    let processorSeconds: Double
    /// Of its largest process.
    let memoryBytes: Int

    var errorText: String { String(decoding: errorOutput, as: UTF8.self) }

    /// Runs a program to its end, or to the end of its time.
    ///
    /// - Parameter input: what it reads; a few bytes, for they have to fit into a pipe
    /// - Throws: an error with a sentence when it cannot be started
    init(
        _ command: [String], environment: [String: String] = [:], input: [UInt8] = [],
        limits: Limits
    ) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var awake = 0.0
        var last = start

        // A pipe that another thread's program inherits would never be closed.
        let (process, inputPipe, outputPipe, errorPipe) = try Self.spawning.withLock { _ in
            Self.closeInheritedDescriptors()
            let pipes = (try Pipe(), try Pipe(), try Pipe())
            let process = try spawn(
                command, nil, environment, input: pipes.0.reading, output: pipes.1.writing,
                errors: pipes.2.writing)
            return (process, pipes.0, pipes.1, pipes.2)
        }
        // While we hold the other end ourselves: writing to a program that has ended would end us.
        _ = input.withUnsafeBytes { write(inputPipe.writing, $0.baseAddress, $0.count) }
        for end in [inputPipe.writing, inputPipe.reading, outputPipe.writing, errorPipe.writing] {
            close(end)
        }

        var channels = [
            Channel(outputPipe.reading, limit: limits.outputBytes),
            Channel(errorPipe.reading, limit: limits.outputBytes),
        ]
        var isTimedOut = false
        while true {
            Channel.read(&channels, milliseconds: 20)
            let isSilent = channels.allSatisfy(\.isAtEnd)
            if hasEnded(process) { break }
            // A machine that slept, or was stopped with the program, takes nothing from its time.
            awake += min(1, (clock.now - last) / .seconds(1))
            last = clock.now
            if awake > limits.seconds {
                isTimedOut = true
                break
            }
            if isSilent { usleep(2_000) }
        }
        // It is not waited for yet, so its number still means this group and no other: it and, where no
        // sandbox ends them, the programs that it left behind.
        kill(-process, SIGKILL)
        let (status, usage) = reap(process)
        Channel.read(&channels, milliseconds: 0)
        for channel in channels { close(channel.descriptor) }

        ending = isTimedOut ? .timedOut : Grading.ending(status)
        output = channels[0].bytes
        errorOutput = channels[1].bytes
        seconds = (clock.now - start) / .seconds(1)
        processorSeconds = usage.processorSeconds
        memoryBytes = usage.peakMemory
    }

    private static let spawning = Mutex(())

    /// Files that this program was started with, by a shell or a service, are not for students: none goes on
    /// to a program that it starts.
    private static func closeInheritedDescriptors() {
        for descriptor in Int32(3)..<1_024 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    }
}

/// A pipe whose ends no other program inherits.
private struct Pipe {
    let reading: Int32
    let writing: Int32

    init() throws {
        guard let ends = openPipe() else {
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
