#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Two ends of a terminal that nobody sits at: what a command writes to the one is read from the other.
///
/// - Returns: the end to read from first; `nil` when the system has none left
func openPseudoTerminal() -> [Int32]? {
    var (reader, writer): (Int32, Int32) = (-1, -1)
    guard openpty(&reader, &writer, nil, nil, nil) == 0 else { return nil }
    // Wide, so that no line is cut.
    var size = winsize(ws_row: 50, ws_col: 1_000, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(writer, UInt(TIOCSWINSZ), &size)
    return [reader, writer]
}

extension String {
    /// Text that was meant for a terminal, without colours, and with each rewritten line on its own.
    public var withoutTerminalCodes: String {
        var result: [UInt8] = []
        var bytes = Array(utf8)[...]
        while let byte = bytes.popFirst() {
            if byte == 0x1B, bytes.first == UInt8(ascii: "[") {
                // A code ends with a letter.
                bytes = bytes.dropFirst().drop { $0 < 0x40 || $0 > 0x7E }.dropFirst()
            } else if byte == UInt8(ascii: "\r") {
                if result.last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
                if bytes.first == UInt8(ascii: "\n") { bytes = bytes.dropFirst() }
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
