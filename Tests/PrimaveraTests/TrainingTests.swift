import XCTest

@testable import Primavera

final class TrainingTests: XCTestCase {
    private func quiet() -> FitOptions {
        var options = FitOptions()
        options.printsProgress = false
        return options
    }

    /// Four clouds of points, one for each class.
    private func clouds(_ random: inout Random, count: Int = 200) -> (x: Tensor, y: Tensor) {
        let labels = (0..<count).map { $0 % 4 }
        let centres: [[Float]] = [[-1, -1], [-1, 1], [1, -1], [1, 1]]
        let noise = random.normal([count, 2], deviation: 0.3)
        return (Tensor(labels.map { centres[$0] }) + noise, Tensor.oneHot(labels, classes: 4))
    }

    private func classifier(_ random: inout Random, rate: Float = 0.1) -> Sequential {
        let network = Sequential {
            Dense(inputs: 2, outputs: 16, activation: .relu, using: &random)
            Dense(inputs: 16, outputs: 4, using: &random)
        }
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: rate, momentum: 0.9),
            loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
        return network
    }

    func testFitLearns() throws {
        var random = Random(seed: 1)
        let (x, y) = clouds(&random)
        let network = classifier(&random)
        let history = try network.fit(
            x, y, epochs: 20, batchSize: 32, options: quiet(), using: &random)
        XCTAssertEqual(history.epochs.count, 20)
        XCTAssertLessThan(history.training("loss").last!, 0.3 * history.training("loss")[0])
        XCTAssertGreaterThan(network.evaluate(x, y)["acc"]!, 0.97)
    }

    func testTheSameSeedGivesTheSameLosses() throws {
        func losses() throws -> [Double] {
            var random = Random(seed: 2)
            let (x, y) = clouds(&random)
            let network = classifier(&random)
            return try network.fit(x, y, epochs: 3, options: quiet(), using: &random)
                .training("loss")
        }
        XCTAssertEqual(try losses(), try losses())
    }

    func testEvaluateIsTheMeanOverTheExamplesAlsoWithASmallLastBatch() throws {
        var random = Random(seed: 3)
        let (x, y) = clouds(&random, count: 300)
        let network = classifier(&random)
        let whole = categoricalCrossEntropy(logits: network(Variable(x)), y).value.scalar
        XCTAssertEqual(network.evaluate(x, y)["loss"]!, Double(whole), accuracy: 1e-5)
        assertClose(network.predict(x, batchSize: 7), network(Variable(x)).value, 1e-6)
        XCTAssertEqual(network.predict(x, batchSize: 300).shape, [300, 4])
    }

    func testALossThatIsNoNumberStopsTraining() {
        var random = Random(seed: 4)
        let (x, y) = clouds(&random)
        let network = classifier(&random, rate: 1e30)
        XCTAssertThrowsError(
            try network.fit(x, y, epochs: 5, batchSize: 32, options: quiet(), using: &random)
        ) { error in
            let sentence = "\(error)"
            for part in ["step", "weight", "learning rate"] {
                XCTAssert(sentence.contains(part), sentence)
            }
        }
        var broken = x
        broken[3, 1] = .nan
        let fresh = classifier(&random)
        XCTAssertThrowsError(
            try fresh.fit(broken, y, epochs: 1, batchSize: 200, options: quiet(), using: &random)
        ) { XCTAssert("\($0)".contains("inputs"), "\($0)") }
    }

    func testEarlyStoppingBringsTheBestWeightsBack() throws {
        var random = Random(seed: 5)
        let (x, y) = clouds(&random, count: 24)
        let (otherX, otherY) = clouds(&random, count: 400)
        let network = classifier(&random, rate: 0.3)
        var options = quiet()
        options.validation = (otherX, otherY)
        options.earlyStopping = EarlyStopping(patience: 3)
        let history = try network.fit(
            x, y, epochs: 200, batchSize: 4, options: options, using: &random)
        XCTAssertLessThan(history.epochs.count, 200)
        let best = history.validation("loss").min()!
        XCTAssertEqual(history.epochs.count - 1 - history.bestEpoch!, 3)
        XCTAssertEqual(network.evaluate(otherX, otherY)["loss"]!, best, accuracy: 1e-9)
    }

    func testTheScheduleIsFollowedAndTheRateIsPutBack() throws {
        var random = Random(seed: 6)
        let w = Variable(parameter: [[1]])
        let network = Sequential([Dense(weight: w.value, bias: [0])])
        let optimizer = GradientDescent(network.variables, learningRate: 0.5)
        network.compile(optimizer: optimizer, loss: .meanSquaredError)
        var options = quiet()
        options.schedule = .step(every: 1, by: 0.1)
        var rates: [Float] = []
        options.afterEpoch = { _ in rates.append(optimizer.learningRate) }
        try network.fit([[0]], [[0]], epochs: 3, options: options, using: &random)
        assertClose(rates, [0.5, 0.05, 0.005])
        XCTAssertEqual(optimizer.learningRate, 0.5)
    }

    func testACheckpointHoldsTheBestEpoch() throws {
        var random = Random(seed: 7)
        let (x, y) = clouds(&random)
        let network = classifier(&random)
        var options = quiet()
        options.validation = (x, y)
        options.checkpointPath = temporaryPath("best.safetensors")
        let history = try network.fit(x, y, epochs: 4, options: options, using: &random)
        let copy = classifier(&random)
        try copy.loadWeights(from: options.checkpointPath!)
        XCTAssertEqual(
            copy.evaluate(x, y)["loss"]!, history.validation("loss").min()!, accuracy: 1e-9)
    }

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
}

/// A path in a new folder that nothing else uses.
func temporaryPath(_ name: String) -> String {
    let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
    return folder + "/" + name
}
