import LosslessCompression
import Primavera

/// Gzip files (RFC 1952): deflate with a header, a checksum and a length.
public enum Gzip {
    /// Whether the bytes begin as gzip files do.
    public static func isGzip(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
    }

    /// The unpacked content; several members one after the other are joined.
    ///
    /// - Parameters:
    ///   - bytes: the file's content
    ///   - name: the file's name, for the sentence of an error
    ///   - limit: the most bytes that may come out
    /// - Throws: `InputError` when the file is cut off or damaged, or holds more than `limit`
    public static func unpacked(
        _ bytes: [UInt8], name: String, limit: Int = 1 << 30
    ) throws -> [UInt8] {
        var output: [UInt8] = []
        var position = 0
        do {
            repeat {
                let start = try endOfHeader(bytes, position)
                // The last four bytes of a file with one member are the length of its content.
                let stated = bytes.count >= 4 ? Int(littleEndian(bytes, bytes.count - 4)) : 0
                let (content, end) = try Inflate.bytes(
                    bytes, from: start, limit: limit - output.count,
                    expected: min(stated, bytes.count * 1_032))
                if end + 8 > bytes.count { throw DeflateProblem.cutOff }
                if CRC32.checksum(content) != littleEndian(bytes, end)
                    || UInt32(truncatingIfNeeded: content.count) != littleEndian(bytes, end + 4)
                {
                    throw DeflateProblem.damaged
                }
                if output.isEmpty { output = content } else { output += content }
                position = end + 8
            } while position < bytes.count && bytes[position] == 0x1f
            return output
        } catch let problem as DeflateProblem {
            switch problem {
            case .cutOff:
                throw InputError(
                    "\(name) ends in the middle of its compressed data: get the file again.")
            case .damaged:
                throw InputError("\(name) is damaged compressed data: get the file again.")
            case .tooLong:
                throw InputError("\(name) holds more than \(limit) bytes, which is not believed.")
            }
        }
    }

    private static func littleEndian(_ bytes: [UInt8], _ at: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * UInt32($1)) }
    }

    /// Where the compressed data begin, after the header and its optional parts.
    private static func endOfHeader(_ bytes: [UInt8], _ start: Int) throws -> Int {
        guard bytes.count >= start + 10 else { throw DeflateProblem.cutOff }
        guard bytes[start] == 0x1f, bytes[start + 1] == 0x8b, bytes[start + 2] == 8 else {
            throw DeflateProblem.damaged
        }
        let flags = bytes[start + 3]
        var position = start + 10
        if flags & 4 != 0 {
            guard bytes.count >= position + 2 else { throw DeflateProblem.cutOff }
            position += 2 + Int(bytes[position]) + Int(bytes[position + 1]) << 8
        }
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard position < bytes.count, let end = bytes[position...].firstIndex(of: 0) else {
                throw DeflateProblem.cutOff
            }
            position = end + 1
        }
        if flags & 2 != 0 { position += 2 }
        if position > bytes.count { throw DeflateProblem.cutOff }
        return position
    }
}
