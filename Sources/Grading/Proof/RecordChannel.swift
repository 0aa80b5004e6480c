#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The two pipes between `grade` and the program that runs one test: the secret comes in by standard
/// input, the record goes out by what was standard output.
///
/// `open()` is the first thing that program does, before any of the student's code can run: it reads
/// the secret to its end, closes that pipe, and moves the other one away from descriptor 1. What the
/// student prints goes where errors go. It is compiled into that program, and into `Grading` for its
/// tests.
enum RecordChannel {
    nonisolated(unsafe) private static var secret: [UInt8] = []
    nonisolated(unsafe) private static var descriptor: Int32 = -1

    /// Takes over the pipes; ends the program when no secret comes.
    ///
    /// - Returns: what follows the secret: the name of the test to run. As an argument of the program
    ///   the student's code could read it.
    static func open() -> String {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 512)
        while true {
            let count = systemRead(STDIN_FILENO, &block, block.count)
            if count <= 0 { break }
            bytes += block.prefix(count)
        }
        if bytes.count <= 16 { exit(3) }
        secret = Array(bytes.prefix(16))
        descriptor = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 20)
        dup2(STDERR_FILENO, STDOUT_FILENO)
        close(STDIN_FILENO)
        return String(decoding: bytes.dropFirst(16), as: UTF8.self)
    }

    /// Writes the record of the exercise that has ended.
    static func write(_ record: CompletionRecord) {
        let line = Array((record.line(secret: secret) + "\n").utf8)
        _ = line.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress!, $0.count) }
    }
}

private func systemRead(_ file: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(file, memory, count)
}

private func systemWrite(_ file: Int32, _ memory: UnsafeRawPointer, _ count: Int) -> Int {
    write(file, memory, count)
}
