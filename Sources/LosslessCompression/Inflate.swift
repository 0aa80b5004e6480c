/// Unpacks deflate (RFC 1951), the compression inside of gzip and PNG.
///
/// The text is a stream of bits. A block is either stored as it is, or made of symbols in a
/// Huffman code: bytes, and references "copy `length` bytes from `distance` bytes back". Nothing
/// that the stream says is believed: every length, distance and code is checked, and the output is
/// bounded.
package struct Inflate {
    private var bits: BitReader
    private var output: [UInt8] = []
    private let limit: Int

    /// The unpacked bytes, and how many bytes of the input they took.
    ///
    /// - Parameters:
    ///   - start: where in the input to begin
    ///   - limit: the most bytes that may come out
    ///   - expected: how many bytes will probably come out
    /// - Throws: `DeflateProblem` when the stream ends early, is damaged, or holds more
    package static func bytes(
        _ input: [UInt8], from start: Int = 0, limit: Int, expected: Int = 0
    ) throws -> (output: [UInt8], end: Int) {
        try input.withUnsafeBufferPointer { buffer in
            var inflate = Inflate(bits: BitReader(buffer, from: start), limit: limit)
            inflate.output.reserveCapacity(min(expected, limit))
            try inflate.readBlocks()
            return (inflate.output, inflate.bits.bytePosition)
        }
    }

    private init(bits: BitReader, limit: Int) {
        self.bits = bits
        self.limit = limit
    }

    private mutating func readBlocks() throws {
        var isLast = false
        while !isLast {
            isLast = try bits.take(1) == 1
            switch try bits.take(2) {
            case 0: try copyStored()
            case 1: try copySymbols(.fixedLengths, .fixedDistances)
            case 2:
                let (lengths, distances) = try readCodes()
                try copySymbols(lengths, distances)
            default: throw DeflateProblem.damaged
            }
        }
    }

    private mutating func copyStored() throws {
        bits.dropToByte()
        let length = try bits.take(16)
        if try bits.take(16) != ~length & 0xffff { throw DeflateProblem.damaged }
        if output.count + Int(length) > limit { throw DeflateProblem.tooLong }
        for _ in 0..<length { output.append(UInt8(try bits.take(8))) }
    }

    /// The two Huffman codes of a block, which are themselves written in a third one.
    private mutating func readCodes() throws -> (HuffmanCode, HuffmanCode) {
        let lengthCount = Int(try bits.take(5)) + 257
        let distanceCount = Int(try bits.take(5)) + 1
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var widths = [UInt8](repeating: 0, count: 19)
        for position in order.prefix(Int(try bits.take(4)) + 4) {
            widths[position] = UInt8(try bits.take(3))
        }
        let code = try HuffmanCode(widths)
        var lengths: [UInt8] = []
        while lengths.count < lengthCount + distanceCount {
            let symbol = try code.read(&bits)
            switch symbol {
            case 0...15: lengths.append(UInt8(symbol))
            case 16:
                guard let last = lengths.last else { throw DeflateProblem.damaged }
                lengths += [UInt8](repeating: last, count: Int(try bits.take(2)) + 3)
            case 17: lengths += [UInt8](repeating: 0, count: Int(try bits.take(3)) + 3)
            default: lengths += [UInt8](repeating: 0, count: Int(try bits.take(7)) + 11)
            }
        }
        if lengths.count != lengthCount + distanceCount { throw DeflateProblem.damaged }
        return (
            try HuffmanCode(Array(lengths[..<lengthCount])),
            try HuffmanCode(Array(lengths[lengthCount...]))
        )
    }

    private mutating func copySymbols(_ lengths: HuffmanCode, _ distances: HuffmanCode) throws {
        while true {
            let symbol = try lengths.read(&bits)
            if symbol < 256 {
                if output.count >= limit { throw DeflateProblem.tooLong }
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol <= 285 else { throw DeflateProblem.damaged }
            let (base, extra) = DeflateTables.lengths[symbol - 257]
            let length = base + Int(try bits.take(extra))
            let distanceSymbol = try distances.read(&bits)
            guard distanceSymbol < 30 else { throw DeflateProblem.damaged }
            let (far, more) = DeflateTables.distances[distanceSymbol]
            let distance = far + Int(try bits.take(more))
            if distance > output.count { throw DeflateProblem.damaged }
            if output.count + length > limit { throw DeflateProblem.tooLong }
            // Byte by byte: with a distance shorter than the length, the copy repeats itself.
            let start = output.count - distance
            for offset in 0..<length { output.append(output[start &+ offset]) }
        }
    }
}

/// Why a compressed stream cannot be used.
package enum DeflateProblem: Error {
    /// The input is over before the stream is.
    case cutOff
    /// The stream says something that the format does not allow.
    case damaged
    /// More comes out than was allowed.
    case tooLong
}

/// What the symbols above 256, and those of distances, stand for: a base, and how many bits follow.
enum DeflateTables {
    static let lengths: [(Int, Int)] = {
        var table = (0..<8).map { (3 + $0, 0) }
        for extra in 1...5 {
            for step in 0..<4 { table.append((3 + (4 + step) << extra, extra)) }
        }
        return table + [(258, 0)]
    }()

    static let distances: [(Int, Int)] = (0..<30).map { symbol in
        let extra = max(0, symbol / 2 - 1)
        return symbol < 2 ? (symbol + 1, 0) : (1 + (2 + symbol % 2) << extra, extra)
    }
}
