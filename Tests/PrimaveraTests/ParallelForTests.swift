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
        for threads in [2, 3] {
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
