import XCTest

@testable import Primavera

/// What training remembers: the best epoch, its weights, and the numbers of every epoch.
final class HistoryTests: XCTestCase {
    func testEarlyStoppingBringsTheBestWeightsBack() throws {
        var random = Random(seed: 5)
        let (x, y) = clouds(&random, count: 24)
        let (otherX, otherY) = clouds(&random, count: 400)
        let network = classifier(&random, rate: 0.3)
        var options = FitOptions.quiet
        options.validation = (otherX, otherY)
        options.earlyStopping = EarlyStopping(patience: 3)
        let history = try network.fit(
            x, y, epochs: 200, batchSize: 4, options: options, using: &random)
        XCTAssertLessThan(history.epochs.count, 200)
        let best = history.validation("loss").min()!
        XCTAssertEqual(history.epochs.count - 1 - history.bestEpoch!, 3)
        XCTAssertEqual(network.evaluate(otherX, otherY)["loss"]!, best, accuracy: 1e-9)
    }

    func testPatienceCountsEpochsWithoutEnoughImprovement() {
        let losses = [1.0, 0.5, 0.495, 0.6, 0.49, 0.2]
        func stop(_ stopping: EarlyStopping) -> Int? {
            var stopping = stopping
            let network = Sequential([])
            return losses.indices.first { epoch in
                let record = EpochRecord(
                    epoch: epoch, training: ["loss": losses[epoch]], seconds: 0)
                return stopping.shouldStop(after: record, network)
            }
        }
        XCTAssertEqual(stop(EarlyStopping(patience: 1)), 3)
        XCTAssertNil(stop(EarlyStopping(patience: 2)))
        XCTAssertEqual(stop(EarlyStopping(patience: 2, minimumImprovement: 0.02)), 3)
        XCTAssertEqual(stop(EarlyStopping(patience: 3, minimumImprovement: 0.02)), 4)
    }

    func testTheBestWeightsComeBackWithTheBuffers() throws {
        let network = Sequential { BatchNorm(1) }
        var stopping = EarlyStopping(patience: 1)
        func judge(_ loss: Double) -> Bool {
            stopping.shouldStop(
                after: EpochRecord(epoch: 0, training: ["loss": loss], seconds: 0), network)
        }
        let state = network.parameters + network.buffers
        for (index, part) in state.enumerated() { part.variable.value = Tensor([Float(index)]) }
        XCTAssertFalse(judge(1))
        for part in state { part.variable.value = Tensor([9]) }
        XCTAssertTrue(judge(2))
        stopping.restoreBest(network)
        XCTAssertEqual(state.map { $0.variable.value[0] }, [0, 1, 2, 3])
    }

    func testACheckpointHoldsTheBestEpoch() throws {
        var random = Random(seed: 7)
        let (x, y) = clouds(&random)
        let network = classifier(&random)
        var options = FitOptions.quiet
        options.validation = (x, y)
        options.bestWeightsPath = temporaryPath("best.safetensors")
        let history = try network.fit(x, y, epochs: 4, options: options, using: &random)
        let copy = classifier(&random)
        try copy.loadWeights(from: options.bestWeightsPath!)
        XCTAssertEqual(
            copy.evaluate(x, y)["loss"]!, history.validation("loss").min()!, accuracy: 1e-9)
    }

    func testACheckpointIsNotWrittenOverByAWorseEpoch() throws {
        var random = Random(seed: 15)
        let network = Sequential([Dense(weight: [[0]], bias: [0])])
        // On the way from 0 to −1 the loss on what wants +1 only becomes larger.
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 0.1),
            loss: .meanSquaredError)
        var options = FitOptions.quiet
        options.validation = ([[1]], [[1]])
        options.bestWeightsPath = temporaryPath("best.safetensors")
        var afterTheFirst: [Tensor] = []
        options.afterEpoch = { _ in
            if afterTheFirst.isEmpty { afterTheFirst = network.variables.map(\.value) }
        }
        let history = try network.fit(
            [[1]], [[-1]], epochs: 4, options: options, using: &random)
        XCTAssertEqual(history.bestEpoch, 0)
        XCTAssertNotEqual(network.variables.map(\.value), afterTheFirst)
        try network.loadWeights(from: options.bestWeightsPath!)
        XCTAssertEqual(network.variables.map(\.value), afterTheFirst)
    }

    func testACheckpointThatCannotBeWrittenIsNamed() throws {
        var random = Random(seed: 16)
        let (x, y) = clouds(&random)
        let path = temporaryPath("file")
        try writeAtomically("not a folder", to: path)
        var options = FitOptions.quiet
        options.bestWeightsPath = path + "/best.safetensors"
        XCTAssertThrowsError(
            try classifier(&random).fit(x, y, epochs: 1, options: options, using: &random)
        ) { XCTAssert($0 is InputError && "\($0)".contains(path), "\($0)") }
    }

    func testAnEpochIsPrintedAsKerasDoes() {
        var record = EpochRecord(
            epoch: 0, training: ["acc": 0.926, "loss": 0.256_24], seconds: 1)
        XCTAssertEqual(record.description, "loss: 0.2562 - acc: 0.9260")
        record.validation = ["acc": 0.9, "loss": 0.3]
        XCTAssertEqual(
            record.description,
            "loss: 0.2562 - acc: 0.9260 - val_loss: 0.3000 - val_acc: 0.9000")
    }

    func testAHistoryWithoutValidationIsJudgedByTheTrainingLoss() {
        var history = History()
        XCTAssertNil(history.bestEpoch)
        for (epoch, loss) in [3.0, 1, 2, 1].enumerated() {
            history.epochs.append(
                EpochRecord(epoch: epoch, training: ["loss": loss], seconds: 0))
        }
        XCTAssertEqual(history.bestEpoch, 1, "the first of two")
        XCTAssertEqual(history.training("loss"), [3, 1, 2, 1])
        XCTAssertEqual(history.validation("loss"), [])
        XCTAssertEqual(history.training("unknown"), [])
        for epoch in history.epochs.indices {
            history.epochs[epoch].validation = ["loss": [.nan, 7, 5, 6][epoch]]
        }
        XCTAssertEqual(history.bestEpoch, 2, "what is no number is not the best")
    }
}

final class ProgressBarTests: XCTestCase {
    func testTheProgressBarSpeaksKeras() {
        var lines: [String] = []
        var bar = ProgressBar(total: 60_000, isInteractive: false) { lines.append($0) }
        bar.advance(to: 128, detail: "loss: 2.3")
        bar.finish(detail: "loss: 0.2562 - acc: 0.9260")
        XCTAssertEqual(lines.count, 1, "no line for what is done in no time")
        XCTAssert(lines[0].hasPrefix("60000/60000 [==============================] - "), lines[0])
        XCTAssert(lines[0].hasSuffix(" - loss: 0.2562 - acc: 0.9260\n"), lines[0])
        XCTAssertFalse(lines[0].contains("\r"))
        XCTAssertFalse(lines[0].contains("\u{1B}"))
    }

    func testOnATerminalOneLineIsWrittenOver() {
        var pieces: [String] = []
        var bar = ProgressBar(total: 300, isInteractive: true) { pieces.append($0) }
        for _ in 0..<1_000 { bar.advance(to: 100, detail: "loss: 2") }
        XCTAssertLessThan(pieces.count, 500, "not every step is drawn")
        XCTAssert(pieces[0].hasPrefix("\r100/300 [==========>...................] - "), pieces[0])
        XCTAssert(pieces[0].hasSuffix("\u{1B}[K"), pieces[0])
        pieces = []
        bar.finish()
        XCTAssert(pieces[0].hasPrefix("\r300/300 [==============================] - "), pieces[0])
        XCTAssertEqual(pieces.last, "\n")
    }

    func testSecondsAreReadable() {
        XCTAssertEqual(
            [0.84, 9.96, 10, 59.4, 60, 65.9, 3_600].map { ProgressBar.text(seconds: $0) },
            ["0.8s", "10.0s", "10s", "59s", "1m 00s", "1m 05s", "60m 00s"])
    }
}
