import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

final class CRC32Tests: XCTestCase {
    func testWhatPythonsZlibSays() {
        for (bytes, checksum) in [
            (Array("a".utf8), 0xe8b7_be43), (Array("abc".utf8), 0x3524_41c2),
            (Array("The quick brown fox jumps over the lazy dog".utf8), 0x414f_a339),
            ([UInt8](repeating: 0, count: 32), 0x190a_55ad),
            ([UInt8](repeating: 255, count: 32), 0xff6c_ab0b),
            ((0...255).map { UInt8($0) }, 0x2905_8c73),
        ] as [([UInt8], UInt32)] {
            XCTAssertEqual(CRC32.checksum(bytes), checksum)
        }
    }

    /// Eight bytes at a time must be what bit by bit is, at every length and every offset.
    func testEightAtOnceIsAsBitByBit() {
        func bitByBit(_ bytes: ArraySlice<UInt8>) -> UInt32 {
            var crc = UInt32.max
            for byte in bytes {
                crc ^= UInt32(byte)
                for _ in 0..<8 { crc = crc & 1 == 1 ? 0xedb8_8320 ^ crc >> 1 : crc >> 1 }
            }
            return ~crc
        }
        var random = Random(seed: 4)
        let bytes = (0..<80).map { _ in UInt8(random.integer(below: 256)) }
        for start in 0..<9 {
            for end in start...bytes.count {
                let stretch = bytes[start..<end]
                let fast = stretch.withUnsafeBytes { CRC32.update(0, $0) }
                XCTAssertEqual(fast, bitByBit(stretch))
            }
        }
    }

    func testAChecksumIsContinued() {
        let bytes = Array("123456789".utf8)
        for cut in 0...9 {
            let first = CRC32.checksum(Array(bytes[..<cut]))
            let whole = Array(bytes[cut...]).withUnsafeBytes { CRC32.update(first, $0) }
            XCTAssertEqual(whole, 0xcbf4_3926)
        }
    }
}

final class BitReaderTests: XCTestCase {
    private func reading<T>(
        _ bytes: [UInt8], from start: Int = 0, _ body: (inout BitReader) throws -> T
    ) rethrows -> T {
        try bytes.withUnsafeBufferPointer {
            var bits = BitReader($0, from: start)
            return try body(&bits)
        }
    }

    func testTheLowestBitComesFirst() throws {
        try reading([0b1011_0010, 0b0000_0001]) { bits in
            XCTAssertEqual(try bits.take(1), 0)
            XCTAssertEqual(try bits.take(3), 0b001)
            XCTAssertEqual(try bits.take(0), 0)
            XCTAssertEqual(try bits.take(5), 0b1_1011)
        }
    }

    func testAnyWidthsReadWhatIsThere() throws {
        var random = Random(seed: 5)
        let bytes = (0..<200).map { _ in UInt8(random.integer(below: 256)) }
        func bit(_ index: Int) -> UInt32 { UInt32(bytes[index / 8]) >> UInt32(index % 8) & 1 }
        try reading(bytes) { bits in
            var place = 0
            while true {
                let width = random.integer(below: 33)
                if place + width > bytes.count * 8 { break }
                let right = (0..<width).reduce(UInt32(0)) { $0 | bit(place + $1) << UInt32($1) }
                XCTAssertEqual(UInt32(truncatingIfNeeded: bits.peek()) & 0x7fff, next15(place))
                XCTAssertEqual(try bits.take(width), right)
                place += width
                XCTAssertEqual(bits.bytePosition, (place + 7) / 8)
            }
        }
        func next15(_ place: Int) -> UInt32 {
            (0..<15).reduce(0) {
                place + $1 < bytes.count * 8 ? $0 | bit(place + $1) << UInt32($1) : $0
            }
        }
    }

    func testTheEndIsTheEnd() throws {
        try reading([0xff, 0xff], from: 1) { bits in
            XCTAssertEqual(try bits.take(7), 127)
            XCTAssertThrowsError(try bits.take(2)) { XCTAssertEqual("\($0)", "cutOff") }
            XCTAssertEqual(bits.peek(), 1, "zeros follow")
            XCTAssertThrowsError(try bits.takePeeked(2))
            XCTAssertEqual(try bits.take(1), 1)
            XCTAssertThrowsError(try bits.take(1))
        }
        try reading([]) { bits in XCTAssertThrowsError(try bits.take(1)) }
        try reading([1, 2], from: 2) { bits in XCTAssertThrowsError(try bits.take(1)) }
    }

    func testItGoesToTheNextByteUnlessItIsAtOne() throws {
        try reading([0xff, 0x0a, 0x0b]) { bits in
            _ = try bits.take(3)
            bits.dropToByte()
            XCTAssertEqual(bits.bytePosition, 1)
            bits.dropToByte()
            XCTAssertEqual(try bits.take(8), 0x0a)
            XCTAssertEqual(bits.bytePosition, 2)
        }
    }
}

final class HuffmanCodeTests: XCTestCase {
    /// The symbols of bits that are written as text, in the order in which they come.
    private func symbols(_ code: HuffmanCode, _ text: String) throws -> [Int] {
        let digits = text.filter { $0 != " " }
        var bytes = [UInt8](repeating: 0, count: (digits.count + 7) / 8)
        for (index, digit) in digits.enumerated() where digit == "1" {
            bytes[index / 8] |= 1 << UInt8(index % 8)
        }
        return try bytes.withUnsafeBufferPointer {
            var bits = BitReader($0, from: 0)
            var result: [Int] = []
            var left = text.split(separator: " ").count
            while left > 0 {
                result.append(try code.read(&bits))
                left -= 1
            }
            return result
        }
    }

    func testTheExampleOfTheStandard() throws {
        // RFC 1951, 3.2.2: the lengths of A to H and their codewords.
        let code = try HuffmanCode([3, 3, 3, 3, 3, 2, 4, 4])
        XCTAssertEqual(
            try symbols(code, "010 011 100 101 110 00 1110 1111"), [0, 1, 2, 3, 4, 5, 6, 7])
    }

    func testCodewordsOfFifteenBits() throws {
        let code = try HuffmanCode((1...15).map { UInt8($0) } + [15])
        let ones = String(repeating: "1", count: 14)
        XCTAssertEqual(try symbols(code, "\(ones)1 0 \(ones)0 10"), [15, 0, 14, 1])
    }

    func testTheFixedCodeIsTheStandards() throws {
        XCTAssertEqual(
            try symbols(.fixedLengths, "00110000 10111111 110010000 111111111 0000000 0010111"),
            [0, 143, 144, 255, 256, 279])
        XCTAssertEqual(try symbols(.fixedLengths, "11000000 11000101"), [280, 285])
        XCTAssertEqual(try symbols(.fixedDistances, "00000 11101"), [0, 29])
    }

    func testAsManyCodewordsAsThereAreAndNotOneMore() throws {
        for length in 1...8 {
            let full = [UInt8](repeating: UInt8(length), count: 1 << length)
            XCTAssertNoThrow(try HuffmanCode(full))
            XCTAssertThrowsError(try HuffmanCode(full + [UInt8(length)])) {
                XCTAssertEqual("\($0)", "damaged")
            }
            XCTAssertThrowsError(try HuffmanCode(full + [15]))
        }
        XCTAssertThrowsError(try HuffmanCode([UInt8](repeating: 1, count: 288)))
    }

    func testACodewordThatNobodyHasIsDamage() throws {
        // A single distance is allowed to have a code of its own; its other bit means nothing.
        let one = try HuffmanCode([0, 0, 1])
        XCTAssertEqual(try symbols(one, "0 0"), [2, 2])
        XCTAssertThrowsError(try symbols(one, "0 1")) { XCTAssertEqual("\($0)", "damaged") }
        let gap = try HuffmanCode([2, 2, 2])
        XCTAssertEqual(try symbols(gap, "00 01 10"), [0, 1, 2])
        XCTAssertThrowsError(try symbols(gap, "00 11")) { XCTAssertEqual("\($0)", "damaged") }
        for nothing in [[], [0, 0, 0]] as [[UInt8]] {
            let code = try HuffmanCode(nothing)
            XCTAssertThrowsError(try symbols(code, "0"))
            XCTAssertThrowsError(try symbols(code, "1"))
        }
    }
}
