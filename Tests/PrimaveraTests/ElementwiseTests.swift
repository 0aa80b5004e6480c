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
        let (a, b) = (random.uniform([700, 130]), random.uniform([130]))
        let sum = a + b
        for (row, column) in [(0, 0), (699, 129), (350, 17)] {
            XCTAssertEqual(sum[row, column], a[row, column] + b[column])
        }
    }

    func testShapesThatDoNotFitHaveNoPlan() {
        XCTAssertNil(BroadcastPlan([2, 3], [2]))
        XCTAssertNil(BroadcastPlan([4], [3]))
        XCTAssertNotNil(BroadcastPlan([2, 3], [3]))
        XCTAssertEqual(BroadcastPlan([2, 1], [1, 5])?.shape, [2, 5])
        XCTAssertEqual(BroadcastPlan([], [2, 0])?.shape, [2, 0])
    }

    func testSumsEqualTheDefinitionAlongEveryAxis() {
        var random = Random(seed: 4)
        for _ in 0..<200 {
            let (outer, length, inner) = (
                random.integer(below: 20) + 1, random.integer(below: 90) + 1,
                [1, 1, 2, 16, 17, 40][random.integer(below: 6)]
            )
            let x = random.uniform([outer, length, inner], in: -1..<1)
            var right = Tensor.zeros([outer, inner])
            x.withUnsafePointer { x in
                right.withUnsafeMutablePointer {
                    sumReference(x, into: $0, outer: outer, length: length, inner: inner)
                }
            }
            assertClose(x.sum(axis: 1), right, 1e-5, "[\(outer), \(length), \(inner)]")
        }
    }

    func testALongSumIsNearerToTheTruthThanOneAfterTheOther() {
        let x = Tensor(repeating: 0.1, shape: [3_000_000])
        let oneByOne = x.values.reduce(Float(0)) { $0 + $1 }
        XCTAssertEqual(x.sum().scalar, 300_000, accuracy: 3)
        XCTAssertGreaterThan(abs(oneByOne - 300_000), 1_000)
    }

    func testMaximaAndTheirPositions() {
        var random = Random(seed: 5)
        let x = random.uniform([4, 9, 5])
        for axis in 0..<3 {
            let (maximum, positions) = x.maximumAndPositions(axis, false)
            let (outer, length, inner) = x.parts(axis)
            for o in 0..<outer {
                for i in 0..<inner {
                    let line = (0..<length).map { x.values[(o * length + $0) * inner + i] }
                    XCTAssertEqual(maximum.values[o * inner + i], line.max())
                    XCTAssertEqual(positions[o * inner + i], line.firstIndex(of: line.max()!))
                }
            }
        }
        XCTAssertEqual(Tensor([[1, 3, 3], [2, 2, 1]]).argmax(), [1, 0], "the first of several")
        XCTAssert(Tensor([1, .nan, 3]).max().isNaN, "not a number wins")
    }

    func testSoftmaxEqualsTheDefinition() {
        var random = Random(seed: 6)
        for _ in 0..<100 {
            let (rows, classes) = (random.integer(below: 40) + 1, random.integer(below: 50) + 1)
            let x = random.uniform([rows, classes], in: -8..<8)
            let right = softmaxReference(x.values, classes: classes)
            assertClose(softmax(x).values, right, 2e-6)
            assertClose(logSoftmax(x).values, right.map { log($0) }, 2e-5)
        }
    }

    func testSoftmaxOfLargeNumbersDoesNotOverflow() {
        assertClose(softmax([[1_000, 1_000], [1_000, -1_000]]).values, [0.5, 0.5, 1, 0])
        assertClose(logSoftmax([[1_000, 0]]).values, [0, -1_000])
        XCTAssert(softmax(Tensor([[.nan, 1]])).values.allSatisfy(\.isNaN))
    }
}
