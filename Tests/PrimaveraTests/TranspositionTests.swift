import XCTest

@testable import Primavera

final class TranspositionTests: XCTestCase {
    func testABlockOfAnyNumberOfRowsIsTurned() {
        for rows in [1, 5, 12, 15, 16] {
            for step in [12, 16, 32] where step >= min(rows, 16) {
                let source = Tensor((0..<16 * 20).map(Float.init))
                // What lies behind the block must stay as it was.
                var target = Tensor(repeating: -1, shape: [16 * step + 4])
                source.withUnsafePointer { source in
                    target.withUnsafeMutablePointer {
                        transposeBlock(source, step: 20, rows: rows, into: $0, step: step)
                    }
                }
                let values = target.values
                for p in 0..<16 {
                    for i in 0..<min(16, step) {
                        let right = i < rows ? Float(i * 20 + p) : 0
                        XCTAssertEqual(values[p * step + i], right, "row \(i), column \(p)")
                    }
                }
                XCTAssertEqual(values.suffix(4), [-1, -1, -1, -1])
            }
        }
    }
}
