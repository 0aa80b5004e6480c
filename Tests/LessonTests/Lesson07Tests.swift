import Foundation
import XCTest

/// Lesson 07 as a student runs it: the numbers of AlexNet, and what is learned of the surfaces.
final class Lesson07Tests: XCTestCase {
    func testTheNumbersOfAlexNet() throws {
        let r = try Program("lesson07").results("--quick")
        for (name, value) in [
            ("alexnet.conv1.side", 55.0), ("alexnet.conv1.maps", 96), ("alexnet.conv2.side", 27),
            ("alexnet.conv2.maps", 256), ("alexnet.conv3.side", 13), ("alexnet.conv3.maps", 384),
            ("alexnet.conv4.side", 13), ("alexnet.conv4.maps", 384), ("alexnet.conv5.side", 13),
            ("alexnet.conv5.maps", 256), ("alexnet.parameters", 62_378_344),
            ("alexnet.parameters.two.groups", 60_965_224),
            // (5² · 64 + 1) · 64 and twice (3² · 64 + 1) · 64.
            ("vgg.one.of.5", 102_464), ("vgg.two.of.3", 73_856),
        ] { XCTAssertEqual(r[name], value, name) }
    }

    func testTheSameNumbersOnAnyNumberOfThreads() throws {
        let alone = try Program("lesson07").results("--quick", "--seed", "4", "--threads", "1")
        let many = try Program("lesson07").results("--quick", "--seed", "4", "--threads", "3")
        XCTAssertEqual(withoutTimes(alone), withoutTimes(many))
    }

    /// Killed in the middle, as by a power cut; the next run goes on to the same numbers.
    func testAnInterruptedRunGoesOnToTheSameResults() throws {
        try onlyInLongRuns()
        let program = try Program("lesson07")
        let whole = try program.results("--epochs", "2")
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program.path)
        process.arguments = ["--epochs", "2", "--out", folder]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let checkpoint = folder + "/AlexNet-lite.checkpoint"
        while process.isRunning, !FileManager.default.fileExists(atPath: checkpoint) {
            Thread.sleep(forTimeInterval: 0.002)
        }
        XCTAssertTrue(process.isRunning, "it ended before it could be killed")
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let outcome = try program.run(["--epochs", "2", "--out", folder])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        XCTAssert(outcome.output.contains("Going on after epoch 1."), "it began anew")
        XCTAssertEqual(withoutTimes(try Program.results(in: folder)), withoutTimes(whole))
    }

    private func withoutTimes(_ results: [String: Double]) -> [String: Double] {
        results.filter { !$0.key.hasPrefix("seconds.") }
    }

    func testTenSurfacesAreLearned() throws {
        try onlyInLongRuns()
        let r = try Program("lesson07").results()
        XCTAssertGreaterThanOrEqual(r["test.accuracy"]!, 0.9)
        XCTAssertLessThan(r["linear.test"]!, 0.5)
        XCTAssertLessThan(r["negative.test"]!, 0.5)
        let trials = r.filter { $0.key.hasPrefix("trial.") }
        XCTAssertEqual(trials.count, 7)
        XCTAssertTrue(trials.values.allSatisfy { $0 > 0.3 && $0 <= 1 })
    }
}

/// Long lessons begin where the last run ended, when asked.
final class ContinuationTests: XCTestCase {
    func testContinueBeginsWithTheSavedWeights() throws {
        try onlyInLongRuns()
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
        for program in ["lesson07", "lesson08", "lesson09"] {
            let out = folder + "/" + program
            let without = try Program(program).run(["--quick", "--continue", "--out", out])
            XCTAssertEqual(without.status, 2, program)
            XCTAssert(without.errors.contains("does not exist"), without.errors)
            XCTAssertEqual(try Program(program).run(["--quick", "--out", out]).status, 0)
            let first = try Data(contentsOf: URL(fileURLWithPath: out + "/results.json"))
            let more = try Program(program).run(["--quick", "--continue", "--out", out])
            XCTAssertEqual(more.status, 0, more.errors)
            XCTAssertNotEqual(
                try Data(contentsOf: URL(fileURLWithPath: out + "/results.json")), first, program)
        }
    }
}
