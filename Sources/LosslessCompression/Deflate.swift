/// Packs bytes as deflate (RFC 1951): repeated stretches become references to the first of them.
///
/// One block in the fixed Huffman code. A table remembers where each triple of bytes stood last;
/// a match is looked for there and at a few earlier places. That makes drawings as small as they
/// need to be, in a text that is read in a minute; photographs would gain some tenths by a code of
/// their own.
package struct Deflate {
    private static let window = 32_768
    private static let longestMatch = 258
    private static let placesToTry = 16

    private var output: [UInt8] = []
    private var buffer: UInt64 = 0
    private var bitCount = 0

    package static func bytes(_ input: [UInt8]) -> [UInt8] {
        var deflate = Deflate()
        deflate.put(1, 1)  // the last block
        deflate.put(1, 2)  // in the fixed code
        deflate.pack(input)
        deflate.putSymbol(256)
        deflate.put(0, (8 - deflate.bitCount % 8) % 8)
        return deflate.output
    }

    private mutating func pack(_ input: [UInt8]) {
        var newest = [Int32](repeating: -1, count: 1 << 15)
        var older = [Int32](repeating: -1, count: Self.window)
        func hash(_ i: Int) -> Int {
            let triple = UInt32(input[i]) | UInt32(input[i + 1]) << 8 | UInt32(input[i + 2]) << 16
            return Int((triple &* 0x9e37_79b1) >> 17)
        }
        func remember(_ i: Int) {
            guard i + 2 < input.count else { return }
            let key = hash(i)
            older[i % Self.window] = newest[key]
            newest[key] = Int32(i)
        }
        var i = 0
        while i < input.count {
            var (length, distance) = (0, 0)
            if i + 2 < input.count {
                var candidate = Int(newest[hash(i)])
                var tries = Self.placesToTry
                while candidate >= 0, i - candidate < Self.window, tries > 0 {
                    var n = 0
                    while n < Self.longestMatch, i + n < input.count,
                        input[candidate + n] == input[i + n]
                    { n += 1 }
                    if n > length { (length, distance) = (n, i - candidate) }
                    candidate = Int(older[candidate % Self.window])
                    tries -= 1
                }
            }
            if length >= 3 {
                putMatch(length, distance)
            } else {
                length = 1
                putSymbol(Int(input[i]))
            }
            for k in i..<i + length { remember(k) }
            i += length
        }
    }

    private mutating func putMatch(_ length: Int, _ distance: Int) {
        let l = DeflateTables.lengths.lastIndex { $0.0 <= length } ?? 0
        putSymbol(257 + l)
        put(UInt32(length - DeflateTables.lengths[l].0), DeflateTables.lengths[l].1)
        let d = DeflateTables.distances.lastIndex { $0.0 <= distance } ?? 0
        putReversed(UInt32(d), 5)
        put(UInt32(distance - DeflateTables.distances[d].0), DeflateTables.distances[d].1)
    }

    /// A symbol in the fixed code: 8 bits for most bytes, 7 for short matches, 9 for rare bytes.
    private mutating func putSymbol(_ symbol: Int) {
        switch symbol {
        case 0..<144: putReversed(UInt32(0x30 + symbol), 8)
        case 144..<256: putReversed(UInt32(0x190 + symbol - 144), 9)
        case 256..<280: putReversed(UInt32(symbol - 256), 7)
        default: putReversed(UInt32(0xc0 + symbol - 280), 8)
        }
    }

    /// Codewords are written from their highest bit on, everything else from the lowest.
    private mutating func putReversed(_ code: UInt32, _ count: Int) {
        for bit in (0..<count).reversed() { put(code >> UInt32(bit) & 1, 1) }
    }

    private mutating func put(_ value: UInt32, _ count: Int) {
        buffer |= UInt64(value) << UInt64(bitCount % 8)
        bitCount += count
        while output.count < bitCount / 8 {
            output.append(UInt8(truncatingIfNeeded: buffer))
            buffer >>= 8
        }
    }
}
