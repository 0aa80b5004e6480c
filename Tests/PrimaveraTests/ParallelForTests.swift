import Dispatch
import XCTest

@testable import Primavera

/// Every piece is done once, whoever does it and whatever else goes on.
final class ParallelForTests: XCTestCase {
    private func counts(_ pieces: Int) -> [Int] {
        var counts = [Int](repeating: 0, count: pieces)
        counts.withUnsafeMutableBufferPointer { counts in
            let start = UncheckedPointer(counts.baseAddress!)
            parallelFor(pieces) { start.pointer[$0] += 1 }
        }
        return counts
    }

    private struct UncheckedPointer: @unchecked Sendable {
        let pointer: UnsafeMutablePointer<Int>
        init(_ pointer: UnsafeMutablePointer<Int>) { self.pointer = pointer }
    }

    func testEveryPieceIsDoneOnce() {
        for threads in [1, 2, 3, 8] {
            withThreads(threads) {
                for round in 0..<300 {
                    let pieces = round % 41
                    XCTAssertEqual(counts(pieces), [Int](repeating: 1, count: pieces))
                }
            }
        }
    }

    /// Thousands of short regions at once after one another: a worker that is late finds the next one.
    func testNoPieceIsDoneForAnotherRegion() {
        for threads in [2, 3, 8] {
            withThreads(threads) {
                var found = [Int](repeating: -1, count: 5)
                found.withUnsafeMutableBufferPointer { found in
                    let start = UncheckedPointer(found.baseAddress!)
                    for region in 0..<20_000 {
                        let pieces = 2 + region % 4
                        parallelFor(pieces) { start.pointer[$0] = region * pieces + $0 }
                        for piece in 0..<pieces {
                            if start.pointer[piece] == region * pieces + piece { continue }
                            XCTFail("piece \(piece) of region \(region): \(start.pointer[piece])")
                        }
                    }
                }
            }
        }
    }

    func testRegionsAfterAPauseInsideOfOneAnotherAndAtTheSameTime() {
        withThreads(3) {
            for _ in 0..<5 {
                usleep(2_000)  // Longer than the workers wait.
                XCTAssertEqual(counts(7), [Int](repeating: 1, count: 7))
            }
            let inner = Counter()
            parallelFor(20) { _ in parallelFor(10) { _ in inner.add() } }
            XCTAssertEqual(inner.value, 200)
            let sum = Counter()
            DispatchQueue.concurrentPerform(iterations: 4) { _ in
                for _ in 0..<200 { parallelFor(5) { _ in sum.add() } }
            }
            XCTAssertEqual(sum.value, 4_000)
        }
    }

    /// Work for spare moments: done once, when it is asked for or before, beside regions and other such work.
    func testSpareWorkIsDoneOnceWhenItIsAskedFor() {
        for threads in [1, 2, 3] {
            withThreads(threads) {
                let rounds = 500
                var done = [Int](repeating: 0, count: rounds * 40)
                var regions = [Int](repeating: 0, count: 8)
                done.withUnsafeMutableBufferPointer { done in
                    let start = UncheckedPointer(done.baseAddress!)
                    for round in 0..<rounds {
                        let pieces = round % 41
                        let work = SpareWork(pieces) { start.pointer[round * 40 + $0] += 1 }
                        let others = (0..<2).map { _ in SpareWork(1) { _ in } }
                        for region in 0..<round % 7 {
                            regions.withUnsafeMutableBufferPointer { regions in
                                let counts = UncheckedPointer(regions.baseAddress!)
                                parallelFor(8) { counts.pointer[$0] += region }
                            }
                        }
                        work.finish()
                        for other in others { other.finish() }
                        work.finish()
                        for piece in 0..<40 {
                            let times = start.pointer[round * 40 + piece]
                            XCTAssertEqual(times, piece < pieces ? 1 : 0, "\(round), \(piece)")
                        }
                    }
                }
                let sum = (0..<rounds).reduce(0) { $0 + ($1 % 7) * ($1 % 7 - 1) / 2 }
                XCTAssertEqual(regions, [Int](repeating: sum, count: 8))
            }
        }
    }

    func testSpareWorkThatNobodyAsksForEndsBeforeItsMemory() {
        withThreads(2) {
            for _ in 0..<2_000 {
                let counter = Counter()
                do {
                    let work = SpareWork(5) { _ in counter.add() }
                    parallelFor(4) { _ in }
                    _ = work
                }
                XCTAssertEqual(counter.value, 5)
            }
        }
    }

    private final class Counter: @unchecked Sendable {
        private let lock = NSLock()
        private(set) var value = 0
        func add() {
            lock.lock()
            value += 1
            lock.unlock()
        }
    }
}
