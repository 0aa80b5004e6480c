import XCTest

@testable import Primavera

final class SoftmaxTests: XCTestCase {
    func testSoftmaxAndItsLogarithmEqualTheDefinition() {
        var random = Random(seed: 6)
        let fixed = [
            (1, 1), (1, 16), (1, 17), (3, 15), (1, 64), (2, 65), (1, 40_000), (9_000, 1),
            (700, 33), (1_000, 10),
        ]
        let shapes =
            fixed
            + (0..<200).map { _ in (random.integer(below: 40) + 1, random.integer(below: 80) + 1) }
        for (rows, classes) in shapes {
            let x = random.uniform([rows, classes], in: -8..<8)
            let right = softmaxReference(x.values, classes: classes)
            assertClose(softmax(x).values, right, 2e-6, "\(rows) × \(classes)")
            assertClose(
                logSoftmax(x).values, right.map { log($0) }, 2e-5, "\(rows) × \(classes), log")
        }
    }

    func testEveryRowAddsUpToOneAlsoInATensorOfThreeAxes() {
        var random = Random(seed: 7)
        let x = random.normal([3, 5, 21], deviation: 10)
        XCTAssertEqual(softmax(x).shape, x.shape)
        assertClose(softmax(x).sum(axis: -1), Tensor.ones([3, 5]), 1e-6)
        assertClose(softmax(x.slice(2..<3)), softmax(x).slice(2..<3), 0)
        XCTAssertEqual(softmax(Tensor([3, 3])), [0.5, 0.5])
    }

    func testLargeNumbersDoNotOverflow() {
        assertClose(softmax(Tensor([[1_000, 1_000], [1_000, -1_000]])).values, [0.5, 0.5, 1, 0])
        assertClose(logSoftmax(Tensor([[1_000, 0]])).values, [0, -1_000])
        assertClose(softmax(Tensor([[-1_000, -1_000]])).values, [0.5, 0.5])
        XCTAssertEqual(logSoftmax(Tensor([[-1e38, 1e38]]))[0, 1], 0)
        assertClose(softmax(Tensor([[-.infinity, 0, 0]])).values, [0, 0.5, 0.5])
    }

    func testAnAddedNumberChangesNothing() {
        // Differences that a Float holds exactly, so that only the shift itself is judged.
        let x: Tensor = [[0, 1, 2, -4, 0.5]]
        assertSameBits(softmax(x + 1_024).values, softmax(x).values)
    }

    func testNotANumberStaysInItsRowWhereverItStands() {
        for place in 0..<20 {
            var x = Tensor.zeros([2, 20])
            x[0, place] = .nan
            for y in [softmax(x), logSoftmax(x)] {
                XCTAssert(y.slice(0..<1).values.allSatisfy(\.isNaN), "at \(place)")
                XCTAssertFalse(y.slice(1..<2).values.contains(where: \.isNaN))
            }
        }
    }
}
