#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the place that standard output goes to can show.
public enum Terminal {
    /// Whether a person is watching: standard output is a terminal, not a pipe or a file.
    public static let isInteractive = isatty(STDOUT_FILENO) == 1

    /// Whether colours are welcome: on a terminal, unless `NO_COLOR` is set or it is a dumb one.
    public static let usesColors =
        isInteractive && environment("NO_COLOR").isEmpty && environment("TERM") != "dumb"

    /// How many characters fit in a line: the terminal's width, else `COLUMNS`, else 80.
    public static var width: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return Int(environment("COLUMNS")).flatMap { $0 > 0 ? $0 : nil } ?? 80
    }

    static func environment(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }

    /// Writes to standard output at once. When nobody reads any more (`… | head`), the program
    /// ends as quietly as other programs do.
    public static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                let count = systemWrite(
                    STDOUT_FILENO, bytes.baseAddress! + written, bytes.count - written)
                if count < 0 {
                    if errno == EINTR { continue }
                    exit(141)
                }
                written += count
            }
        }
    }
}

/// The system's `write`, under a name that the method above does not hide.
private let systemWrite: @Sendable (Int32, UnsafeRawPointer, Int) -> Int = { write($0, $1, $2) }
