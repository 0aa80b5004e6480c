import Dispatch
import XCTest

@testable import Primavera

final class StorageTests: XCTestCase {
    func testABlockHasRoomAndIsNotMuchTooLarge() {
        let large = (7...40).flatMap { power in (-1...1).map { 1 << power + $0 } }
        for count in Array(0...5_000) + large {
            let size = BlockSize(count: count)
            XCTAssertGreaterThanOrEqual(size.capacity, count)
            if count > 128 { XCTAssertLessThanOrEqual(size.capacity - count, count / 8) }
            XCTAssertTrue((0..<BlockSize.count).contains(size.index), "\(count)")
        }
    }

    /// Blocks of two sizes with one index would be taken for each other.
    func testEachSizeHasItsOwnIndexAndLargerOnesLargerIndices() {
        var last = BlockSize(count: 0)
        for count in 1...300_000 {
            let size = BlockSize(count: count)
            if size.capacity == last.capacity {
                XCTAssertEqual(size.index, last.index, "\(count)")
            } else {
                XCTAssertGreaterThan(size.capacity, last.capacity, "\(count)")
                XCTAssertGreaterThan(size.index, last.index, "\(count)")
            }
            last = size
        }
    }

    /// Blocks that nobody asks for any more leave room for those that are asked for now.
    func testAFullPoolStillKeepsWhatWasUsedLast() {
        // 288 MiB of one size, more than is kept.
        var earlier: [Storage]? = (0..<9).map { _ in Storage(count: 8 << 20) }
        XCTAssertEqual(earlier?.count, 9)
        earlier = nil
        // A new block from the system would be all zero.
        let count = 12 << 20
        func inMiddle(_ body: (inout Float) -> Void) {
            let storage = Storage(count: count)
            withExtendedLifetime(storage) { body(&storage.pointer[count / 2]) }
        }
        inMiddle { $0 = 7 }
        inMiddle { XCTAssertEqual($0, 7) }
    }

    func testScratchMemoryIsNobodyElses() {
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for round in 0..<200 {
                let sizes = [1, 16, 500, 3_000, 70_001, 600_000].map { $0 * (1 + round % 3) }
                let parts = sizes.map { Storage(scratch: $0) }
                for (index, (part, size)) in zip(parts, sizes).enumerated() {
                    XCTAssertEqual(UInt(bitPattern: part.pointer) % 64, 0)
                    let number = Float(thread * 10 + index)
                    part.pointer.update(repeating: number, count: size + Storage.slack)
                }
                for (index, (part, size)) in zip(parts, sizes).enumerated() {
                    let numbers = UnsafeBufferPointer(
                        start: part.pointer, count: size + Storage.slack)
                    XCTAssertTrue(numbers.allSatisfy { $0 == Float(thread * 10 + index) })
                }
            }
        }
    }

    /// What makes it fast: the next piece of work gets the memory that is in the cache.
    func testScratchMemoryBeginsAtItsBeginningAgain() {
        let arena = ScratchArena()
        XCTAssertNil(arena.take(1_000))
        let first = arena.take(1_000)
        let second = arena.take(10)
        XCTAssertNotNil(first)
        XCTAssertNotEqual(first, second)
        arena.give()
        XCTAssertNotEqual(arena.take(10), first)
        arena.give()
        arena.give()
        XCTAssertEqual(arena.take(900), first)
        XCTAssertNil(arena.take(1 << 20))
    }
}
