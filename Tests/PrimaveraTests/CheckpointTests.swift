import XCTest

@testable import Primavera

/// An interrupted training goes on to the same bits as one that never stopped.
final class CheckpointTests: XCTestCase {
    private struct Interruption: Error {}

    private let path = NSTemporaryDirectory() + "primavera-\(UUID().uuidString).checkpoint"

    override func tearDown() { try? FileManager.default.removeItem(atPath: path) }

    /// A run from the very beginning, as a program started anew would make it.
    private func run(
        _ make: (Sequential) -> any Optimizer, stoppingIn last: Int? = nil, recipe: String = "one"
    ) throws -> (network: Sequential, history: History, random: Random) {
        var random = Random(seed: 3)
        let (x, y) = clouds(&random, count: 60)
        let (otherX, otherY) = clouds(&random, count: 40)
        let network = Sequential {
            Dense(inputs: 2, outputs: 8, activation: .tanh, using: &random)
            BatchNorm(8)
            Dropout(0.3, using: &random)
            Dense(inputs: 8, outputs: 4, using: &random)
        }
        network.compile(
            optimizer: make(network), loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy]
        )
        var options = FitOptions.quiet
        options.validation = (otherX, otherY)
        options.earlyStopping = EarlyStopping(patience: 4)
        options.schedule = .cosine(epochs: 8)
        options.checkpoint = Checkpoint(path, recipe: recipe)
        options.augment = { $0 + $1.normal($0.shape, deviation: 0.05) }
        options.afterEpoch = { if $0.epoch == last { throw Interruption() } }
        let history = try network.fit(
            x, y, epochs: 8, batchSize: 16, options: options, using: &random)
        return (network, history, random)
    }

    private func bits(_ network: Sequential) -> [UInt32] {
        (network.parameters + network.buffers).flatMap {
            $0.variable.value.values.map(\.bitPattern)
        }
    }

    func testAnInterruptedTrainingEndsWithTheSameBits() throws {
        let optimizers: [(Sequential) -> any Optimizer] = [
            { GradientDescent($0.variables, learningRate: 0.1, momentum: 0.9) },
            { Adam($0.variables, learningRate: 0.02) },
            { RMSProp($0.variables, learningRate: 0.02) },
            { AdaDelta($0.variables) },
            { AdaGrad($0.variables, learningRate: 0.1) },
        ]
        for make in optimizers {
            let whole = try run(make)
            XCTAssertFalse(FileManager.default.fileExists(atPath: path), "it is removed at the end")
            for last in [1, 4] {
                XCTAssertThrowsError(try run(make, stoppingIn: last)) {
                    XCTAssert($0 is Interruption)
                }
            }
            XCTAssertTrue(FileManager.default.fileExists(atPath: path))
            let continued = try run(make)
            XCTAssertEqual(bits(continued.network), bits(whole.network))
            XCTAssertEqual(continued.random.state, whole.random.state)
            XCTAssertEqual(continued.history.training("loss"), whole.history.training("loss"))
            XCTAssertEqual(continued.history.validation("acc"), whole.history.validation("acc"))
            XCTAssertEqual(continued.history.epochs.map(\.epoch), Array(0..<8))
        }
    }

    func testACheckpointOfAnotherRecipeIsPassedOver() throws {
        let make = { (network: Sequential) in Adam(network.variables) as any Optimizer }
        let whole = try run(make)
        XCTAssertThrowsError(try run(make, stoppingIn: 3, recipe: "another"))
        XCTAssertEqual(bits(try run(make).network), bits(whole.network))
    }

    func testOwnNumbersAndTensorsComeBack() throws {
        var random = Random(seed: 1)
        let before = Checkpoint(path, recipe: "one")
        before.numbers["loss"] = [0.1, .infinity, 1 / 3, -0]
        before.tensors["samples"] = random.normal([2, 3])
        try before.save(epochs: 3, random)
        let after = Checkpoint(path, recipe: "one")
        var other = Random(seed: 2)
        XCTAssertEqual(try after.restore(&other), 3)
        XCTAssertEqual(after.numbers["loss"], before.numbers["loss"])
        XCTAssertEqual(after.tensors["samples"]!.values, before.tensors["samples"]!.values)
        XCTAssertEqual(other.next(), random.next())
    }

    func testADamagedOrForeignFileIsRefusedAndNothingChanged() throws {
        var random = Random(seed: 1)
        let first = Checkpoint(path, recipe: "one")
        first.include("network", Dense(inputs: 2, outputs: 3, using: &random))
        try first.save(epochs: 1, random)
        let other = Dense(inputs: 3, outputs: 3, using: &random)
        let before = other.weight.value.values
        let second = Checkpoint(path, recipe: "one")
        second.include("network", other)
        assertInputError("network.network.weight") { _ = try second.restore(&random) }
        XCTAssertEqual(other.weight.value.values, before)
        let bytes = try readFile(path)
        try writeAtomically(Array(bytes.dropLast(4)), to: path)
        assertInputError("cut off") { _ = try first.restore(&random) }
    }

    private func assertInputError(_ part: String, _ body: () throws -> Void) {
        XCTAssertThrowsError(try body()) {
            XCTAssertTrue("\($0)".contains(part), "\($0)")
            XCTAssert($0 is InputError)
        }
    }
}
