import XCTest

@testable import Primavera

/// Sums and maxima along one axis against their definitions.
final class ReductionTests: XCTestCase {
    /// `[outer, length, inner]` with the axis in the middle; small, odd, and large enough for
    /// several pieces of parallel work.
    private func shapes(_ random: inout Random) -> [(outer: Int, length: Int, inner: Int)] {
        let fixed = [
            (1, 1, 1), (1, 17, 1), (17, 1, 1), (1, 1, 17), (3, 63, 1), (3, 64, 1), (3, 65, 1),
            (2, 5, 16), (2, 5, 33), (1, 32_768, 1), (1, 32_769, 1), (1, 100_003, 1),
            (4, 40_000, 1), (900, 77, 1), (70_000, 1, 1), (1, 300, 333), (50, 90, 40),
        ]
        return fixed
            + (0..<220).map { _ in
                (
                    random.integer(below: 20) + 1, random.integer(below: 90) + 1,
                    [1, 1, 2, 16, 17, 40][random.integer(below: 6)]
                )
            }
    }

    func testSumsEqualTheDefinitionAlongEveryAxis() {
        var random = Random(seed: 4)
        for (outer, length, inner) in shapes(&random) {
            let x = random.uniform([outer, length, inner], in: -1..<1)
            var right = Tensor.zeros([outer, inner])
            x.withUnsafePointer { x in
                right.withUnsafeMutablePointer {
                    sumReference(x, into: $0, outer: outer, length: length, inner: inner)
                }
            }
            let tolerance = max(1e-5, 1e-6 * Float(length).squareRoot())
            assertClose(x.sum(axis: 1), right, tolerance, "[\(outer), \(length), \(inner)]")
        }
    }

    func testEveryAxisOfATensorIsSummedOverAndKeptWhenAsked() {
        var random = Random(seed: 5)
        let x = random.uniform([3, 4, 5])
        for axis in 0..<3 {
            var shape = x.shape
            shape[axis] = 1
            XCTAssertEqual(x.sum(axis: axis, keepingAxis: true).shape, shape)
            XCTAssertEqual(x.max(axis: axis, keepingAxis: true).shape, shape)
            shape.remove(at: axis)
            XCTAssertEqual(x.sum(axis: axis).shape, shape)
            assertSameBits(x.sum(axis: axis - 3).values, x.sum(axis: axis).values)
            assertClose(x.mean(axis: axis), x.sum(axis: axis) / Float(x.shape[axis]), 1e-6)
        }
        XCTAssertEqual(x.mean().scalar, x.values.reduce(0, +) / 60, accuracy: 1e-6)
        XCTAssertEqual(x.max(), x.values.max())
    }

    func testTheSumOfNothingIsZero() {
        XCTAssertEqual(Tensor.zeros([0]).sum().scalar, 0)
        XCTAssertEqual(Tensor.zeros([2, 0]).sum(axis: 1), [0, 0])
        XCTAssertEqual(Tensor.zeros([0, 3]).sum(axis: 0), [0, 0, 0])
    }

    func testALongSumIsNearerToTheTruthThanOneAfterTheOther() {
        let x = Tensor(repeating: 0.1, shape: [3_000_000])
        let oneByOne = x.values.reduce(Float(0)) { $0 + $1 }
        XCTAssertEqual(x.sum().scalar, 300_000, accuracy: 3)
        XCTAssertGreaterThan(abs(oneByOne - 300_000), 1_000)
    }

    func testMaximaAndTheirFirstPositionsEqualTheDefinition() {
        var random = Random(seed: 6)
        for (outer, length, inner) in shapes(&random) {
            // Few different numbers, so that the largest is there several times.
            let values = (0..<outer * length * inner).map { _ in
                Float(random.integer(below: 7)) - 9
            }
            let x = Tensor(shape: [outer, length, inner], values)
            var maxima: [Float] = []
            var positions: [Int] = []
            for o in 0..<outer {
                for i in 0..<inner {
                    var best = 0
                    for l in 1..<max(length, 1)
                    where values[(o * length + l) * inner + i]
                        > values[(o * length + best) * inner + i]
                    {
                        best = l
                    }
                    maxima.append(values[(o * length + best) * inner + i])
                    positions.append(best)
                }
            }
            let what = "[\(outer), \(length), \(inner)]"
            let own = x.maximumAndPositions(1, false)
            XCTAssertEqual(own.maximum.shape, [outer, inner], what)
            assertSameBits(own.maximum.values, maxima, what)
            XCTAssert(own.positions == positions, what)
        }
    }

    func testNotANumberIsTheMaximumWhereverItStands() {
        for place in 0..<3 {
            var x = Tensor([1, -.infinity, 3])
            x[place] = .nan
            XCTAssert(x.max().isNaN, "at \(place)")
            XCTAssertEqual(x.reshaped([1, 3]).argmax(), [place])
        }
        XCTAssertEqual(Tensor([-.infinity, -.infinity]).max(), -.infinity)
        XCTAssertEqual(Tensor([[1, 3, 3], [2, 2, 1]]).argmax(), [1, 0], "the first of several")
        XCTAssertEqual(Tensor([[1, 3, 3], [2, 2, 1]]).argmax(axis: 0), [1, 0, 0])
    }

    /// A broadcast operand's gradient: the sum over every position where it was used.
    func testSummingToAShapeUndoesBroadcasting() {
        var random = Random(seed: 7)
        let x = random.uniform([2, 3, 4])
        for shape in [
            [], [4], [1], [3, 1], [1, 4], [2, 1, 1], [1, 3, 4], [1, 1, 1], [2, 3, 4],
        ] {
            let own = x.summed(to: shape)
            XCTAssertEqual(own.shape, shape)
            var right = [Float](repeating: 0, count: shape.reduce(1, *))
            let plan = Tensor(shape: shape, right.indices.map(Float.init)).expanded(to: x.shape)
            for (index, value) in zip(plan.values, x.values) { right[Int(index)] += value }
            assertClose(own.values, right, 1e-5, "\(shape)")
        }
    }
}
