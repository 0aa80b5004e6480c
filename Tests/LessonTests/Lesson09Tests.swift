import Foundation
import XCTest

/// The numbers that lesson 09 promises: worked ones, NumPy's, and bounds for what is learned.
final class Lesson09Tests: XCTestCase {
    func testAutoencoder() throws {
        try onlyInLongRuns()
        let r = try Program("lesson09").results()
        func number(_ name: String) throws -> Double {
            try XCTUnwrap(r[name], "The lesson claims no \(name).")
        }
        // By hand: keep x, (1 + 4 + 4 + 1) / 8; keep the mean, ¼ for every point. PCA: (1, 1) / √2.
        XCTAssertEqual(try number("hand.keep.x"), 1.25)
        XCTAssertEqual(try number("hand.mean"), 0.25)
        XCTAssertEqual(try number("hand.pca"), 0.25, accuracy: 1e-6)
        XCTAssertEqual(try number("hand.direction"), 0.707_107, accuracy: 1e-6)
        XCTAssertEqual(try number("hand.learned"), 0.25, accuracy: 1e-3)
        // Twice 2 × 2 times 1 + 2 + 3 + 4; and in the middle all four kernels of ones overlap.
        XCTAssertEqual(try number("upsampled.sum"), 40)
        XCTAssertEqual(try number("transposed.rows"), 5)
        XCTAssertEqual(try number("transposed.centre"), 10)
        // numpy.linalg.svd of the training digits, measured on the test digits.
        XCTAssertEqual(try number("pca.2.error"), 0.055_664, accuracy: 1e-5)
        XCTAssertEqual(try number("pca.32.error"), 0.017_303, accuracy: 1e-5)
        // 784 · 256 + 256 + 256 · 32 + 32 and back; the convolutional one layer by layer: 80 + 1,168
        // + 25,120 to the code, 25,872 + 1,160 + 129 from it.
        XCTAssertEqual(try number("dense.parameters"), 419_120)
        XCTAssertEqual(try number("convolutional.parameters"), 53_529)

        XCTAssertLessThanOrEqual(try number("dense.2.ratio"), 0.78)
        XCTAssertLessThanOrEqual(try number("dense.32.ratio"), 0.8)
        XCTAssertLessThanOrEqual(try number("convolutional.32.ratio"), 0.8)
        XCTAssertGreaterThanOrEqual(try number("plane.neighbours"), 0.4)
        XCTAssertGreaterThanOrEqual(try number("noise.removed"), 0.6)
        XCTAssertGreaterThanOrEqual(try number("anomaly.photographs.area"), 0.95)
        if let area = r["anomaly.garments.area"] { XCTAssertGreaterThanOrEqual(area, 0.95) }
        let usual = try number("dense.32.error")
        XCTAssertGreaterThan(try number("moved.error"), 2 * usual)
        let rebuilt = try number("nearest.to.rebuilt")
        XCTAssertGreaterThan(try number("nearest.to.random"), rebuilt)
    }

    func testAutoencodersAreTheSameOnAnyNumberOfThreads() throws {
        let alone = try Program("lesson09").results("--quick", "--seed", "5", "--threads", "1")
        let many = try Program("lesson09").results("--quick", "--seed", "5", "--threads", "3")
        XCTAssertEqual(alone, many)
    }

    func testAKilledRunGoesOnToTheSameNumbers() throws {
        try onlyInLongRuns()
        let program = try Program("lesson09")
        let whole = try program.results("--epochs", "2")
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func isThere(_ name: String) -> Bool {
            FileManager.default.fileExists(atPath: folder + "/" + name)
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.path)
        process.arguments = ["--epochs", "2", "--out", folder]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        // In the middle of the second training, and not later than in the third.
        while process.isRunning, !isThere("wide.checkpoint"), !isThere("wide-complete.checkpoint") {
            Thread.sleep(forTimeInterval: 0.002)
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        XCTAssert(isThere("plane-complete.checkpoint"))
        XCTAssertFalse(isThere("results.json"))

        let outcome = try program.run(["--epochs", "2", "--out", folder])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        XCTAssert(outcome.output.contains("interrupted"), "the first training was not done again")
        XCTAssertEqual(try Program.results(in: folder), whole)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder)
        XCTAssertEqual(left.filter { $0.hasSuffix("checkpoint") }, [], "a finished run clears up")
    }

    func testGarmentsThatAreNotThereAreNamed() throws {
        let out = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: out) }
        let outcome = try Program("lesson09").run(
            ["--garments", "/no/such/folder", "--out", out])
        XCTAssertEqual(outcome.status, 2)
        XCTAssert(outcome.errors.contains("/no/such/folder"), outcome.errors)
    }
}
