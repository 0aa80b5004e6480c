import Foundation
import Primavera
import XCTest

@testable import bench

final class WorkloadTests: XCTestCase {
    func testEveryWorkloadGivesTheSameBitsOnOneTwoAndFourThreads() {
        let threads = Threads.maximum
        defer { Threads.maximum = threads }
        for workload in Workload.all(examples: 300) where workload.name != "matrix-2048" {
            let results = [1, 2, 4].map { count in
                Threads.maximum = count
                let body = workload.prepare()
                _ = body()
                return body()
            }
            XCTAssertFalse(results[0].isEmpty)
            XCTAssertEqual(results[0], results[1], "\(workload.name) on two threads")
            XCTAssertEqual(results[0], results[2], "\(workload.name) on four threads")
        }
    }

    func testTheCostOfLeNetIsThatOfItsWeights() {
        var random = Random(seed: 1)
        // C1 has 150 weights at 784 places, C3 2,400 at 100, then 48,000, 10,080 and 840.
        let uses = [150 * 784, 2_400 * 100, 48_000, 10_080, 840]
        let forward = Double(2 * uses.reduce(0, +))
        let cost = trainingOperations(leNet5(using: &random), [1, 32, 32])
        XCTAssertEqual(cost, 3 * forward - Double(2 * uses[0]))
    }

    func testWrongArgumentsAreNamed() {
        for (words, sentence) in [
            (["--rounds", "0"], "--rounds takes a whole number from 1 to 100, not \"0\"."),
            (["--threads"], "--threads takes a value, such as --threads 5."),
            (["--only", "lenet"], "there is no workload \"lenet\"; --list names them."),
            (["-x"], "there is no option -x; --help lists them."),
            (
                ["--scaling", "--plots", "Plots"],
                "--plots does what --scaling does, too: give one of them."
            ),
            (
                ["--scaling", "--json", "times.json"],
                "--scaling and --plots write no JSON: leave --json out."
            ),
            (
                ["--scaling", "--threads", "1"],
                "--scaling compares one thread with more: it takes --threads 2 or more."
            ),
        ] {
            XCTAssertThrowsError(try Arguments(words)) {
                XCTAssertEqual(($0 as? InputError)?.description, sentence)
            }
        }
    }

    func testAPlaceThatIsNoFolderIsRefusedBeforeMeasuring() throws {
        let file = NSTemporaryDirectory() + "bench-\(UUID().uuidString)"
        try writeAtomically("kept", to: file)
        defer { try? FileManager.default.removeItem(atPath: file) }
        XCTAssertNoThrow(try checkPlace(of: file))
        XCTAssertNoThrow(try checkPlace(of: "times.json"))
        XCTAssertThrowsError(try drawPlots(in: file)) {
            XCTAssertEqual(
                ($0 as? InputError)?.description,
                "\(file)/matrix-product.svg cannot be written: Not a directory.")
        }
        XCTAssertEqual(try readFile(file), Array("kept".utf8))
    }

    func testScalingTakesTurnsAndLeavesTheThreadsAsTheyWere() {
        let threads = Threads.maximum
        defer { Threads.maximum = threads }
        Threads.maximum = 2
        var seen: [Int] = []
        let workload = Workload("counted", "", .bytes(1), repetitions: 2) {
            {
                seen.append(Threads.maximum)
                return []
            }
        }
        let scaling = Scaling(workload, rounds: 2)
        XCTAssertEqual(Threads.maximum, 2)
        XCTAssertLessThanOrEqual(scaling.turns.count, 2)
        // Once to warm up; then turns of all threads, and of one on each processor; twice in a row each.
        let processors = max(1, Processors.allowed.count)
        func times(_ count: Int) -> [Int] { [Int](repeating: 1, count: 2 * count) }
        func turn(_ before: Int) -> [Int] { times(before) + [2, 2] + times(processors - before) }
        let order = times(1) + [2, 2] + turn(processors / 2) + turn((processors + 1) / 2)
        XCTAssertEqual(Array(seen.prefix(order.count)), Array(order.prefix(seen.count)))
        XCTAssertEqual(seen.count, 4 + 2 * (processors + 1) * scaling.tried)
        for turn in scaling.turns { XCTAssert(turn.one > 0 && turn.all > 0) }
        // Where no turn counts there is nothing to say.
        XCTAssertEqual(scaling.medians == nil, scaling.turns.isEmpty)
    }

    func testOneThreadOnProcessorsOfDifferentSpeed() {
        let turn = Scaling.Turn(each: [1, 2], all: 0.5)
        // Together they do one and a half in a second: on average 0.75 each.
        XCTAssertEqual(turn.one, 4 / 3, accuracy: 1e-12)
        XCTAssertFalse(turn.isEven)
        XCTAssertTrue(Scaling.Turn(each: [1, 1.04], all: 0.5).isEven)
    }

    func testAThreadStaysOnItsProcessorAndIsLetGo() {
        let allowed = Processors.allowed
        #if os(Linux)
        XCTAssertFalse(allowed.isEmpty)
        #endif
        for processor in allowed {
            XCTAssertEqual(Processors.on(processor) { Processors.allowed }, [processor])
            // Inside of another one it comes back to where that left it.
            let after = Processors.on(allowed[0]) {
                Processors.on(processor) {}
                return Processors.allowed
            }
            XCTAssertEqual(after, [allowed[0]])
        }
        XCTAssertEqual(Processors.allowed, allowed)
    }

    func testAMeasurementOrdersItsTimes() {
        let workload = Workload.matrixProducts([16])[0]
        let limits = MachineLimits(operationsPerSecond: 1e9, bytesPerSecond: 1e9)
        let found = Measurement(workload, rounds: 3, limits)
        XCTAssertLessThanOrEqual(found.fastest, found.median)
        XCTAssertLessThanOrEqual(found.median, found.slowest)
        XCTAssertEqual(found.share, found.rate / 1e9)
        XCTAssertEqual(found.rate * found.median, 2 * 16 * 16 * 16, accuracy: 1e-6)
    }
}
