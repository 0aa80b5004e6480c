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
}
