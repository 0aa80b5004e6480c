import XCTest

@testable import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class TensorTests: XCTestCase {
    func testLiteralsGiveShapes() {
        let vector: Tensor = [1, 2, 3]
        let matrix: Tensor = [[1, 2], [3, 4], [5, 6]]
        let number: Tensor = 7
        let cube: Tensor = [[[1, 2]], [[3, 4]]]
        XCTAssertEqual(vector.shape, [3])
        XCTAssertEqual(matrix.shape, [3, 2])
        XCTAssertEqual(number.shape, [])
        XCTAssertEqual(cube.shape, [2, 1, 2])
        XCTAssertEqual(matrix[2, 1], 6)
        XCTAssertEqual(number.scalar, 7)
    }

    func testACopyDoesNotChangeWithTheOriginal() {
        var a = Tensor([1, 2, 3])
        let b = a
        let view = a.reshaped([3, 1])
        a[1] = 9
        XCTAssertEqual(a.values, [1, 9, 3])
        XCTAssertEqual(b.values, [1, 2, 3])
        XCTAssertEqual(view.values, [1, 2, 3])
        a += a
        XCTAssertEqual(a.values, [2, 18, 6])
        let c = a
        a -= [1, 1, 1]
        a *= 2
        XCTAssertEqual(a.values, [2, 34, 10])
        XCTAssertEqual(c.values, [2, 18, 6])
        var d = c
        d.withUnsafeMutablePointer { $0[0] = -1 }
        XCTAssertEqual(c[0], 2)
        XCTAssertEqual(d[0], -1)
    }

    func testStorageBeginsAtAMultipleOfSixtyFourBytes() {
        for count in [1, 3, 16, 17, 1_000, 100_000] {
            Tensor.zeros([count]).withUnsafePointer {
                XCTAssertEqual(UInt(bitPattern: $0) % 64, 0)
            }
        }
    }

    func testStorageIsUsedAgain() {
        func address(_ t: Tensor) -> UInt { t.withUnsafePointer { UInt(bitPattern: $0) } }
        let first = address(Tensor.zeros([12_345]))
        let second = address(Tensor.ones([12_345]))
        XCTAssertEqual(first, second, "freed and taken again at once")
        XCTAssertEqual(Tensor.zeros([12_345]).sum().scalar, 0, "and cleared")
    }

    func testPrintingIsReadable() {
        XCTAssertEqual("\(Tensor([1, 2, 3]))", "[1, 2, 3]")
        XCTAssertEqual(
            "\(Tensor([[1, 2.5], [-3, 4]]))", "[[ 1.0000,  2.5000],\n [-3.0000,  4.0000]]")
        XCTAssertEqual("\(Tensor(5))", "5")
        XCTAssertLessThan(
            "\(Tensor.zeros([1_000, 1_000]))".count, 2_000, "large ones are shortened")
        XCTAssertEqual("\(Tensor.zeros([0]))", "Tensor of shape [0], empty")
    }

    func testPrintingOfEveryKindOfNumber() {
        XCTAssertEqual(
            "\(Tensor([1, .nan, -.infinity]))", "[   1,  nan, -inf]", "whole ones stay whole")
        XCTAssertEqual("\(Tensor([0.25, 1]))", "[0.2500, 1.0000]")
        XCTAssertEqual("\(Tensor([123_456.5, 1]))", "[1.235e+05,         1]")
        XCTAssertEqual("\(Tensor([0.000_12]))", "[0.00012]")
        XCTAssertEqual(
            "\(Tensor((0..<10).map(Float.init)))", "[0, 1, 2, …, 7, 8, 9]")
        XCTAssertEqual(
            "\(Tensor([1, 2, 3, 4]).reshaped([2, 1, 2]))",
            "Tensor of shape [2, 1, 2]:\n[[[1, 2]],\n\n [[3, 4]]]")
    }

    func testReshapeInfersOneAxis() {
        let t = Tensor((0..<12).map(Float.init))
        XCTAssertEqual(t.reshaped([3, -1]).shape, [3, 4])
        XCTAssertEqual(t.reshaped([2, 3, 2])[1, 2, 1], 11)
        XCTAssertEqual(t.reshaped([-1]).shape, [12])
        XCTAssertEqual(Tensor(5).reshaped([1, 1]).values, [5])
        XCTAssertEqual(Tensor.zeros([0, 3]).reshaped([3, 0]).shape, [3, 0])
        XCTAssertEqual(t.reshaped([3, 4]).values, t.values)
    }

    func testTransposeOfAnyOrder() {
        var random = Random(seed: 1)
        let t = random.uniform([3, 4, 5])
        let turned = t.transposed([2, 0, 1])
        XCTAssertEqual(turned.shape, [5, 3, 4])
        for i in 0..<3 {
            for j in 0..<4 { for k in 0..<5 { XCTAssertEqual(turned[k, i, j], t[i, j, k]) } }
        }
        let matrix = random.uniform([37, 19])
        XCTAssertEqual(matrix.transposed()[18, 36], matrix[36, 18])
        XCTAssertEqual(matrix.transposed().transposed(), matrix)
    }

    func testSliceGatherAndConcatenate() {
        var random = Random(seed: 2)
        let t = random.uniform([4, 5, 3])
        let middle = t.slice(axis: 1, 1..<4)
        XCTAssertEqual(middle.shape, [4, 3, 3])
        XCTAssertEqual(middle[3, 0, 2], t[3, 1, 2])
        XCTAssertEqual(t.slice(axis: -1, 0..<0).shape, [4, 5, 0])
        let parts = [t.slice(axis: 1, 0..<1), middle, t.slice(axis: 1, 4..<5)]
        XCTAssertEqual(Tensor.concatenated(parts, axis: 1), t)
        let rows = t.gathered([2, 2, 0])
        XCTAssertEqual(rows.slice(0..<1), t.slice(2..<3))
        XCTAssertEqual(rows.slice(1..<2), t.slice(2..<3))
        XCTAssertEqual(rows.slice(2..<3), t.slice(0..<1))
        XCTAssertEqual(t.gathered([]).shape, [0, 5, 3])
    }

    /// Every element where the definition puts it, on shapes of one to four axes.
    func testShapesFollowTheirDefinitionsOnRandomTensors() {
        var random = Random(seed: 3)
        for round in 0..<200 {
            let rank = random.integer(below: 4) + 1
            let shape = (0..<rank).map { _ in [1, 2, 3, 5, 17][random.integer(below: 5)] }
            let t = random.uniform(shape)
            let axis = random.integer(below: rank)
            let length = shape[axis]
            func element(_ t: Tensor, _ position: [Int]) -> Float {
                t.values[zip(position, t.shape).reduce(0) { $0 * $1.1 + $1.0 }]
            }
            let place = shape.map { random.integer(below: $0) }
            func moved(_ index: Int) -> [Int] {
                var place = place
                place[axis] = index
                return place
            }

            let order = random.permutation(of: rank)
            let turned = t.transposed(order)
            XCTAssertEqual(turned.shape, order.map { shape[$0] })
            XCTAssertEqual(element(turned, order.map { place[$0] }), element(t, place), "\(round)")

            let start = random.integer(below: length)
            let end = start + random.integer(below: length - start) + 1
            let part = t.slice(axis: axis, start..<end)
            for index in start..<end {
                XCTAssertEqual(element(part, moved(index - start)), element(t, moved(index)))
            }

            let joined = Tensor.concatenated([t, part, t], axis: axis - (round % 2 * rank))
            XCTAssertEqual(joined.shape[axis], 2 * length + end - start)
            for index in 0..<joined.shape[axis] {
                let source =
                    index < length
                    ? index
                    : index < length + end - start
                        ? start + index - length : index - length - (end - start)
                XCTAssertEqual(element(joined, moved(index)), element(t, moved(source)))
            }

            let rows = (0..<6).map { _ in random.integer(below: shape[0]) }
            let gathered = t.gathered(rows)
            XCTAssertEqual(gathered.shape, [6] + shape.dropFirst())
            for (position, row) in rows.enumerated() {
                var (to, from) = (place, place)
                (to[0], from[0]) = (position, row)
                XCTAssertEqual(element(gathered, to), element(t, from))
            }
        }
    }

    func testALargeTransposeOnSeveralThreads() {
        var random = Random(seed: 4)
        let t = random.uniform([35, 61, 47])
        for order in [[0, 2, 1], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
            let turned = t.transposed(order)
            var wrong = 0
            let (own, values) = (turned.values, t.values)
            for i in 0..<35 {
                for j in 0..<61 {
                    for k in 0..<47 {
                        let place = order.map { [i, j, k][$0] }
                        let index =
                            (place[0] * turned.shape[1] + place[1]) * turned.shape[2] + place[2]
                        if own[index] != values[(i * 61 + j) * 47 + k] { wrong += 1 }
                    }
                }
            }
            XCTAssertEqual(wrong, 0, "\(order)")
        }
    }

    func testAddingAPartIsTheOppositeOfASlice() {
        var random = Random(seed: 5)
        for axis in 0..<3 {
            let t = random.uniform([4, 5, 19])
            let part = random.uniform(
                axis == 0 ? [2, 5, 19] : axis == 1 ? [4, 2, 19] : [4, 5, 2])
            var sum = t
            sum.add(part, axis: axis, 1..<3)
            assertClose(
                sum.slice(axis: axis, 1..<3), t.slice(axis: axis, 1..<3) + part, 0, "\(axis)")
            XCTAssertEqual(sum.slice(axis: axis, 0..<1), t.slice(axis: axis, 0..<1))
            XCTAssertEqual(sum.slice(axis: axis, 3..<4), t.slice(axis: axis, 3..<4))
        }
    }

    func testEqualTensorsHaveEqualShapesAndNumbers() {
        XCTAssertEqual(Tensor([1, 2]), [1, 2])
        XCTAssertNotEqual(Tensor([1, 2]), [[1, 2]])
        XCTAssertNotEqual(Tensor([1, 2]), [1, 3])
        XCTAssertNotEqual(Tensor([.nan]), Tensor([.nan]), "as numbers are compared")
        XCTAssertEqual(Tensor([0]), Tensor([-0]))
    }

    func testOneHot() {
        XCTAssertEqual(Tensor.oneHot([2, 0], classes: 3), [[0, 0, 1], [1, 0, 0]])
    }

    func testArithmeticWithNumbers() {
        let t = Tensor([1, 2, 4])
        XCTAssertEqual((10 - t).values, [9, 8, 6])
        XCTAssertEqual((8 / t).values, [8, 4, 2])
        XCTAssertEqual((t / 2 + 1).values, [1.5, 2, 3])
        XCTAssertEqual(pow(t, 2).values, [1, 4, 16])
        XCTAssertEqual(abs(-t).values, t.values)
        XCTAssertEqual(t.clamped(to: 1.5...3).values, [1.5, 2, 3])
        XCTAssertEqual(Tensor.maximum(t, Tensor([3])).values, [3, 3, 4])
        XCTAssertEqual((1 + t).values, [2, 3, 5])
        XCTAssertEqual((t - 1).values, [0, 1, 3])
        XCTAssertEqual((3 * t).values, [3, 6, 12])
        XCTAssertEqual((t * 3).values, [3, 6, 12])
        XCTAssertEqual((t / [2, 1, 8]).values, [0.5, 2, 0.5])
    }

    func testFunctionsOfEachElementEqualTheirDefinitions() {
        let x: [Float] = [-2, -0.5, -1e-3, 0, 1e-3, 0.7, 3]
        let t = Tensor(x)
        assertClose(relu(t).values, x.map { max(0, $0) }, 0)
        assertClose(leakyReLU(t, slope: 0.2).values, x.map { $0 < 0 ? 0.2 * $0 : $0 }, 0)
        assertClose(elu(t, alpha: 0.5).values, x.map { $0 < 0 ? 0.5 * (exp($0) - 1) : $0 }, 1e-6)
        assertClose(abs(t).values, x.map { Swift.abs($0) }, 0)
        assertClose(sqrt(abs(t)).values, x.map { Swift.abs($0).squareRoot() }, 0)
        assertClose(pow(t, 3).values, x.map { $0 * $0 * $0 }, 1e-6)
        assertClose(log(abs(t)).values, x.map { log(Swift.abs($0)) }, 0)
        XCTAssert(sqrt(Tensor([-1]))[0].isNaN && log(Tensor([-1]))[0].isNaN)
        XCTAssertEqual(log(Tensor([0]))[0], -.infinity)
        XCTAssert(Tensor.maximum(Tensor([.nan, 1]), Tensor([1, .nan])).values.allSatisfy(\.isNaN))
        for f in [
            { $0.clamped(to: -1...1) }, relu, abs, sqrt, { leakyReLU($0) }, { elu($0) },
            { pow($0, 2) },
        ]
            as [(Tensor) -> Tensor]
        {
            XCTAssert(f(Tensor([.nan]))[0].isNaN, "not a number stays visible")
        }
    }
}
