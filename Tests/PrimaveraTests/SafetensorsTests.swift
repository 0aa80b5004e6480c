import XCTest

@testable import Primavera

final class SafetensorsTests: XCTestCase {
    /// Written by Python with `struct` and `json`: a matrix "a", a number "b", free text.
    private let fromPython: [UInt8] = [
        162, 0, 0, 0, 0, 0, 0, 0, 123, 34, 95, 95, 109, 101, 116, 97, 100, 97, 116, 97, 95, 95,
        34, 58, 32, 123, 34, 109, 97, 100, 101, 34, 58, 32, 34, 98, 121, 32, 104, 97, 110, 100,
        34, 125, 44, 32, 34, 97, 34, 58, 32, 123, 34, 100, 116, 121, 112, 101, 34, 58, 32, 34,
        70, 51, 50, 34, 44, 32, 34, 115, 104, 97, 112, 101, 34, 58, 32, 91, 50, 44, 32, 50, 93,
        44, 32, 34, 100, 97, 116, 97, 95, 111, 102, 102, 115, 101, 116, 115, 34, 58, 32, 91, 52,
        44, 32, 50, 48, 93, 125, 44, 32, 34, 98, 34, 58, 32, 123, 34, 100, 116, 121, 112, 101,
        34, 58, 32, 34, 70, 51, 50, 34, 44, 32, 34, 115, 104, 97, 112, 101, 34, 58, 32, 91, 93,
        44, 32, 34, 100, 97, 116, 97, 95, 111, 102, 102, 115, 101, 116, 115, 34, 58, 32, 91, 48,
        44, 32, 52, 93, 125, 125, 0, 0, 224, 64, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0,
        144, 192,
    ]

    func testAFileFromPythonIsRead() throws {
        let tensors = try Safetensors.decode(fromPython, name: "python")
        XCTAssertEqual(tensors.count, 2)
        XCTAssertEqual(tensors["a"], [[1, 2], [3, -4.5]])
        XCTAssertEqual(tensors["b"], Tensor(7))
    }

    func testWhatIsWrittenIsRead() throws {
        var random = Random(seed: 1)
        let tensors = [
            ("0.weight", random.normal([3, 4, 5])), ("empty", Tensor.zeros([0, 3])),
            ("a \"name\" with signs \\ é", Tensor([.infinity, -0, .leastNonzeroMagnitude])),
        ]
        let bytes = try Safetensors.encode(tensors)
        let read = try Safetensors.decode(bytes, name: "own")
        XCTAssertEqual(read.count, 3)
        for (name, tensor) in tensors { XCTAssertEqual(read[name], tensor) }
        // The numbers begin at a multiple of eight, as other readers ask.
        let header = bytes[..<8].enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
        XCTAssertEqual(header % 8, 0)
    }

    func testAFileThatWasCutOffIsRefusedAtEveryLength() throws {
        for length in 0..<fromPython.count {
            XCTAssertThrowsError(
                try Safetensors.decode(Array(fromPython[..<length]), name: "cut.safetensors"),
                "\(length) bytes"
            ) { XCTAssert("\($0)".hasPrefix("cut.safetensors"), "\($0)") }
        }
        XCTAssertThrowsError(try Safetensors.decode(fromPython + [0], name: "longer"))
    }

    func testForeignFilesAreRefused() {
        let foreign: [[UInt8]] = [
            Array("not weights at all, but a letter of some length".utf8),
            [UInt8](repeating: 255, count: 100), [UInt8](repeating: 0, count: 100),
            [0x50, 0x4b, 3, 4] + [UInt8](repeating: 7, count: 60),
        ]
        for bytes in foreign {
            XCTAssertThrowsError(try Safetensors.decode(bytes, name: "x"))
        }
    }

    /// A file with this header and as many bytes of numbers.
    private func file(_ header: String, bytes: Int = 16) -> [UInt8] {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
            + Array(header.utf8)
            + [UInt8](repeating: 0, count: bytes)
    }

    func testHeadersThatLieAreRefused() {
        for (header, reason) in [
            (#"{"a":{"dtype":"F16","shape":[8],"data_offsets":[0,16]}}"#, "F16"),
            (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,20]}}"#, "cut off"),
            (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[8,4]}}"#, "cut off"),
            (#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[-16,0]}}"#, "cut off"),
            (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,16]}}"#, "[3]"),
            (#"{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}"#, "[-4]"),
            (
                #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}"#,
                "impossible"
            ),
            (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, "belong to no tensor"),
            (#"{"a":{"dtype":"F32","shape":[4]}}"#, "JSON"), (#"[1, 2]"#, "JSON"),
        ] {
            XCTAssertThrowsError(try Safetensors.decode(file(header), name: "f"), header) {
                XCTAssert("\($0)".contains(reason), "\(reason) in \($0)")
            }
        }
    }

    func testRandomDamageNeverCrashes() {
        var random = Random(seed: 2)
        var refused = 0
        for _ in 0..<3_000 {
            var bytes = fromPython
            for _ in 0...random.integer(below: 4) {
                bytes[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256))
            }
            do { _ = try Safetensors.decode(bytes, name: "f") } catch { refused += 1 }
        }
        XCTAssertGreaterThan(refused, 1_000)
    }

    func testWeightsOfAnotherNetworkAreRefusedAndNothingChanges() throws {
        var random = Random(seed: 3)
        let path = temporaryPath("weights.safetensors")
        let saved = Sequential { Dense(inputs: 3, outputs: 2, using: &random) }
        try saved.saveWeights(to: path)

        let same = Sequential { Dense(inputs: 3, outputs: 2, using: &random) }
        try same.loadWeights(from: path)
        XCTAssertEqual(
            same.parameters.map(\.variable.value), saved.parameters.map(\.variable.value))

        let others = [
            Sequential { Dense(inputs: 2, outputs: 3, using: &random) },
            Sequential {
                Dense(inputs: 3, outputs: 2, using: &random)
                Dense(inputs: 2, outputs: 2, using: &random)
            },
            Sequential {
                Flatten()
                Dense(inputs: 3, outputs: 2, using: &random)
            },
            Sequential([]),
        ]
        for other in others {
            let before = other.parameters.map(\.variable.value)
            XCTAssertThrowsError(try other.loadWeights(from: path)) {
                XCTAssert("\($0)".contains("another network"), "\($0)")
            }
            XCTAssertEqual(other.parameters.map(\.variable.value), before)
        }
    }
}

final class FileTests: XCTestCase {
    func testAFileIsWrittenWholeAndFoldersAreMade() throws {
        let path = temporaryPath("a/b/file.txt")
        try writeAtomically("one", to: path)
        try writeAtomically("two", to: path)
        XCTAssertEqual(String(decoding: try readFile(path), as: UTF8.self), "two")
        let folder = String(path.dropLast("/file.txt".count))
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["file.txt"])
    }

    func testWhatCannotBeWrittenIsNamedAndLeavesNothing() throws {
        let path = temporaryPath("file")
        try writeAtomically("a file, not a folder", to: path)
        XCTAssertThrowsError(try writeAtomically("x", to: path + "/inside/it")) {
            XCTAssert("\($0)".contains(path), "\($0)")
        }
        XCTAssertThrowsError(try writeAtomically("x", to: "/proc/nothing/here"))
        XCTAssertEqual(String(decoding: try readFile(path), as: UTF8.self), "a file, not a folder")
    }

    func testWhatCannotBeReadIsNamed() throws {
        for (path, reason) in [("/does/not/exist", "does not exist"), ("/", "folder")] {
            XCTAssertThrowsError(try readFile(path)) {
                XCTAssert("\($0)".contains(reason) && "\($0)".contains(path), "\($0)")
            }
        }
        let path = temporaryPath("large")
        try writeAtomically("0123456789", to: path)
        XCTAssertThrowsError(try readFile(path, limit: 9)) {
            XCTAssert("\($0)".contains("10 bytes"), "\($0)")
        }
    }

    func testNumbersAsText() {
        XCTAssertEqual((2.0 / 3).fixed(2), "0.67")
        XCTAssertEqual((-0.000_1).fixed(2), "0.00")
        XCTAssertEqual(1e300.fixed(0).count, 301)
        XCTAssertEqual(1_234.5.significant(3), "1.23e+03")
        XCTAssertEqual(61_706.grouped, "61,706")
        XCTAssertEqual((-1_234_567).grouped, "-1,234,567")
        XCTAssertEqual(Int.min.grouped, "-9,223,372,036,854,775,808")
        XCTAssertEqual("ab".leftPadded(to: 4), "  ab")
        XCTAssertEqual("ab".rightPadded(to: 1), "ab")
    }
}
