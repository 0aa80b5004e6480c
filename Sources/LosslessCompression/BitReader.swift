/// Reads numbers of some bits from bytes, the lowest bit of each byte first.
struct BitReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var next: Int
    private var buffer: UInt64 = 0
    private var available = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
        self.bytes = bytes
        next = start
    }

    /// Where the first byte is that no bit has been taken of.
    var bytePosition: Int { next - available / 8 }

    /// The next `count` (at most 32) bits as a number.
    @inline(__always)
    mutating func take(_ count: Int) throws -> UInt32 {
        if available < count {
            fill()
            if available < count { throw DeflateProblem.cutOff }
        }
        let value = UInt32(truncatingIfNeeded: buffer) & UInt32((UInt64(1) << count) &- 1)
        drop(count)
        return value
    }

    /// The next bits without taking them; zeros follow the end.
    @inline(__always)
    mutating func peek() -> UInt64 {
        if available < 16 { fill() }
        return buffer
    }

    /// Takes bits that were peeked at.
    @inline(__always)
    mutating func takePeeked(_ count: Int) throws {
        if count > available { throw DeflateProblem.cutOff }
        drop(count)
    }

    /// Goes to the beginning of the next byte.
    mutating func dropToByte() { drop(available % 8) }

    @inline(__always)
    private mutating func drop(_ count: Int) {
        buffer >>= UInt64(count)
        available &-= count
    }

    @inline(__always)
    private mutating func fill() {
        while available <= 56 && next < bytes.count {
            buffer |= UInt64(bytes[next]) << UInt64(available)
            next &+= 1
            available &+= 8
        }
    }
}
