import XCTest

@testable import Grading

/// The digest, and the record that it guards.
final class ProofTests: XCTestCase {
    /// From the appendix of the paper: the key 00 01 … 0f, the message 00 01 … 0e.
    func testTheDigestIsThatOfThePaper() {
        let digest = SecretDigest(secret: Array(0..<16))
        XCTAssertEqual(digest(Array(0..<15)), 0xa129_ca61_49be_45e5)
    }

    /// The first of the vectors that its authors publish with their program, as little-endian bytes.
    func testTheDigestOfShortMessages() {
        let digest = SecretDigest(secret: Array(0..<16))
        XCTAssertEqual(digest([]), 0x726f_db47_dd0e_0e31)
        XCTAssertEqual(digest([0]), 0x74f8_39c5_93dc_67fd)
        XCTAssertEqual(digest(Array(0..<8)), 0x93f5_f579_9a93_2462)
    }

    private let secret = [UInt8](repeating: 7, count: 16)
    private let record = CompletionRecord(
        exercise: "1.2", ending: .wrong, checks: 3,
        sentence: "step(2) should be 1, but it is 0 — \"no\"\n")

    func testARecordIsReadBack() {
        let line = record.line(secret: secret)
        XCTAssertEqual(CompletionRecord(line: line, secret: secret), record)
        XCTAssertFalse(line.contains("\n"))
    }

    func testARecordOfAnotherRunIsWorthNothing() {
        let line = record.line(secret: [UInt8](repeating: 8, count: 16))
        XCTAssertNil(CompletionRecord(line: line, secret: secret))
    }

    func testNoCharacterOfARecordCanBeChanged() {
        let line = Array(record.line(secret: secret).utf8)
        for index in line.indices {
            var changed = line
            changed[index] ^= 1
            XCTAssertNil(
                CompletionRecord(line: String(decoding: changed, as: UTF8.self), secret: secret))
        }
        let text = String(decoding: line, as: UTF8.self)
        XCTAssertNil(
            CompletionRecord(
                line: text.replacingOccurrences(of: "wrong", with: "passed"), secret: secret))
        XCTAssertNil(CompletionRecord(line: text + " ", secret: secret))
        XCTAssertNil(CompletionRecord(line: "", secret: secret))
    }
}
