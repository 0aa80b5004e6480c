#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes a file whole or not at all: beside its place first, then renamed into it.
///
/// Whoever reads the file sees the old one or the new one, never half of it, also after a full
/// disk or Ctrl-C. Folders on the way to it are made.
///
/// - Throws: `InputError` with the path and the system's reason; nothing is left behind then
public func writeAtomically(_ bytes: [UInt8], to path: String) throws {
    try makeFolders(above: path)
    let beside = path + ".partial-\(getpid())"
    try Interruptions.postponed {
        let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        if file < 0 { throw InputError("\(path) cannot be written: \(lastSystemError()).") }
        let written = Result { try writeAll(bytes, to: file, path) }
        // Closed once, whatever came before: afterwards the number may be another file's.
        let isClosed = close(file) == 0
        do {
            try written.get()
            if !isClosed || rename(beside, path) != 0 {
                throw InputError("\(path) cannot be written: \(lastSystemError()).")
            }
        } catch {
            unlink(beside)
            throw error
        }
    }
}

/// As ``writeAtomically(_:to:)-([UInt8],_)``, for text.
public func writeAtomically(_ text: String, to path: String) throws {
    try writeAtomically(Array(text.utf8), to: path)
}

/// Makes the folders that lead to a file.
///
/// - Throws: `InputError` when one of them cannot be made, or is a file
public func makeFolders(above path: String) throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for end in parts.indices {
        let folder = parts[...end].joined(separator: "/")
        if folder.isEmpty || mkdir(folder, 0o755) == 0 || errno == EEXIST { continue }
        throw InputError("The folder \(folder) cannot be made: \(lastSystemError()).")
    }
}

private func writeAll(_ bytes: [UInt8], to file: Int32, _ path: String) throws {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes {
            write(file, $0.baseAddress! + written, bytes.count - written)
        }
        if count < 0 {
            if errno == EINTR { continue }
            throw InputError("\(path) cannot be written: \(lastSystemError()).")
        }
        written += count
    }
}

/// What the system says about its last refusal: "No space left on device".
public func lastSystemError() -> String { String(cString: strerror(errno)) }

/// Ctrl-C while a file is being written: it waits the milliseconds until the file is there.
private enum Interruptions {
    static func postponed(_ body: () throws -> Void) rethrows {
        pendingSignal = 0
        let before = [SIGINT, SIGTERM].map { ($0, signal($0) { pendingSignal = $0 }) }
        defer {
            for (number, handler) in before { signal(number, handler) }
            if pendingSignal != 0 { raise(pendingSignal) }
        }
        try body()
    }
}

/// Written by a signal handler, which may touch nothing but a number like this one.
nonisolated(unsafe) private var pendingSignal: Int32 = 0
