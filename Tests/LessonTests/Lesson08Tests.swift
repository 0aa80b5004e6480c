import Foundation
import XCTest

/// Lesson 08 as a student runs it, and what is left when it is interrupted.
final class Lesson08Tests: XCTestCase {
    /// What does not depend on luck: arithmetic, the same in a quick run and in a full one.
    private func assertWorkedNumbers(
        _ r: [String: Double], file: StaticString = #filePath, line: UInt = #line
    ) {
        for (name, right) in [
            // −(log 0.9 + log 0.6)/2 − (log 0.8 + log 0.99)/2, 2 log 2, and the generator's two.
            ("hand.discriminator", 0.424_690), ("hand.guess", 1.386_294),
            ("hand.minimax", -0.116_597), ("hand.nonsaturating", 3.107_304),
            // −D and −(1 − D).
            ("slope.minimax.0.01", -0.01), ("slope.nonsaturating.0.01", -0.99),
            ("slope.minimax.0.1", -0.1), ("slope.nonsaturating.0.1", -0.9),
            ("slope.minimax.0.5", -0.5), ("slope.nonsaturating.0.5", -0.5),
            ("slope.minimax.0.9", -0.9), ("slope.nonsaturating.0.9", -0.1),
        ] {
            XCTAssertEqual(
                r[name] ?? .nan, right, accuracy: 1e-6, name, file: file, line: line)
        }
        for name in ["made", "collapsed"] {
            let counts = (0...9).map { r["\(name).count.\($0)"] ?? .nan }
            XCTAssertEqual(counts.reduce(0, +), 1_000, name, file: file, line: line)
            XCTAssertEqual(
                r["\(name).kinds"] ?? .nan, Double(counts.count { $0 >= 30 }), name, file: file,
                line: line)
            let entropy = counts.filter { $0 > 0 }.reduce(0) {
                $0 - $1 / 1_000 * Foundation.log($1 / 1_000)
            }
            XCTAssertEqual(
                r["\(name).entropy"] ?? .nan, entropy, accuracy: 1e-9, name, file: file, line: line)
        }
    }

    func testQuickRun() throws {
        assertWorkedNumbers(try Program("lesson08").results("--quick"))
    }

    func testFullRun() throws {
        try onlyInLongRuns()
        let r = try Program("lesson08").results()
        assertWorkedNumbers(r)
        XCTAssertEqual(r["bell.mean"]!, 3, accuracy: 0.1)
        XCTAssertEqual(r["bell.deviation"]!, 0.5, accuracy: 0.1)
        XCTAssertEqual(r["bell.guess"]!, 0.45, accuracy: 0.1)
        XCTAssertGreaterThanOrEqual(r["reader.accuracy"]!, 0.98)
        XCTAssertGreaterThanOrEqual(r["made.kinds"]!, 9)
        XCTAssertGreaterThanOrEqual(r["made.confidence"]!, 0.85)
        XCTAssertGreaterThan(r["nearest.smallest"]!, 1, "no sample is a copy")
        XCTAssertGreaterThan(r["nearest.samples"]!, r["nearest.test"]!)
        XCTAssertLessThan(r["collapsed.kinds"]!, 4)
        XCTAssertLessThan(r["collapsed.entropy"]!, r["made.entropy"]! - 0.5)
    }

    func testAnyNumberOfThreadsGivesTheSameNumbers() throws {
        let one = try Program("lesson08").results("--quick", "--seed", "3", "--threads", "1")
        let many = try Program("lesson08").results("--quick", "--seed", "3", "--threads", "3")
        XCTAssertEqual(one, many)
    }

    /// Killed in the middle of the digits, as by a power cut; the next run goes on to the same bits.
    func testAnInterruptedRunGoesOnToTheSameResults() throws {
        try onlyInLongRuns()
        let arguments = ["--quick", "--epochs", "3"]
        let whole = folder()
        XCTAssertEqual(try Program("lesson08").run(arguments + ["--out", whole]).status, 0)
        XCTAssertFalse(exists(whole + "/digits.checkpoint"), "a finished run removes it")

        let other = folder()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Program("lesson08").path)
        process.arguments = arguments + ["--out", other]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        while process.isRunning && !exists(other + "/digits.checkpoint") { usleep(2_000) }
        XCTAssertTrue(process.isRunning, "it ended before it could be killed")
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        XCTAssertFalse(exists(other + "/results.json"))

        let outcome = try Program("lesson08").run(arguments + ["--out", other])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        XCTAssert(outcome.output.contains("Going on after epoch "), "it began anew")
        for file in ["results.json", "generator.safetensors"] {
            XCTAssertEqual(
                FileManager.default.contents(atPath: whole + "/" + file),
                FileManager.default.contents(atPath: other + "/" + file), file)
        }
        XCTAssertFalse(exists(other + "/digits.checkpoint"))
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private func folder() -> String {
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
        return folder
    }
}
