import Primavera

/// The format that MNIST came in: a magic number, the length of every axis, then bytes.
///
/// `00 00 08 d` (8: unsigned bytes; d: how many axes), d lengths of four bytes, highest first, and
/// the bytes row by row.
public struct IDX {
    /// The length of each axis.
    public let shape: [Int]
    /// The content, row by row.
    public let bytes: [UInt8]

    /// Reads a file, plain or gzip.
    ///
    /// - Throws: `InputError` when it is not there, not IDX, or shorter or longer than it says
    public init(path: String) throws {
        var content = try readFile(path)
        if Gzip.isGzip(content) { content = try Gzip.unpacked(content, name: path) }
        try self.init(content, name: path)
    }

    /// Reads bytes that are not packed.
    ///
    /// - Parameters:
    ///   - content: the file's bytes
    ///   - name: the file's name, for the sentence of an error
    public init(_ content: [UInt8], name: String) throws {
        guard content.count >= 4, content[0] == 0, content[1] == 0, content[3] > 0 else {
            throw InputError(
                "\(name) is not an IDX file: it does not begin with 00 00 and a type.")
        }
        if content[2] != 8 {
            throw InputError("\(name) is IDX of type \(content[2]); only bytes (type 8) are read.")
        }
        let start = 4 + 4 * Int(content[3])
        if content.count < start {
            throw InputError("\(name) was cut off within its header: get the file again.")
        }
        var shape: [Int] = []
        var count = 1
        for axis in 0..<Int(content[3]) {
            let length = (0..<4).reduce(0) { $0 << 8 | Int(content[4 + 4 * axis + $1]) }
            let (product, overflow) = count.multipliedReportingOverflow(by: length)
            count = overflow ? Int.max : product
            shape.append(length)
        }
        if content.count - start != count {
            let state = content.count - start < count ? "was cut off" : "is too long"
            throw InputError(
                "\(name) \(state): for \(shape) there should be \(count) bytes, but there are "
                    + "\(content.count - start). Get the file again.")
        }
        self.shape = shape
        bytes = Array(content[start...])
    }
}
