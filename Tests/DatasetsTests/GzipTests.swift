import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

final class GzipTests: XCTestCase {
    // What Fixtures/make_fixtures.py packed.
    private let squares = (0..<5_000).map { UInt8($0 * $0 % 251) }
    private let words = (0..<600).flatMap {
        Array("spring \($0 % 17) after winter \($0 % 5); ".utf8)
    }

    func testWhatPythonPackedIsUnpacked() throws {
        for (name, content) in [
            ("stored", squares), ("fast", words), ("best", words), ("fixed", words),
            ("huffman-only", squares), ("empty", []), ("two-members", words + squares),
            ("every-header-field", words),
        ] {
            XCTAssertEqual(try Gzip.unpacked(fixture(name + ".gz"), name: name), content, name)
        }
    }

    func testAFileThatWasCutOffIsRefusedAtEveryLength() throws {
        for name in ["best", "stored", "every-header-field"] {
            let bytes = try fixture(name + ".gz")
            for length in stride(from: 0, to: bytes.count, by: name == "stored" ? 37 : 1) {
                assertRefused("cut.gz") {
                    _ = try Gzip.unpacked(Array(bytes[..<length]), name: "cut.gz")
                }
            }
        }
    }

    func testRandomDamageIsFoundAndNeverCrashes() throws {
        var random = Random(seed: 1)
        for name in ["best", "fixed", "huffman-only"] {
            let bytes = try fixture(name + ".gz")
            let content = try Gzip.unpacked(bytes, name: name)
            for _ in 0..<1_000 {
                var damaged = bytes
                for _ in 0...random.integer(below: 3) {
                    let place = random.integer(below: bytes.count)
                    damaged[place] ^= UInt8(1 << random.integer(below: 8))
                }
                // Bits of the header's time and system mean nothing; all others are found out.
                if let result = try? Gzip.unpacked(damaged, name: name) {
                    XCTAssertEqual(result, content)
                }
            }
        }
    }

    func testAFileThatHoldsFarMoreThanAllowedIsRefused() throws {
        let bomb = try fixture("bomb.gz")
        assertRefused("bomb.gz", "1000000 bytes") {
            _ = try Gzip.unpacked(bomb, name: "bomb.gz", limit: 1_000_000)
        }
        XCTAssertEqual(try Gzip.unpacked(bomb, name: "bomb.gz").count, 20_000_000)
    }

    func testChecksumsOfTheStandards() {
        XCTAssertEqual(CRC32.checksum(Array("123456789".utf8)), 0xcbf4_3926)
        XCTAssertEqual(CRC32.checksum([]), 0)
    }

    func testWhatDeflatePacksInflateUnpacks() throws {
        var random = Random(seed: 2)
        var samples: [[UInt8]] = [[], [7], [UInt8](repeating: 5, count: 100_000), words, squares]
        for _ in 0..<50 {
            let letters = random.integer(below: 200) + 1
            samples.append(
                (0..<random.integer(below: 3_000)).map { _ in UInt8(random.integer(below: letters))
                })
        }
        // A repetition from farther back than the format allows.
        samples.append(squares + [UInt8](repeating: 1, count: 40_000) + squares)
        for sample in samples {
            let packed = Deflate.bytes(sample)
            let (unpacked, end) = try Inflate.bytes(packed, limit: 1 << 20)
            XCTAssertEqual(unpacked, sample)
            XCTAssertEqual(end, packed.count)
        }
        XCTAssertLessThan(Deflate.bytes(words).count, words.count / 10)
    }

    func testCodesThatAskForTooManyCodewordsAreRefused() throws {
        XCTAssertThrowsError(try HuffmanCode([1, 1, 1]))
        XCTAssertThrowsError(try HuffmanCode([2, 2, 2, 2, 2]))
        XCTAssertNoThrow(try HuffmanCode([1, 2, 2]))
        XCTAssertNoThrow(try HuffmanCode([1]))
    }
}
