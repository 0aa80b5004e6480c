import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

final class IDXTests: XCTestCase {
    private func header(_ lengths: [UInt32], type: UInt8 = 8) -> [UInt8] {
        [0, 0, type, UInt8(lengths.count)]
            + lengths.flatMap { length in
                (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
            }
    }

    func testShapeAndBytes() throws {
        let idx = try IDX(header([2, 3]) + [1, 2, 3, 4, 5, 6], name: "x")
        XCTAssertEqual(idx.shape, [2, 3])
        XCTAssertEqual(idx.bytes, [1, 2, 3, 4, 5, 6])
        XCTAssertEqual(try IDX(header([0]), name: "x").bytes, [])
    }

    func testWhatIsNotWholeOrNotIDXIsRefused() {
        assertRefused("f", "not an IDX") { _ = try IDX(Array("hello".utf8), name: "f") }
        assertRefused("f", "not an IDX") { _ = try IDX([], name: "f") }
        assertRefused("f", "type 13") { _ = try IDX(self.header([1], type: 13) + [0], name: "f") }
        assertRefused("f", "header") { _ = try IDX([0, 0, 8, 3, 0, 0], name: "f") }
        assertRefused("f", "cut off", "6 bytes", "are 5") {
            _ = try IDX(self.header([2, 3]) + [1, 2, 3, 4, 5], name: "f")
        }
        assertRefused("f", "too long") { _ = try IDX(self.header([1]) + [1, 2], name: "f") }
        let huge = [UInt32](repeating: .max, count: 255)
        assertRefused("f", "cut off") { _ = try IDX(self.header(huge), name: "f") }
    }
}

final class CSVTests: XCTestCase {
    private func csv(_ text: String) throws -> CSV { try CSV(Array(text.utf8), name: "t.csv") }

    func testCellsLinesAndQuotationMarks() throws {
        let table = try csv("name, x\n\"a, \"\"b\"\"\",1\r\n\n\"two\nlines\",-2.5e1\n")
        XCTAssertEqual(table.rows.count, 2)
        XCTAssertEqual(try table.texts("name"), ["a, \"b\"", "two\nlines"])
        XCTAssertEqual(try table.numbers("x"), [1, -25])
        XCTAssertEqual(try csv("x\n1").numbers("x"), [1], "no line end at the end")
        XCTAssertEqual(try csv("\u{FEFF}x\n1\n").numbers("x"), [1], "a byte order mark")
    }

    func testWhatIsWrongIsNamedWithItsLine() throws {
        assertRefused("t.csv", "empty") { _ = try self.csv("") }
        assertRefused("t.csv", "line 3", "1 cells", "2") { _ = try self.csv("a,b\n1,2\n3\n") }
        assertRefused("t.csv", "line 2", "never closed") { _ = try self.csv("a\n\"open\nx\n") }
        assertRefused("t.csv", "UTF-8") { _ = try CSV([0x61, 0x0a, 0xff, 0xfe], name: "t.csv") }
        let table = try csv("a,b\n1,2\n,x\n3,nan\n4,1e999\n")
        assertRefused("line 3", "\"a\"", "empty") { _ = try table.numbers("a") }
        assertRefused("line 3", "\"x\"", "\"b\"", "not a number") { _ = try table.numbers("b") }
        assertRefused("\"c\"", "a, b") { _ = try table.numbers("c") }
        assertRefused("line 2", "not a number") { _ = try self.csv("a\nnan\n").numbers("a") }
        assertRefused("line 2", "not a number") { _ = try self.csv("a\n1e999\n").numbers("a") }
    }
}

final class PNGTests: XCTestCase {
    /// Reads back what the encoder writes: chunks, checksums, and the three filters that it uses.
    private func decoded(_ png: [UInt8], channels: Int) throws -> (
        width: Int, height: Int, pixels: [UInt8]
    ) {
        XCTAssertEqual(Array(png[..<8]), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
        func number(_ at: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(png[at + $1]) } }
        var position = 8
        var chunks: [String: [UInt8]] = [:]
        var order: [String] = []
        while position < png.count {
            let length = number(position)
            let body = Array(png[position + 4..<position + 8 + length])
            XCTAssertEqual(Int(CRC32.checksum(body)), number(position + 8 + length))
            let name = String(decoding: body[..<4], as: UTF8.self)
            order.append(name)
            chunks[name, default: []] += body[4...]
            position += 12 + length
        }
        XCTAssertEqual(order, ["IHDR", "IDAT", "IEND"])
        let header = chunks["IHDR"]!
        let (width, height) = (
            Int(header[3]) + Int(header[2]) << 8, Int(header[7]) + Int(header[6]) << 8
        )
        let rows = try Inflate.bytes(chunks["IDAT"]!, from: 2, limit: 1 << 24).output
        let length = width * channels
        XCTAssertEqual(rows.count, height * (length + 1))
        var pixels: [UInt8] = []
        for y in 0..<height {
            let filter = rows[y * (length + 1)]
            for x in 0..<length {
                let value = rows[y * (length + 1) + 1 + x]
                let left = x < channels ? 0 : pixels[pixels.count - channels]
                let above = y == 0 ? 0 : pixels[pixels.count - length]
                switch filter {
                case 0: pixels.append(value)
                case 1: pixels.append(value &+ left)
                case 2: pixels.append(value &+ above)
                default: XCTFail("filter \(filter)")
                }
            }
        }
        return (width, height, pixels)
    }

    func testEveryKindOfPictureIsReadBack() throws {
        var random = Random(seed: 1)
        for channels in 1...4 {
            for (width, height) in [(1, 1), (17, 3), (300, 40)] {
                // Noise beside even stretches, so that every filter is the best one somewhere.
                let pixels = (0..<width * height * channels).map { (index: Int) -> UInt8 in
                    if index % 500 < 250 { return UInt8(random.integer(below: 256)) }
                    return UInt8(index / 500 % 256)
                }
                let png = PNGWriting.bytes(
                    width: width, height: height, channels: channels, pixels: pixels)
                let back = try decoded(png, channels: channels)
                XCTAssertEqual([back.width, back.height], [width, height])
                XCTAssertEqual(back.pixels, pixels)
            }
        }
    }
}
