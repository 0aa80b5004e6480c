/// A code whose frequent symbols are short: to read, one look into a table for each symbol.
///
/// The lengths of the codewords say it all: codewords of one length are counted upwards in the
/// order of the symbols, after those that are shorter.
struct HuffmanCode {
    private static let longest = 15

    /// For every possible next 15 bits (10, when no codeword is longer): symbol · 16 + length.
    private let table: [UInt16]
    private let mask: UInt64

    /// - Throws: `DeflateProblem.damaged` when more codewords are asked for than there are
    init(_ lengths: [UInt8]) throws {
        let longest = max(1, Int(lengths.max() ?? 0))
        var counts = [Int](repeating: 0, count: Self.longest + 1)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var first = [Int](repeating: 0, count: Self.longest + 2)
        for length in 1...Self.longest {
            first[length + 1] = (first[length] + counts[length]) << 1
            if first[length] + counts[length] > 1 << length { throw DeflateProblem.damaged }
        }
        var table = [UInt16](repeating: 0, count: 1 << longest)
        for (symbol, length) in lengths.enumerated() where length > 0 {
            let length = Int(length)
            let codeword = first[length]
            first[length] += 1
            var reversed = 0
            for bit in 0..<length where codeword >> bit & 1 == 1 {
                reversed |= 1 << (length - 1 - bit)
            }
            for index in stride(from: reversed, to: 1 << longest, by: 1 << length) {
                table[index] = UInt16(symbol << 4 | length)
            }
        }
        self.table = table
        mask = UInt64(1 << longest - 1)
    }

    @inline(__always)
    func read(_ bits: inout BitReader) throws -> Int {
        let entry = table[Int(truncatingIfNeeded: bits.peek() & mask)]
        if entry == 0 { throw DeflateProblem.damaged }
        try bits.takePeeked(Int(entry & 15))
        return Int(entry >> 4)
    }

    static let fixedLengths = try! HuffmanCode(
        (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    static let fixedDistances = try! HuffmanCode([UInt8](repeating: 5, count: 30))
}
