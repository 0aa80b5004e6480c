import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

final class PackedByPythonTests: XCTestCase {
    // What Fixtures/make_fixtures.py packed.
    private let squares = (0..<5_000).map { UInt8($0 * $0 % 251) }
    private let words = (0..<600).flatMap {
        Array("spring \($0 % 17) after winter \($0 % 5); ".utf8)
    }
    private let letters = (1...26).flatMap { n in
        (0..<40).flatMap { _ in (65..<65 + n).map { UInt8($0) } }
    }

    private func assertUnpacks(_ name: String, _ content: [UInt8], line: UInt = #line) throws {
        let unpacked = try Gzip.unpacked(fixture(name), name: name)
        XCTAssert(unpacked == content, "\(name): \(unpacked.count)", line: line)
    }

    func testEveryLevel() throws {
        try assertUnpacks("ten-levels.gz", (0...9).flatMap { words[$0..<2_000] })
    }

    func testBlocksThatAFlushHasEnded() throws {
        try assertUnpacks("flushed.gz", words[..<3_000] + squares + words[3_000...])
    }

    func testPythonsOwnGzip() throws { try assertUnpacks("python-gzip.gz", words + squares) }

    func testMatchesOfEveryLengthAndManyDistances() throws {
        try assertUnpacks("matches.gz", letters)
        try assertUnpacks("run-lengths.gz", letters)
    }

    func testWhatFollowsTheLastMemberIsPassedOver() throws {
        let best = try fixture("best.gz")
        XCTAssertEqual(try Gzip.unpacked(best + [0, 0, 0, 0], name: "x"), words)
        assertRefused("x", "middle") { _ = try Gzip.unpacked(best + [0x1f], name: "x") }
        assertRefused("x", "middle") { _ = try Gzip.unpacked(best + best[..<99], name: "x") }
    }

    func testManySmallMembersAreJoined() throws {
        let member: [UInt8] =
            [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1, 1, 0, 254, 255, 97]
            + [0x43, 0xbe, 0xb7, 0xe8, 1, 0, 0, 0]
        let bytes = [UInt8]((0..<2_000).map { _ in member }.joined())
        XCTAssertEqual(
            try Gzip.unpacked(bytes, name: "x"), [UInt8](repeating: 97, count: 2_000))
        assertRefused("x", "1999 bytes") {
            _ = try Gzip.unpacked(bytes, name: "x", limit: 1_999)
        }
    }

    func testHowGzipFilesBegin() {
        XCTAssertTrue(Gzip.isGzip([0x1f, 0x8b]))
        XCTAssertFalse(Gzip.isGzip([0x1f]))
        XCTAssertFalse(Gzip.isGzip([]))
        XCTAssertFalse(Gzip.isGzip([0, 0, 8, 3]))
    }

    func testTheLengthAndTheChecksumAreLookedAt() throws {
        let best = try fixture("best.gz")
        for place in best.count - 8..<best.count {
            var damaged = best
            damaged[place] ^= 1
            assertRefused("x", "damaged") { _ = try Gzip.unpacked(damaged, name: "x") }
        }
    }

    func testAnotherMethodThanDeflateIsDamage() throws {
        var bytes = try fixture("best.gz")
        bytes[2] = 7
        assertRefused("x", "damaged") { _ = try Gzip.unpacked(bytes, name: "x") }
    }
}

/// Streams that no packer writes, made by hand bit by bit.
final class BadStreamTests: XCTestCase {
    /// Bytes of numbers with so many bits each, the lowest first; codewords are written as text.
    private func stream(_ parts: [(value: Int, bits: Int)], _ codewords: String = "") -> [UInt8] {
        var bits = parts.flatMap { part in (0..<part.bits).map { part.value >> $0 & 1 } }
        bits += codewords.filter { $0 != " " }.map { $0 == "1" ? 1 : 0 }
        var bytes = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() { bytes[index / 8] |= UInt8(bit << (index % 8)) }
        return bytes
    }

    private func assertProblem(
        _ problem: String, _ bytes: [UInt8], limit: Int = 1_000, line: UInt = #line
    ) {
        XCTAssertThrowsError(try Inflate.bytes(bytes, limit: limit), line: line) {
            XCTAssertEqual("\($0)", problem, line: line)
        }
    }

    func testWhatIsWellFormedIsUnpacked() throws {
        // "a" and then three from one back, in the fixed code.
        let bytes = stream([(1, 1), (1, 2)], "10010001 0000001 00000 0000000")
        XCTAssertEqual(try Inflate.bytes(bytes, limit: 4).output, Array("aaaa".utf8))
        assertProblem("tooLong", bytes, limit: 3)
        assertProblem("tooLong", bytes, limit: 0)
    }

    func testNothingIsCopiedFromBeforeTheBeginning() {
        assertProblem("damaged", stream([(1, 1), (1, 2)], "0000001 00000 0000000"))
        assertProblem("damaged", stream([(1, 1), (1, 2)], "10010001 0000001 00001 0000000"))
    }

    func testSymbolsThatStandForNothing() {
        // 286 and 287 have codewords in the fixed code, distances 30 and 31 have none.
        assertProblem("damaged", stream([(1, 1), (1, 2)], "10010001 11000110"))
        assertProblem("damaged", stream([(1, 1), (1, 2)], "10010001 11000111"))
        assertProblem("damaged", stream([(1, 1), (1, 2)], "10010001 0000001 11110 0000000 0000"))
        assertProblem("damaged", stream([(1, 1), (1, 2)], "10010001 0000001 11111 0000000 0000"))
    }

    func testABlockOfTheFourthKindIsDamage() { assertProblem("damaged", stream([(1, 1), (3, 2)])) }

    func testAStoredBlockStatesItsLengthTwice() throws {
        XCTAssertEqual(try Inflate.bytes([1, 2, 0, 253, 255, 7, 8], limit: 2).output, [7, 8])
        assertProblem("damaged", [1, 2, 0, 252, 255, 7, 8])
        assertProblem("cutOff", [1, 2, 0, 253, 255, 7])
        assertProblem("tooLong", [1, 2, 0, 253, 255, 7, 8], limit: 1)
        XCTAssertEqual(try Inflate.bytes([1, 0, 0, 255, 255], limit: 0).output, [])
    }

    func testAStreamWithoutALastBlockIsCutOff() {
        assertProblem("cutOff", [0, 0, 0, 255, 255, 0, 0, 0, 255, 255])
        assertProblem("cutOff", [])
    }

    /// A block with codes of its own; `widths` are of the code of lengths, in the standard's order.
    private func ownCodes(_ widths: [Int], _ codewords: String) -> [UInt8] {
        stream(
            [(1, 1), (2, 2), (0, 5), (0, 5), (widths.count - 4, 4)] + widths.map { ($0, 3) },
            codewords)
    }

    func testCodesThatCannotBe() {
        // Three codewords of one bit.
        assertProblem("damaged", ownCodes([1, 1, 1, 0], "0000000000"))
        // "The same once more" before there was anything.
        assertProblem("damaged", ownCodes([1, 0, 1, 0], "0 00 0000000000"))
        // 138 zeros twice: more lengths than the 258 that were announced.
        assertProblem("damaged", ownCodes([0, 0, 1, 1], "1 1111111 1 1111111"))
        // 258 zeros: no symbol has a codeword, not even the end.
        assertProblem("damaged", ownCodes([0, 0, 1, 1], "1 1111111 1 1011011 00000000"))
    }
}

final class RandomDamageTests: XCTestCase {
    private let names = [
        "best.gz", "fixed.gz", "fast.gz", "stored.gz", "flushed.gz", "every-header-field.gz",
        "two-members.gz", "matches.gz", "ten-levels.gz", "python-gzip.gz",
    ]

    func testAFileCutOffAnywhereIsRefusedWithItsName() throws {
        for name in names {
            let bytes = try fixture(name)
            // A file of several members may be cut between two of them, and then it is whole.
            var whole: Set<Int> = []
            for length in 0..<bytes.count {
                do {
                    _ = try Gzip.unpacked(Array(bytes[..<length]), name: "cut.gz")
                    whole.insert(length)
                } catch let error as InputError {
                    XCTAssert(error.description.hasPrefix("cut.gz"), "\(error)")
                }
            }
            let members = ["two-members.gz": 2, "ten-levels.gz": 10][name] ?? 1
            XCTAssertEqual(whole.count, members - 1, name)
        }
    }

    func testThreeThousandDamagedFilesAreRefusedOrRight() throws {
        var random = Random(seed: 11)
        var (refused, survived) = (0, 0)
        for name in names {
            let bytes = try fixture(name)
            let content = try Gzip.unpacked(bytes, name: name)
            for _ in 0..<mutations(300) {
                let damaged = mutated(bytes, &random)
                do {
                    let result = try Gzip.unpacked(damaged, name: "damaged.gz", limit: 1 << 20)
                    // Whole members may be lost or doubled; no byte of what comes out is wrong.
                    XCTAssert(
                        result == content || name == "two-members.gz" || name == "ten-levels.gz",
                        "\(name): \(result.count) other bytes")
                    survived += 1
                } catch let error as InputError {
                    XCTAssert(error.description.hasPrefix("damaged.gz"))
                    refused += 1
                }
            }
        }
        XCTAssertEqual(refused + survived, mutations(3_000))
        XCTAssertGreaterThan(refused, 2_000)
        XCTAssertGreaterThan(survived, 0, "nothing was left that is harmless")
    }

    func testFourThousandDamagedIDXFilesAreRefusedOrWhole() throws {
        var random = Random(seed: 13)
        let images: [UInt8] =
            [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5] + (0..<60).map { UInt8($0) }
        let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 9] + (0..<9).map { UInt8($0) }
        var (refused, survived) = (0, 0)
        for bytes in [images, labels] {
            for _ in 0..<mutations(2_000) {
                do {
                    let file = try IDX(mutated(bytes, &random), name: "damaged")
                    XCTAssertEqual(file.shape.reduce(1, *), file.bytes.count)
                    survived += 1
                } catch let error as InputError {
                    XCTAssert(error.description.hasPrefix("damaged"), "\(error)")
                    refused += 1
                }
            }
        }
        XCTAssertGreaterThan(refused, mutations(1_000))
        XCTAssertGreaterThan(survived, 0)
    }

    func testNoiseIsNeverTakenForDeflate() throws {
        var random = Random(seed: 12)
        var lengths: [Int] = []
        for _ in 0..<3_000 {
            let noise = (0..<random.integer(below: 300)).map { _ in
                UInt8(random.integer(below: 256))
            }
            do {
                lengths.append(try Inflate.bytes(noise, limit: 10_000).output.count)
            } catch { XCTAssert(error is DeflateProblem) }
        }
        XCTAssert(lengths.allSatisfy { $0 <= 10_000 })
        XCTAssertLessThan(lengths.count, 1_500, "most noise is no stream")
    }
}
