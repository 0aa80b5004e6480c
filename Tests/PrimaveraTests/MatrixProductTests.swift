import XCTest

@testable import Primavera

final class MatrixProductTests: XCTestCase {
    private typealias Product = (
        MatrixOperand, MatrixOperand, UnsafeMutablePointer<Float>, Int, Int, Int, Bool
    ) -> Void

    private func run(
        _ product: Product, _ a: [Float], _ b: [Float], _ c: [Float], m: Int, n: Int, k: Int,
        turnA: Bool, turnB: Bool, accumulating: Bool
    ) -> [Float] {
        var result = c
        a.withUnsafeBufferPointer { a in
            b.withUnsafeBufferPointer { b in
                result.withUnsafeMutableBufferPointer { c in
                    product(
                        MatrixOperand(pointer: a.baseAddress!, isTransposed: turnA),
                        MatrixOperand(pointer: b.baseAddress!, isTransposed: turnB),
                        c.baseAddress!, m, n, k, accumulating)
                }
            }
        }
        return result
    }

    private let reference: Product = {
        matrixProductReference($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6)
    }

    private func check(_ fast: Product, _ m: Int, _ n: Int, _ k: Int, _ random: inout Random) {
        let (a, b, c) = (
            random.floats(m * k), random.floats(k * n), random.floats(m * n)
        )
        for variant in 0..<8 {
            let (turnA, turnB, adds) = (variant & 1 != 0, variant & 2 != 0, variant & 4 != 0)
            let right = run(
                reference, a, b, c, m: m, n: n, k: k, turnA: turnA, turnB: turnB,
                accumulating: adds)
            let own = run(
                fast, a, b, c, m: m, n: n, k: k, turnA: turnA, turnB: turnB, accumulating: adds)
            // Sums of k products of numbers below 1, added in another order.
            assertClose(
                own, right, 2e-6 * Float(k).squareRoot() + 1e-6,
                "\(m) × \(n) × \(k), transposed \(turnA) \(turnB), accumulating \(adds)")
        }
    }

    func testEveryWayEqualsTheDefinitionOnRandomShapes() {
        var random = Random(seed: 1)
        let lengths = [1, 2, 3, 4, 5, 7, 8, 11, 12, 13, 15, 16, 17, 24, 31, 32, 33, 47, 64, 65, 97]
        for _ in 0..<220 {
            let (m, n, k) = (
                lengths[random.integer(below: lengths.count)],
                lengths[random.integer(below: lengths.count)],
                lengths[random.integer(below: lengths.count)]
            )
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
    }

    func testThePackedAndTheSmallWayAloneEqualTheDefinition() {
        var random = Random(seed: 2)
        for (m, n, k) in [
            (1, 1, 1), (1, 40, 3), (12, 32, 1), (13, 33, 5), (11, 31, 64), (25, 64, 9), (3, 3, 3),
        ] {
            check(
                { matrixProductPacked($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) },
                m, n, k, &random)
            check(
                { matrixProductSmall($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m,
                n, k, &random)
        }
    }

    func testLargeProductsCrossTheEdgesOfTheirBlocks() {
        var random = Random(seed: 3)
        for (m, n, k) in [(200, 300, 530), (130, 1_030, 40), (700, 20, 257), (4, 2_100, 600)] {
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
    }

    func testAnEmptyInnerAxisGivesZeros() {
        let product = Tensor.zeros([3, 0]).matrixProduct(Tensor.zeros([0, 2]))
        XCTAssertEqual(product, Tensor.zeros([3, 2]))
    }

    func testNotANumberStaysVisible() {
        var a = Tensor.ones([40, 40])
        a[7, 3] = .nan
        let product = a.matrixProduct(Tensor.ones([40, 40]))
        for column in 0..<40 {
            XCTAssert(product[7, column].isNaN)
            XCTAssertEqual(product[8, column], 40)
        }
    }
}
