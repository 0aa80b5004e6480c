#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// All bytes of a file.
///
/// - Parameters:
///   - path: the file
///   - limit: more bytes than this are refused before they are read
/// - Throws: `InputError` that names the path: it is not there, is a folder, cannot be read
public func readFile(_ path: String, limit: Int = 4 << 30) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    if file < 0 {
        if errno == ENOENT { throw InputError("\(path) does not exist: check the path.") }
        throw InputError("\(path) cannot be read: \(lastSystemError()).")
    }
    defer { close(file) }
    var status = stat()
    if fstat(file, &status) != 0 {
        throw InputError("\(path) cannot be read: \(lastSystemError()).")
    }
    if status.st_mode & S_IFMT == S_IFDIR {
        throw InputError("\(path) is a folder: give the path of a file.")
    }
    if status.st_size > limit {
        throw InputError(
            "\(path) is too large: \(status.st_size) bytes, at most \(limit) are read.")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size) + 1)
    // Read until nothing comes, for what is not a plain file (a pipe) has no size in advance.
    while bytes.count <= limit {
        var part = [UInt8](repeating: 0, count: max(65_536, Int(status.st_size) - bytes.count))
        let count = part.withUnsafeMutableBytes { read(file, $0.baseAddress!, $0.count) }
        if count < 0 { throw InputError("\(path) cannot be read: \(lastSystemError()).") }
        if count == 0 { break }
        if bytes.isEmpty && count == part.count {
            bytes = part
        } else {
            bytes += part[..<count]
        }
    }
    return bytes
}
