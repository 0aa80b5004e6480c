import Primavera
import XCTest

@testable import Datasets

final class EmbeddedDataTests: XCTestCase {
    func testTheDigits() throws {
        let (train, test) = try MNIST.embedded()
        XCTAssertEqual(train.images.shape, [4_000, 1, 28, 28])
        XCTAssertEqual(test.images.shape, [1_000, 1, 28, 28])
        XCTAssertEqual(train.classNames, (0...9).map(String.init))
        for digit in 0...9 {
            XCTAssertEqual(train.labels.filter { $0 == digit }.count, 400)
            XCTAssertEqual(test.labels.filter { $0 == digit }.count, 100)
        }
        for images in [train.images, test.images] {
            XCTAssert(images.values.allSatisfy { (0...1).contains($0) })
        }
        // MNIST's mean brightness is 0.13.
        XCTAssertEqual(train.images.mean().scalar, 0.13, accuracy: 0.005)
        XCTAssertEqual(train.flattened.shape, [4_000, 784])
        XCTAssertEqual(train.oneHotLabels.sum(axis: 1), Tensor.ones([4_000]))
    }

    func testNoTestDigitIsAmongThoseToLearnFrom() throws {
        let (train, test) = try MNIST.embedded()
        func rows(_ images: LabelledImages) -> Set<[Float]> {
            let values = images.images.values
            return Set((0..<images.count).map { Array(values[$0 * 784..<($0 + 1) * 784]) })
        }
        XCTAssert(rows(train).isDisjoint(with: rows(test)))
    }

    func testIrisIsFishers() throws {
        let iris = try Iris.load()
        XCTAssertEqual(iris.features.shape, [150, 4])
        XCTAssertEqual(iris.classNames, ["setosa", "versicolor", "virginica"])
        for species in 0..<3 { XCTAssertEqual(iris.labels.filter { $0 == species }.count, 50) }
        let means = iris.features.mean(axis: 0).values
        for (own, right) in zip(means, [5.8433, 3.0573, 3.7580, 1.1993] as [Float]) {
            XCTAssertEqual(own, right, accuracy: 2e-4)
        }
        let petals = iris.features([2, 3])
        XCTAssertEqual(petals.features[149, 1], iris.features[149, 3])
        XCTAssertEqual(petals.featureNames, Array(iris.featureNames[2...]))
        XCTAssertEqual(iris.selecting([149, 0]).labels, [2, 0])
    }

    func testTheHousesAreTheLectures() throws {
        let (size, price) = try Houses.bySize()
        XCTAssertEqual(size, [42.45, 54.25, 32.5, 62.3, 28.4, 45.69, 58.2])
        XCTAssertEqual(price, [91.241, 101.251, 83.051, 110.341, 67.124, 98.525, 104.251])
        let (features, prices) = try Houses.withFourFeatures()
        XCTAssertEqual(features.shape, [5, 4])
        XCTAssertEqual(features.slice(3..<4).values, [62.3, 4, 3, 41])
        XCTAssertEqual(prices[4], 67.124)
    }
}

final class MNISTFolderTests: XCTestCase {
    private func images(_ count: Int) -> [UInt8] {
        [0, 0, 8, 3, 0, 0, 0, UInt8(count), 0, 0, 0, 28, 0, 0, 0, 28]
            + [UInt8](repeating: 128, count: count * 784)
    }
    private func labels(_ labels: [UInt8]) -> [UInt8] {
        [0, 0, 8, 1, 0, 0, 0, UInt8(labels.count)] + labels
    }

    private func folder(_ changes: [String: [UInt8]?] = [:]) throws -> String {
        var files: [String: [UInt8]] = [
            "train-images-idx3-ubyte": images(3), "train-labels-idx1-ubyte": labels([1, 2, 3]),
            "t10k-images.idx3-ubyte": images(2), "t10k-labels-idx1-ubyte": labels([4, 5]),
        ]
        for (name, bytes) in changes { files[name] = bytes }
        return try temporaryFolder(files)
    }

    func testAFolderIsRead() throws {
        let (train, test) = try MNIST.read(from: folder())
        XCTAssertEqual(train.labels, [1, 2, 3])
        XCTAssertEqual(test.images.shape, [2, 1, 28, 28])
        XCTAssertEqual(test.images[1, 0, 27, 27], 128 / 255)
    }

    func testEveryFaultNamesItsFile() throws {
        assertRefused("/does/not/exist", "--data") { _ = try MNIST.read(from: "/does/not/exist") }
        let aFile = try folder() + "/t10k-labels-idx1-ubyte"
        assertRefused(aFile, "not a folder") { _ = try MNIST.read(from: aFile) }
        let empty = try temporaryFolder()
        assertRefused(empty, "train-images") { _ = try MNIST.read(from: empty) }
        for (name, bytes, reason) in [
            ("train-labels-idx1-ubyte", nil, "train-labels"),
            ("train-images-idx3-ubyte", Array(images(3).dropLast(5)), "cut off"),
            ("train-labels-idx1-ubyte", labels([1, 2]), "do not belong together"),
            ("train-labels-idx1-ubyte", labels([1, 2, 10]), "label 10"),
            ("train-images-idx3-ubyte", labels([1, 2, 3]), "28"),
            ("t10k-images.idx3-ubyte", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2], "t10k-images"),
            ("t10k-labels-idx1-ubyte", [], "t10k-labels"),
        ] as [(String, [UInt8]?, String)] {
            let path = try folder([name: bytes])
            assertRefused(path, reason) { _ = try MNIST.read(from: path) }
        }
    }

    func testATableOfFlowersWithFaults() throws {
        let path = try temporaryFolder([
            "gap.csv": Array("a,species\n,x\n".utf8), "text.csv": Array("a,species\nhigh,x\n".utf8),
            "header.csv": Array("a,species\n".utf8), "one.csv": Array("species\nx\n".utf8),
        ])
        assertRefused("gap.csv", "line 2", "empty") { _ = try Iris.read(csv: path + "/gap.csv") }
        assertRefused("text.csv", "line 2", "high") { _ = try Iris.read(csv: path + "/text.csv") }
        assertRefused("header.csv", "no rows") { _ = try Iris.read(csv: path + "/header.csv") }
        assertRefused("one.csv", "columns") { _ = try Iris.read(csv: path + "/one.csv") }
    }
}

final class SplitTests: XCTestCase {
    func testAStratifiedSplitKeepsTheShareOfEachClass() {
        var random = Random(seed: 1)
        let labels = [Int](repeating: 0, count: 50) + [Int](repeating: 1, count: 30)
        let split = stratifiedSplit(labels: labels, validation: 0.2, test: 0.1, using: &random)
        XCTAssertEqual((split.train + split.validation + split.test).sorted(), Array(0..<80))
        func counts(_ rows: [Int]) -> [Int] {
            (0..<2).map { c in rows.filter { labels[$0] == c }.count }
        }
        XCTAssertEqual(counts(split.test), [5, 3])
        XCTAssertEqual(counts(split.validation), [10, 6])
        XCTAssertNotEqual(split.train, split.train.sorted())
        var again = Random(seed: 1)
        XCTAssertEqual(
            stratifiedSplit(labels: labels, validation: 0.2, test: 0.1, using: &again).train,
            split.train)
    }

    func testEachExampleIsInOneFold() {
        var random = Random(seed: 2)
        let folds = kFolds(count: 11, k: 4, using: &random)
        XCTAssertEqual(folds.flatMap(\.validation).sorted(), Array(0..<11))
        for fold in folds {
            XCTAssertEqual((fold.train + fold.validation).sorted(), Array(0..<11))
            XCTAssert((2...3).contains(fold.validation.count))
        }
    }

    func testBatchesShowEachExampleOnce() {
        var random = Random(seed: 3)
        let batches = Array(Batches(count: 10, size: 4, using: &random))
        XCTAssertEqual(batches.map(\.count), [4, 4, 2])
        XCTAssertEqual(batches.flatMap { $0 }.sorted(), Array(0..<10))
        XCTAssertEqual(
            Array(Batches(count: 10, size: 4, droppingLast: true, using: &random)).map(\.count),
            [4, 4])
        XCTAssertEqual(Array(Batches(order: [3, 1, 2], size: 2)), [[3, 1], [2]])
        XCTAssertEqual(Array(Batches(order: [], size: 2)), [])
    }
}
