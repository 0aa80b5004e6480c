import XCTest

@testable import Primavera

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

    func testReshapeInfersOneAxis() {
        let t = Tensor((0..<12).map(Float.init))
        XCTAssertEqual(t.reshaped([3, -1]).shape, [3, 4])
        XCTAssertEqual(t.reshaped([2, 3, 2])[1, 2, 1], 11)
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
    }
}
