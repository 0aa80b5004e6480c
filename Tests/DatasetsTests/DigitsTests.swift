import Primavera
import XCTest

@testable import Datasets
@testable import LosslessCompression

final class DigitsTests: XCTestCase {
    func testTheFirstDigitsAreWhatPythonReads() throws {
        let (train, test) = try MNIST.embedded()
        XCTAssertEqual(
            train.labels[..<20], [4, 6, 3, 1, 2, 0, 4, 1, 9, 2, 3, 2, 0, 6, 5, 5, 3, 6, 3, 5])
        XCTAssertEqual(
            test.labels[..<20], [5, 2, 5, 7, 9, 5, 9, 6, 1, 8, 8, 5, 7, 8, 3, 0, 9, 5, 9, 4])
        for (images, first, all) in [(train, 29_823, 105_112_365), (test, 29_772, 26_154_737)] {
            let bytes = images.images.values.map { Int(($0 * 255).rounded()) }
            XCTAssertEqual(bytes[..<784].reduce(0, +), first)
            XCTAssertEqual(bytes.reduce(0, +), all)
            XCTAssertEqual(bytes.max(), 255)
            XCTAssertEqual(bytes.min(), 0)
        }
    }

    func testAFileThatDoesNotComeWithTheCourseIsNamed() {
        assertRefused("Sources/Datasets/Resources/nothing.csv", "folder of the course") {
            _ = try Resources.path("nothing.csv")
        }
    }

    func testAStretchAndASelectionKeepImagesWithTheirLabels() throws {
        let test = try MNIST.embedded().test
        let part = test[10..<13]
        XCTAssertEqual(part.labels, [8, 5, 7])
        XCTAssertEqual(part.images, test.images.slice(10..<13))
        let chosen = test.selecting([12, 10])
        XCTAssertEqual(chosen.labels, [7, 8])
        XCTAssertEqual(chosen.images.slice(0..<1), test.images.slice(12..<13))
        XCTAssertEqual(chosen.oneHotLabels.shape, [2, 10])
        XCTAssertEqual(chosen.oneHotLabels[0, 7], 1)
        XCTAssertEqual(chosen.classNames, test.classNames)
    }
}

final class FaultyFolderTests: XCTestCase {
    private let images: [UInt8] =
        [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]
        + [UInt8](repeating: 7, count: 2 * 784)
    private let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 0, 9]

    private func folder(_ name: String = "", _ bytes: [UInt8]? = nil) throws -> String {
        var files = [
            "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labels,
            "t10k-images-idx3-ubyte": images, "t10k-labels-idx1-ubyte": labels,
        ]
        if !name.isEmpty { files[name] = bytes }
        return try temporaryFolder(files)
    }

    func testEachMissingFileIsNamed() throws {
        for name in ["train-images", "train-labels", "t10k-images", "t10k-labels"] {
            let kind = name.hasSuffix("images") ? "idx3" : "idx1"
            let path = try folder("\(name)-\(kind)-ubyte", nil)
            assertRefused(path, "\(name)-\(kind)-ubyte") { _ = try MNIST.read(from: path) }
        }
    }

    func testImagesCutOffAtAnyLengthAreRefused() throws {
        for length in [0, 1, 3, 4, 10, 15, 16, 17, 800, images.count - 1] {
            let path = try folder("train-images-idx3-ubyte", Array(images[..<length]))
            assertRefused("train-images-idx3-ubyte") { _ = try MNIST.read(from: path) }
        }
    }

    func testHeadersThatPromiseTooMuchAreRefused() throws {
        // Counts above 2³¹, which would be negative in C, and products above 2⁶³.
        for lengths in [
            [255, 255, 255, 255, 0, 0, 0, 28, 0, 0, 0, 28], [0, 0, 0, 3, 0, 0, 0, 28, 0, 0, 0, 28],
            [UInt8](repeating: 255, count: 12), [128, 0, 0, 0, 128, 0, 0, 0, 128, 0, 0, 0],
        ] as [[UInt8]] {
            let path = try folder(
                "t10k-images-idx3-ubyte", Array(images[..<4]) + lengths + images[16...])
            assertRefused("t10k-images-idx3-ubyte", "cut off") { _ = try MNIST.read(from: path) }
        }
    }

    func testFilesThatAreNotForTheirPlace() throws {
        for (name, bytes, reason) in [
            ("train-images-idx3-ubyte", images + [0], "too long"),
            ("train-labels-idx1-ubyte", images, "do not belong together"),
            ("train-labels-idx1-ubyte", [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 4, 5], "together"),
            ("t10k-labels-idx1-ubyte", Array(labels.dropLast()) + [10], "label 10 at position 1"),
            ("t10k-labels-idx1-ubyte", [0, 0, 9, 1, 0, 0, 0, 2, 0, 9], "type 9"),
            (
                "t10k-images-idx3-ubyte",
                [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 14, 0, 0, 0, 56] + images[16...], "28 × 28"
            ),
        ] as [(String, [UInt8], String)] {
            let path = try folder(name, bytes)
            assertRefused(name, reason) { _ = try MNIST.read(from: path) }
        }
    }

    func testNoImagesAreNotEnough() throws {
        let path = try folder(
            "train-images-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28])
        try writeAtomically(
            [0, 0, 8, 1, 0, 0, 0, 0] as [UInt8], to: path + "/train-labels-idx1-ubyte")
        assertRefused("train-images-idx3-ubyte", "no images") { _ = try MNIST.read(from: path) }
    }

    func testPackedFilesAreReadAndOneCutInHalfIsNamed() throws {
        let packed = try folder("train-labels-idx1-ubyte", nil)
        let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
        func bigEnd(_ n: UInt32) -> [UInt8] {
            (0..<4).map { UInt8(truncatingIfNeeded: n >> (8 * UInt32($0))) }
        }
        let whole =
            header + Deflate.bytes(labels) + bigEnd(CRC32.checksum(labels))
            + bigEnd(UInt32(labels.count))
        let path = packed + "/train-labels-idx1-ubyte.gz"
        try writeAtomically(whole, to: path)
        XCTAssertEqual(try MNIST.read(from: packed).train.labels, [0, 9])
        try writeAtomically(Array(whole[..<(whole.count / 2)]), to: path)
        assertRefused(path, "middle of its compressed data") {
            _ = try MNIST.read(from: packed)
        }
    }

    func testAFolderInPlaceOfAFileIsNamed() throws {
        let path = try folder("train-images-idx3-ubyte", nil)
        try writeAtomically("", to: path + "/train-images-idx3-ubyte/x")
        assertRefused("train-images-idx3-ubyte", "is a folder") {
            _ = try MNIST.read(from: path)
        }
    }
}

final class SplittingTests: XCTestCase {
    func testSplitsOfManySizesAreWholeAndStratified() {
        var random = Random(seed: 31)
        for _ in 0..<200 {
            let classes = random.integer(below: 4) + 1
            let labels = (0..<random.integer(below: 90)).map { _ in random.integer(below: classes) }
            let validation = Double(random.integer(below: 51)) / 100
            let test = Double(random.integer(below: 51)) / 100
            let split = stratifiedSplit(
                labels: labels, validation: validation, test: test, using: &random)
            XCTAssertEqual(
                (split.train + split.validation + split.test).sorted(), Array(labels.indices))
            for label in 0..<classes {
                let size = Double(labels.filter { $0 == label }.count)
                func count(_ rows: [Int]) -> Double {
                    Double(rows.filter { labels[$0] == label }.count)
                }
                XCTAssertEqual(count(split.test), size * test, accuracy: 0.5)
                XCTAssertEqual(count(split.validation), size * validation, accuracy: 1)
            }
        }
    }

    func testPartsOfNothingAndOfAll() {
        var random = Random(seed: 32)
        let labels = [0, 1, 0, 1, 1]
        let none = stratifiedSplit(labels: labels, validation: 0, test: 0, using: &random)
        XCTAssertEqual(none.train.count, 5)
        XCTAssertEqual(none.validation + none.test, [])
        let all = stratifiedSplit(labels: labels, validation: 0.5, test: 0.5, using: &random)
        XCTAssertEqual(all.train, [])
        XCTAssertEqual((all.validation + all.test).sorted(), Array(0..<5))
        XCTAssertEqual(
            stratifiedSplit(labels: [], validation: 0.5, test: 0.1, using: &random).train, [])
    }

    func testAnotherSeedIsAnotherSplit() {
        let labels = [Int](repeating: 0, count: 40)
        let trains = (1...3).map { seed -> [Int] in
            var random = Random(seed: UInt64(seed))
            return stratifiedSplit(labels: labels, validation: 0.2, test: 0.2, using: &random).train
        }
        XCTAssertEqual(Set(trains).count, 3)
    }

    func testFoldsOfManySizes() {
        for (count, k) in [(2, 2), (10, 3), (10, 10), (101, 7)] {
            var random = Random(seed: 33)
            let folds = kFolds(count: count, k: k, using: &random)
            XCTAssertEqual(folds.count, k)
            XCTAssertEqual(folds.flatMap(\.validation).sorted(), Array(0..<count))
            for fold in folds {
                XCTAssertEqual((fold.train + fold.validation).sorted(), Array(0..<count))
                XCTAssertLessThanOrEqual(abs(fold.validation.count * k - count), k - 1)
            }
            var again = Random(seed: 33)
            XCTAssertEqual(
                kFolds(count: count, k: k, using: &again).map(\.validation),
                folds.map(\.validation))
        }
    }

    func testBatchesOfManySizes() {
        var random = Random(seed: 34)
        for count in [0, 1, 2, 7, 12, 13] {
            for size in [1, 2, 3, 12, 13, 50, Int.max] {
                let batches = Array(Batches(count: count, size: size, using: &random))
                XCTAssertEqual(batches.flatMap { $0 }.sorted(), Array(0..<count))
                XCTAssert(batches.dropLast().allSatisfy { $0.count == size })
                XCTAssert(batches.allSatisfy { (1...size).contains($0.count) })
                let whole = Array(
                    Batches(order: Array(0..<count), size: size, droppingLast: true))
                XCTAssertEqual(whole.flatMap { $0 }, Array(0..<count / size * size))
                XCTAssert(whole.allSatisfy { $0.count == size })
            }
        }
    }

    func testBatchesCanBeGoneThroughTwice() {
        var random = Random(seed: 35)
        let batches = Batches(count: 20, size: 6, using: &random)
        XCTAssertEqual(Array(batches), Array(batches))
        let next = Batches(count: 20, size: 6, using: &random)
        XCTAssertNotEqual(Array(batches), Array(next), "another epoch, another order")
    }
}

final class FashionMNISTTests: XCTestCase {
    func testTheTestPartOfAFolderHasGarments() throws {
        let images: [UInt8] =
            [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]
            + [UInt8](repeating: 51, count: 2 * 784)
        let folder = try temporaryFolder([
            "t10k-images-idx3-ubyte": images,
            "t10k-labels-idx1-ubyte": [0, 0, 8, 1, 0, 0, 0, 2, 9, 0],
        ])
        let garments = try FashionMNIST.test(from: folder)
        XCTAssertEqual(garments.images.shape, [2, 1, 28, 28])
        XCTAssertEqual(garments.labels.map { garments.classNames[$0] }, ["ankle boot", "T-shirt"])
        XCTAssertEqual(garments.images[1, 0, 27, 27], 0.2)
    }

    func testAFolderWithoutGarmentsIsRefused() {
        assertRefused("/no/such/folder", "t10k-images") {
            _ = try FashionMNIST.test(from: "/no/such/folder")
        }
    }
}
