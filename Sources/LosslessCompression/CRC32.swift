/// The checksum of gzip and PNG: the remainder of the bytes, taken as one long binary polynomial,
/// divided by a fixed one (0xEDB88320, the bits in reverse).
package enum CRC32 {
    /// The remainder for every possible byte, and for that byte followed by 1, 2, … 7 zeros, so
    /// that eight bytes are done at once: eight times as fast as one by one.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? 0xedb8_8320 ^ (remainder >> 1) : remainder >> 1
            }
            tables[byte] = remainder
        }
        for index in 256..<2_048 {
            let shorter = tables[index - 256]
            tables[index] = tables[Int(shorter & 0xff)] ^ (shorter >> 8)
        }
        return tables
    }()

    package static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { update(0, $0) }
    }

    /// The checksum of what came before, continued with `bytes`.
    static func update(_ checksum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        tables.withUnsafeBufferPointer { table in
            var crc = ~checksum
            var i = 0
            while i &+ 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
                let mixed = word ^ UInt64(crc)
                crc = 0
                for byte in 0..<8 {
                    let value = Int(truncatingIfNeeded: mixed >> (8 &* UInt64(byte))) & 0xff
                    crc ^= table[(7 &- byte) &* 256 &+ value]
                }
                i &+= 8
            }
            while i < bytes.count {
                crc = table[Int((crc ^ UInt32(bytes[i])) & 0xff)] ^ (crc >> 8)
                i &+= 1
            }
            return ~crc
        }
    }
}
