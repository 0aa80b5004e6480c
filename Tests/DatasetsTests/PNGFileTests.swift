import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

/// What a reader of another maker looks at, which our own decoder in FormatTests does not need.
final class PNGFileTests: XCTestCase {
    private func number(_ bytes: [UInt8], _ at: Int) -> Int {
        (0..<4).reduce(0) { $0 << 8 | Int(bytes[at + $1]) }
    }

    private func content(of name: String, _ png: [UInt8]) throws -> [UInt8] {
        var position = 8
        while position < png.count {
            let length = number(png, position)
            if Array(png[position + 4..<position + 8]) == Array(name.utf8) {
                return Array(png[position + 8..<position + 8 + length])
            }
            position += 12 + length
        }
        throw InputError("no \(name)")
    }

    func testTheHeaderStatesSizeDepthAndColours() throws {
        for (channels, type) in [(1, 0), (2, 4), (3, 2), (4, 6)] as [(Int, UInt8)] {
            let png = PNGWriting.bytes(
                width: 300, height: 2, channels: channels,
                pixels: [UInt8](repeating: 9, count: 600 * channels))
            XCTAssertEqual(
                try content(of: "IHDR", png), [0, 0, 1, 44, 0, 0, 0, 2, 8, type, 0, 0, 0])
            XCTAssertEqual(try content(of: "IEND", png), [])
        }
    }

    func testTheStreamIsZlibsWithItsChecksum() throws {
        var random = Random(seed: 41)
        for height in [1, 5, 90] {
            let pixels = (0..<40 * height).map { _ in UInt8(random.integer(below: 256)) }
            let png = PNGWriting.bytes(width: 40, height: height, channels: 1, pixels: pixels)
            let packed = try content(of: "IDAT", png)
            XCTAssertEqual(packed[0] & 15, 8, "deflate")
            XCTAssertEqual((Int(packed[0]) * 256 + Int(packed[1])) % 31, 0)
            let (rows, end) = try Inflate.bytes(packed, from: 2, limit: 1 << 20)
            XCTAssertEqual(end, packed.count - 4)
            // Adler-32 (RFC 1950), from its definition.
            let a = rows.reduce(1) { $0 + Int($1) }
            let b = rows.reduce((1, 0)) { ($0.0 + Int($1), $0.1 + $0.0 + Int($1)) }.1
            XCTAssertEqual(number(packed, end), b % 65_521 * 65_536 + a % 65_521)
        }
    }

    func testEvenAreasTakeLittleRoom() {
        let size = 200 * 200 * 4
        let even = PNGWriting.bytes(
            width: 200, height: 200, channels: 4, pixels: [UInt8](repeating: 200, count: size))
        XCTAssertLessThan(even.count, size / 50)
        // A slope, which prediction makes even.
        let slope = (0..<40_000).map { (index: Int) -> UInt8 in
            UInt8((index % 200 + index / 200) % 256)
        }
        let png = PNGWriting.bytes(width: 200, height: 200, channels: 1, pixels: slope)
        XCTAssertLessThan(png.count, slope.count / 50)
    }
}
