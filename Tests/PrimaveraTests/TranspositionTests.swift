import XCTest

@testable import Primavera

final class TranspositionTests: XCTestCase {
    func testABlockIsTurnedAndNothingElseIsTouched() {
        for (step, targetStep) in [(4, 4), (20, 4), (7, 12), (4, 32)] {
            let source = Tensor((0..<4 * step).map(Float.init))
            var target = Tensor(repeating: -1, shape: [4 * targetStep])
            source.withUnsafePointer { source in
                target.withUnsafeMutablePointer {
                    transposeBlock(source, step: step, into: $0, step: targetStep)
                }
            }
            for p in 0..<4 {
                for i in 0..<targetStep {
                    let right = i < 4 ? Float(i * step + p) : -1
                    XCTAssertEqual(
                        target.values[p * targetStep + i], right, "row \(i), column \(p)")
                }
            }
        }
    }
}
