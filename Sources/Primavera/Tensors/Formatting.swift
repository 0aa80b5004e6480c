#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension BinaryFloatingPoint {
    /// The number with this many digits after the point: `(2.0 / 3).fixed(2)` is `"0.67"`.
    public func fixed(_ digits: Int) -> String {
        formatted("%.\(digits)f")
    }

    /// The number with this many significant digits: `(1234.5).significant(3)` is `"1.23e+03"`.
    public func significant(_ digits: Int) -> String {
        formatted("%.\(digits)g")
    }

    private func formatted(_ format: String) -> String {
        // What 0 / 0 gives has its sign bit set on some processors, and would print as "-nan".
        if isNaN { return "nan" }
        // Sixty-four characters hold every number but the longest; the second try holds those.
        var text = [CChar](repeating: 0, count: 64)
        let length = withVaList([Double(self)]) { vsnprintf(&text, text.count, format, $0) }
        if Int(length) >= text.count {
            text = [CChar](repeating: 0, count: Int(length) + 1)
            _ = withVaList([Double(self)]) { vsnprintf(&text, text.count, format, $0) }
        }
        let printed = String(decoding: text.prefix(Int(length)).map(UInt8.init), as: UTF8.self)
        // A small negative number that rounds to nothing is printed as 0, not as −0.
        return printed.allSatisfy { "-0.".contains($0) } && printed.hasPrefix("-")
            ? String(printed.dropFirst()) : printed
    }
}

extension Int {
    /// The number with commas between the thousands: `61706.grouped` is `"61,706"`.
    public var grouped: String {
        var digits = String(magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}

extension String {
    /// The text filled with spaces on the left to `width` characters.
    public func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - count)) + self
    }

    /// The text filled with spaces on the right to `width` characters.
    public func rightPadded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}
