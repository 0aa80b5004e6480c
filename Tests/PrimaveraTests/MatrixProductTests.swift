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
        let (a, b) = (stored(a), stored(b))
        result.withUnsafeMutableBufferPointer { c in
            product(
                MatrixOperand(pointer: a.pointer, isTransposed: turnA),
                MatrixOperand(pointer: b.pointer, isTransposed: turnB),
                c.baseAddress!, m, n, k, accumulating)
        }
        withExtendedLifetime((a, b)) {}
        return result
    }

    /// The numbers as a tensor has them; in the slack behind them is what must not count.
    private func stored(_ numbers: [Float]) -> Storage {
        let storage = Storage(count: numbers.count)
        storage.pointer.update(repeating: .nan, count: storage.capacity + Storage.slack)
        storage.pointer.update(from: numbers, count: numbers.count)
        return storage
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

    /// Also on shapes for which another way is the fast one.
    func testTheWaysForAnyFactorsEqualTheDefinitionOnAnyShape() {
        var random = Random(seed: 2)
        for (m, n, k) in [
            (1, 1, 1), (1, 40, 3), (12, 32, 1), (13, 33, 5), (11, 31, 64), (25, 64, 9), (3, 3, 3),
            (129, 31, 300), (300, 10, 40),
        ] {
            for way in [ProductWay.small, .fewRows, .packed] {
                check(
                    {
                        matrixProduct(
                            $0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6, by: way)
                    }, m, n, k, &random)
            }
        }
    }

    func testTheWayFollowsFromTheShape() {
        func way(
            _ m: Int, _ n: Int, _ k: Int, turnA: Bool = false, turnB: Bool = false,
            accumulating: Bool = false
        ) -> ProductWay {
            var nothing: Float = 0
            return withUnsafePointer(to: &nothing) {
                ProductWay(
                    MatrixOperand(pointer: $0, isTransposed: turnA),
                    MatrixOperand(pointer: $0, isTransposed: turnB), m: m, n: n, k: k,
                    accumulating: accumulating)
            }
        }
        XCTAssertEqual(way(1, 120, 400, turnB: true), .small)
        XCTAssertEqual(way(16, 32, 32, turnB: true), .small)
        XCTAssertEqual(way(128, 10, 512, turnB: true), .fewColumns)
        XCTAssertNotEqual(way(128, 10, 512, turnB: true, accumulating: true), .fewColumns)
        // LeNet-5 in batches of 32: the first dense layer, forward, to its input and to its weights.
        XCTAssertEqual(way(32, 120, 400, turnB: true), .byWeights)
        XCTAssertEqual(way(32, 400, 120), .fewRows)
        XCTAssertEqual(way(120, 400, 32, turnA: true), .fewRows)
        XCTAssertNotEqual(way(32, 120, 400, turnB: true, accumulating: true), .byWeights)
        XCTAssertNotEqual(way(32, 120, 400, turnA: true, turnB: true), .byWeights)
        XCTAssertEqual(way(512, 512, 512), .packed)
    }

    /// Blocks have 512 columns and 256 positions of depth, and 4,096 columns are packed at a time; rows
    /// of 1,024 are long; a product of at most 16,384 multiply-adds, or of fewer than 4 rows, is a small
    /// one.
    func testLargeProductsCrossTheEdgesOfTheirBlocks() {
        var random = Random(seed: 3)
        for (m, n, k) in [
            (200, 300, 530), (130, 1_030, 40), (700, 20, 257), (4, 2_100, 600), (2_029, 33, 9),
            (2_016, 9, 3), (13, 4_110, 7), (5, 4_096, 5), (4, 64, 64), (4, 64, 65), (5, 4, 1_025),
            (96, 256, 256), (97, 257, 255), (260, 512, 300), (300, 528, 257), (1_030, 70, 40),
            (1_020, 272, 30),
        ] {
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
    }

    /// Up to 256 rows, where B has at least four strips: in place, of long rows, and of rows that begin
    /// inside of a cache line.
    func testABatchTimesWideWeightsEqualsTheDefinition() {
        var random = Random(seed: 7)
        for (m, n, k) in [
            (128, 256, 300), (33, 784, 40), (6, 512, 513), (256, 272, 9), (20, 250, 30),
            (64, 1_008, 17), (64, 1_024, 17), (7, 257, 260),
        ] {
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
    }

    /// 16 to 128 rows, at least twice as long, times the transposed: computed turned.
    func testABatchTimesTransposedWeightsEqualsTheDefinition() {
        var random = Random(seed: 11)
        for (m, n, k) in [
            (16, 7, 33), (16, 1, 1_030), (17, 40, 257), (32, 120, 400), (32, 10, 84),
            (33, 100, 300), (64, 65, 513), (70, 31, 259), (128, 50, 301), (127, 13, 256),
            (97, 6, 1_025), (128, 49, 600),
        ] {
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
    }

    /// Up to 32 columns, and four times as many rows: the product is taken the other way round.
    func testFewColumnsEqualTheDefinition() {
        var random = Random(seed: 8)
        for (m, n, k) in [
            (128, 10, 512), (128, 32, 128), (128, 33, 128), (40, 10, 50), (39, 10, 50),
            (1_000, 1, 30), (5_000, 3, 7), (1_100, 17, 260),
        ] {
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
    }

    /// Fewer than four rows never go through packing; wide ones are shared by several threads.
    func testFewRowsOfAnyWidthEqualTheDefinition() {
        var random = Random(seed: 4)
        for (m, n, k) in [
            (1, 1_000, 700), (2, 333, 517), (3, 2_100, 600), (3, 97, 4_099), (1, 1, 70_000),
            (2, 40_000, 1), (3, 17, 100_000),
        ] {
            check(
                { matrixProduct($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m, n,
                k, &random)
        }
        for (m, n, k) in [(40, 90, 70), (5, 1_300, 64)] {
            check(
                { matrixProductSmall($0, $1, into: $2, m: $3, n: $4, k: $5, accumulating: $6) }, m,
                n, k, &random)
        }
    }

    func testDotProductsAndScaledSumsOfEveryLength() {
        var random = Random(seed: 5)
        for count in Array(0...140) + [1_000] {
            for step in [1, 3] {
                let (x, y) = (random.floats(count * step + 1), random.floats(count + 1))
                let right = (0..<count).reduce(0.0) { $0 + Double(x[$1 * step]) * Double(y[$1]) }
                XCTAssertEqual(
                    Double(dotProduct(x, step: step, y, count: count)), right, accuracy: 2e-5,
                    "\(count) numbers, step \(step)")
            }
            let (x, y) = (random.floats(count + 1), random.floats(count + 1))
            var sums = y
            sums.withUnsafeMutableBufferPointer {
                addScaled(0.5, x, to: $0.baseAddress!, count: count)
            }
            assertClose(
                sums, y.indices.map { $0 < count ? y[$0] + 0.5 * x[$0] : y[$0] }, 1e-6,
                "\(count) numbers, and none after them")
        }
    }

    /// A C too large for the definition's three loops, with a K of more than one deep slice. Freivalds' check
    /// (1977) needs no other product of matrices: with any vector v, (A B) v is A (B v).
    func testALargeProductPassesFreivaldsCheck() {
        var random = Random(seed: 9)
        let (m, n, k) = (1_203, 901, 1_040)
        func timesVector(_ a: Tensor, _ v: [Double]) -> [Double] {
            let numbers = a.values
            return (0..<a.shape[0]).map { i in
                var sum = 0.0
                for (j, factor) in v.enumerated() {
                    sum += Double(numbers[i * v.count + j]) * factor
                }
                return sum
            }
        }
        let (a, b) = (random.uniform([m, k], in: -1..<1), random.uniform([k, n], in: -1..<1))
        let v = random.uniform([n], in: -1..<1).values.map(Double.init)
        let expected = timesVector(a, timesVector(b, v))
        for product in [
            a.matrixProduct(b), a.matrixProduct(b.transposed(), transposingOther: true),
            a.transposed().matrixProduct(b, transposingSelf: true),
        ] {
            let largest = zip(timesVector(product, v), expected).map { abs($0 - $1) }.max()!
            XCTAssertLessThan(largest, 1e-3)
        }
    }

    /// The way through `Tensor`: its shapes, and which factor is to be read transposed.
    func testTensorsEqualTheDefinitionInEveryOrientation() {
        var random = Random(seed: 6)
        for _ in 0..<60 {
            let (m, n, k) = (
                random.integer(below: 40) + 1, random.integer(below: 40) + 1,
                random.integer(below: 40) + 1
            )
            let (a, b) = (random.uniform([m, k]), random.uniform([k, n]))
            let right = a.matrixProduct(b)
            XCTAssertEqual(right.shape, [m, n])
            var corner = 0.0
            for p in 0..<k { corner += Double(a[m - 1, p]) * Double(b[p, n - 1]) }
            XCTAssertEqual(Double(right[m - 1, n - 1]), corner, accuracy: 1e-4)
            let (turnedA, turnedB) = (a.transposed(), b.transposed())
            assertClose(turnedA.matrixProduct(b, transposingSelf: true), right)
            assertClose(a.matrixProduct(turnedB, transposingOther: true), right)
            assertClose(
                turnedA.matrixProduct(turnedB, transposingSelf: true, transposingOther: true),
                right)
        }
    }

    func testAnEmptyInnerAxisGivesZeros() {
        let product = Tensor.zeros([3, 0]).matrixProduct(Tensor.zeros([0, 2]))
        XCTAssertEqual(product, Tensor.zeros([3, 2]))
        XCTAssertEqual(Tensor.zeros([0, 3]).matrixProduct(Tensor.ones([3, 2])).shape, [0, 2])
        for way in [ProductWay.small, .packed] {
            let kernel: Product = { a, b, c, m, n, k, accumulating in
                matrixProduct(
                    a, b, into: c, m: m, n: n, k: k, accumulating: accumulating, by: way)
            }
            for (accumulating, right) in [
                (false, [Float](repeating: 0, count: 6)), (true, [5, 4, 3, 2, 1, 0]),
            ] {
                XCTAssertEqual(
                    run(
                        kernel, [0], [0], [5, 4, 3, 2, 1, 0], m: 3, n: 2, k: 0, turnA: false,
                        turnB: false, accumulating: accumulating), right)
            }
        }
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
