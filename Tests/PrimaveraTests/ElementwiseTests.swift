import XCTest

@testable import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class ElementwiseTests: XCTestCase {
    func testAMapReachesEveryElementOfEveryLength() {
        var random = Random(seed: 1)
        for count in Array(0...70) + [32_767, 32_768, 32_769, 100_001] {
            let x = random.floats(count)
            let y = Tensor(x).mapped { $0 * 2 + 1 }
            assertSameBits(y.values, x.map { $0 * 2 + 1 }, "\(count) elements")
            let z = Tensor(x) * Tensor(x.map { $0 + 3 })
            assertSameBits(z.values, x.map { $0 * ($0 + 3) }, "\(count) pairs")
        }
    }

    func testAMapInPlaceReachesEveryElementOfEveryLength() {
        var random = Random(seed: 8)
        for count in Array(0...70) + [32_769, 65_537] {
            let (x, y) = (Tensor(random.floats(count)), Tensor(random.floats(count)))
            var z = x
            z += y
            assertSameBits(z.values, zip(x.values, y.values).map { $0 + $1 }, "\(count), +=")
            z = x
            z -= y
            assertSameBits(z.values, zip(x.values, y.values).map { $0 - $1 }, "\(count), -=")
            z = x
            z *= 3
            assertSameBits(z.values, x.values.map { $0 * 3 }, "\(count), *=")
            XCTAssertEqual(log(abs(x)).values, x.values.map { log(abs($0)) })
        }
    }

    func testAddingInPlaceBroadcastsTheRightSideOnly() {
        var matrix: Tensor = [[1, 2], [3, 4]]
        matrix += [10, 20]
        matrix -= [[1], [2]]
        XCTAssertEqual(matrix, [[10, 21], [11, 22]])
    }

    func testAnElementsResultDoesNotDependOnItsPlace() {
        let x: Float = 0.731_21
        let values = tanh(Tensor(repeating: x, shape: [37])).values
        assertSameBits(values, [Float](repeating: values[0], count: 37))
    }

    func testBroadcastingEqualsItsRuleOnRandomShapes() {
        var random = Random(seed: 2)
        for _ in 0..<300 {
            let rank = random.integer(below: 4) + 1
            let shape = (0..<rank).map { _ in [1, 2, 3, 16, 17][random.integer(below: 5)] }
            func operand() -> [Int] {
                let own = shape.map { random.bernoulli(0.35) ? 1 : $0 }
                return Array(own.dropFirst(random.integer(below: rank)))
            }
            let (shapeA, shapeB) = (operand(), operand())
            guard let plan = BroadcastPlan(shapeA, shapeB) else {
                XCTFail("\(shapeA) and \(shapeB) fit")
                continue
            }
            let a = random.floats(shapeA.reduce(1, *))
            let b = random.floats(shapeB.reduce(1, *))
            let right = broadcastElementsReference(
                a, shapeA: shapeA, b, shapeB: shapeB, shape: plan.shape
            ) { $0 - 2 * $1 }
            let own = Tensor.combined(
                Tensor(shape: shapeA, a), Tensor(shape: shapeB, b), "test"
            ) { $0 - 2 * $1 }
            XCTAssertEqual(own.shape, plan.shape)
            assertClose(own.values, right, 1e-6, "\(shapeA) with \(shapeB)")
        }
    }

    func testBroadcastingOfLargeArraysOnSeveralThreads() {
        var random = Random(seed: 3)
        for (shapeA, shapeB) in [
            ([700, 130], [130]), ([700, 130], [700, 1]), ([300, 1], [1, 301]),
            ([40, 50, 33], [50, 1]), ([1], [70_000]), ([3, 70_001], [3, 1]),
        ] {
            let (a, b) = (random.uniform(shapeA), random.uniform(shapeB))
            let shape = BroadcastPlan(shapeA, shapeB)!.shape
            let right = broadcastElementsReference(
                a.values, shapeA: shapeA, b.values, shapeB: shapeB, shape: shape
            ) { $0 - $1 }
            assertSameBits((a - b).values, right, "\(shapeA) with \(shapeB)")
        }
    }

    func testShapesThatDoNotFitHaveNoPlan() {
        XCTAssertNil(BroadcastPlan([2, 3], [2]))
        XCTAssertNil(BroadcastPlan([4], [3]))
        XCTAssertNotNil(BroadcastPlan([2, 3], [3]))
        XCTAssertEqual(BroadcastPlan([2, 1], [1, 5])?.shape, [2, 5])
        XCTAssertEqual(BroadcastPlan([], [2, 0])?.shape, [2, 0])
    }
}
