import XCTest

@testable import Primavera

final class SafetensorsTests: XCTestCase {
    /// Written by `Fixtures/make_weights.py`: a matrix "a", a number "b", free text.
    private func fromPython() throws -> [UInt8] { try fixture("python.safetensors") }

    func testAFileFromPythonIsRead() throws {
        let tensors = try Safetensors.decode(fromPython(), name: "python")
        XCTAssertEqual(tensors.count, 2)
        XCTAssertEqual(tensors["a"], [[1, 2], [3, -4.5]])
        XCTAssertEqual(tensors["b"], Tensor(7))
    }

    func testWhatIsWrittenIsRead() throws {
        var random = Random(seed: 1)
        let tensors = [
            ("0.weight", random.normal([3, 4, 5])), ("empty", Tensor.zeros([0, 3])),
            ("a \"name\" with signs \\ é", Tensor([.infinity, -0.0, .leastNonzeroMagnitude])),
        ]
        let bytes = try Safetensors.encode(tensors)
        let read = try Safetensors.decode(bytes, name: "own")
        XCTAssertEqual(read.count, 3)
        for (name, tensor) in tensors {
            XCTAssertEqual(read[name]?.shape, tensor.shape)
            assertSameBits(read[name]?.values ?? [], tensor.values, name)
        }
        // The numbers begin at a multiple of eight, as other readers ask.
        let header = bytes[..<8].enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
        XCTAssertEqual(header % 8, 0)
    }

    /// `primavera.safetensors` is what `Fixtures/make_weights.py` has read and found right.
    func testWhatIsWrittenIsTheFileThatPythonReads() throws {
        let bytes = try Safetensors.encode([
            ("0.weight", [[0.5, -1, 2], [3.25, -0.0, Tensor(Float.leastNonzeroMagnitude)]]),
            ("0.bias", Tensor([.infinity, -.greatestFiniteMagnitude])),
            ("a \"name\" é", 7), ("empty", Tensor.zeros([0, 3])),
        ])
        XCTAssertEqual(bytes, try fixture("primavera.safetensors"))
    }

    func testAFileThatWasCutOffIsRefusedAtEveryLength() throws {
        let fromPython = try fromPython()
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
            file(String(repeating: "[", count: 200_000)),
            file(String(repeating: #"{"a":"#, count: 100_000)), file(""), file("null"), file("{}"),
            file(#"{"a":{"dtype":"F32","shape":[1e99],"data_offsets":[0,16]}}"#),
            file(#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,9223372036854775807]}}"#),
            file(#"{"a":{"dtype":"F32","shape":[4],"data_offsets":[16]}}"#),
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

    /// A byte belongs to one tensor: neither to two nor to none, even where the counts fit.
    func testTensorsThatOverlapAreRefused() {
        func entry(_ name: String, _ start: Int, _ end: Int) -> String {
            #""\#(name)":{"dtype":"F32","shape":[\#((end - start) / 4)],"data_offsets":"#
                + "[\(start),\(end)]}"
        }
        for parts in [
            [entry("a", 0, 8), entry("b", 0, 8)],
            [entry("a", 8, 16), entry("b", 8, 16)],
            [entry("a", 0, 8), entry("b", 4, 8), entry("c", 12, 16)],
            [entry("a", 0, 12), entry("b", 8, 12)],
        ] {
            let header = "{" + parts.joined(separator: ",") + "}"
            XCTAssertThrowsError(try Safetensors.decode(file(header), name: "f"), header) {
                XCTAssert(
                    "\($0)".contains("overlap") || "\($0)".contains("belong to no tensor"), "\($0)")
            }
        }
        let right =
            "{" + [entry("b", 8, 16), entry("a", 0, 8), entry("e", 8, 8)].joined(separator: ",")
            + "}"
        XCTAssertNoThrow(try Safetensors.decode(file(right), name: "f"))
    }

    func testRandomDamageNeverCrashes() throws {
        let fromPython = try fromPython()
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

    func testBuffersAreSavedAndASecondSaveTakesThePlaceOfTheFirst() throws {
        var random = Random(seed: 4)
        let path = temporaryPath("weights.safetensors")
        func network() -> Sequential {
            Sequential {
                Dense(inputs: 3, outputs: 2, using: &random)
                BatchNorm(2)
            }
        }
        let saved = network()
        try saved.saveWeights(to: path)
        _ = inTrainingMode { saved(Variable(random.normal([5, 3]))) }
        try saved.saveWeights(to: path)
        let loaded = network()
        try loaded.loadWeights(from: path)
        XCTAssertEqual(
            loaded.buffers.map(\.variable.value), saved.buffers.map(\.variable.value))
        let x = Variable(random.normal([4, 3]))
        assertSameBits(loaded(x).value.values, saved(x).value.values)
        XCTAssertThrowsError(try loaded.loadWeights(from: path + ".other"))
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
