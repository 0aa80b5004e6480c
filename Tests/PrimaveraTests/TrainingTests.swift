import XCTest

@testable import Primavera

final class TrainingTests: XCTestCase {
    func testFitLearns() throws {
        var random = Random(seed: 1)
        let (x, y) = clouds(&random)
        let network = classifier(&random)
        let history = try network.fit(
            x, y, epochs: 20, batchSize: 32, options: .quiet, using: &random)
        XCTAssertEqual(history.epochs.count, 20)
        XCTAssertLessThan(history.training("loss").last!, 0.3 * history.training("loss")[0])
        XCTAssertGreaterThan(network.evaluate(x, y)["acc"]!, 0.97)
    }

    func testTheSameSeedGivesTheSameLosses() throws {
        func losses() throws -> [Double] {
            var random = Random(seed: 2)
            let (x, y) = clouds(&random)
            let network = classifier(&random)
            return try network.fit(x, y, epochs: 3, options: .quiet, using: &random)
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
            try network.fit(x, y, epochs: 5, batchSize: 32, options: .quiet, using: &random)
        ) { error in
            let sentence = "\(error)"
            let step = (error as? TrainingStopped)?.step ?? -1
            XCTAssert((1...2).contains(step), "the first step's weights are too large at once")
            for part in ["step \(step)", "weights 0.weight", "learning rate"] {
                XCTAssert(sentence.contains(part), sentence)
            }
        }
        var broken = x
        broken[3, 1] = .nan
        let fresh = classifier(&random)
        XCTAssertThrowsError(
            try fresh.fit(broken, y, epochs: 1, batchSize: 200, options: .quiet, using: &random)
        ) { XCTAssert("\($0)".contains("inputs"), "\($0)") }
    }

    /// Also where a loss keeps its probabilities away from 0 and 1: NaN must not become a bound.
    func testEveryLossStopsTrainingOnWhatIsNoNumber() {
        let losses: [(Loss, Activation)] = [
            (.meanSquaredError, .linear), (.meanAbsoluteError, .tanh), (.huber, .relu),
            (.hinge, .elu()), (.binaryCrossEntropy, .sigmoid),
            (.binaryCrossEntropyFromLogits, .leakyReLU()), (.categoricalCrossEntropy, .softmax),
            (.categoricalCrossEntropyFromLogits, .linear),
        ]
        for (loss, activation) in losses {
            var random = Random(seed: 17)
            var (x, y) = clouds(&random, count: 12)
            x[5, 0] = .nan
            let network = Sequential {
                Dense(inputs: 2, outputs: 4, activation: activation, using: &random)
            }
            network.compile(optimizer: Adam(network.variables), loss: loss)
            let before = network.variables.map(\.value)
            XCTAssertThrowsError(
                try network.fit(x, y, epochs: 1, options: .quiet, using: &random), loss.name
            ) { XCTAssert("\($0)".contains("inputs"), "\($0)") }
            XCTAssertEqual(network.variables.map(\.value), before, "no step was made")
        }
    }

    func testTheScheduleIsFollowedAndTheRateIsPutBack() throws {
        var random = Random(seed: 6)
        let w = Variable(parameter: [[1]])
        let network = Sequential([Dense(weight: w.value, bias: [0])])
        let optimizer = GradientDescent(network.variables, learningRate: 0.5)
        network.compile(optimizer: optimizer, loss: .meanSquaredError)
        var options = FitOptions.quiet
        options.schedule = .step(every: 1, by: 0.1)
        var rates: [Float] = []
        options.afterEpoch = { _ in rates.append(optimizer.learningRate) }
        try network.fit([[0]], [[0]], epochs: 3, options: options, using: &random)
        assertClose(rates, [0.5, 0.05, 0.005])
        XCTAssertEqual(optimizer.learningRate, 0.5)
    }

    func testFitLearnsXOR() throws {
        var random = Random(seed: 8)
        let x: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
        let y: Tensor = [[0], [1], [1], [0]]
        let network = Sequential {
            Dense(inputs: 2, outputs: 8, activation: .tanh, using: &random)
            Dense(inputs: 8, outputs: 1, using: &random)
        }
        network.compile(
            optimizer: Adam(network.variables, learningRate: 0.05),
            loss: .binaryCrossEntropyFromLogits, metrics: [.accuracy])
        try network.fit(x, y, epochs: 200, batchSize: 4, options: .quiet, using: &random)
        let answers = network.predict(x).values.map { $0 > 0 }
        XCTAssertEqual(answers, [false, true, true, false])
        XCTAssertLessThan(network.evaluate(x, y)["loss"]!, 0.05)
    }

    func testEvaluateAndPredictAreInInferenceModeAndLearnNothing() throws {
        var random = Random(seed: 9)
        let (x, y) = clouds(&random, count: 60)
        let network = Sequential {
            Dropout(0.5, using: &random)
            Dense(inputs: 2, outputs: 8, using: &random)
            BatchNorm(8)
            Dense(inputs: 8, outputs: 4, using: &random)
        }
        network.compile(
            optimizer: Adam(network.variables), loss: .categoricalCrossEntropyFromLogits,
            metrics: [.accuracy])
        var options = FitOptions.quiet
        options.validation = (x, y)
        let history = try network.fit(x, y, epochs: 1, options: options, using: &random)
        let state = (network.parameters + network.buffers).map(\.variable.value)
        XCTAssertNotEqual(network.buffers[0].variable.value, Tensor.zeros([8]), "fit trained")
        XCTAssertEqual(network.evaluate(x, y), network.evaluate(x, y))
        XCTAssertEqual(network.evaluate(x, y), history.epochs[0].validation)
        XCTAssertEqual(network.predict(x), network.predict(x))
        XCTAssertEqual((network.parameters + network.buffers).map(\.variable.value), state)
    }

    func testMetricsAreMeansOverTheExamplesOfAllBatches() throws {
        // Predictions of 1 for all, targets 0 … 299: batches of different sizes and means.
        let network = Sequential([Dense(weight: [[0]], bias: [1])])
        let y = Tensor((0..<300).map(Float.init)).reshaped([300, 1])
        let mean = Metric("mean") { Double(($1 - $0).mean().scalar) }
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 0),
            loss: .meanAbsoluteError,
            metrics: [mean])
        XCTAssertEqual(network.evaluate(y, y)["mean"]!, 148.5, accuracy: 1e-4)
        var random = Random(seed: 10)
        let history = try network.fit(
            y, y, epochs: 1, batchSize: 7, options: .quiet, using: &random)
        XCTAssertEqual(history.training("mean")[0], 148.5, accuracy: 1e-4)
        XCTAssertEqual(history.training("loss")[0], (148.5 * 300 + 2) / 300, accuracy: 1e-4)
    }

    func testEveryExampleIsLearnedFromOnceInEveryEpoch() throws {
        var random = Random(seed: 11)
        let x = Tensor((0..<50).map(Float.init)).reshaped([50, 1])
        let network = Sequential([Dense(weight: [[0]], bias: [0])])
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 0), loss: .meanSquaredError)
        var epochs: [[[Float]]] = []
        var batches: [[Float]] = []
        var options = FitOptions.quiet
        options.augment = { batch, _ in
            batches.append(batch.values)
            return batch
        }
        options.afterEpoch = { _ in
            epochs.append(batches)
            batches = []
        }
        try network.fit(x, x, epochs: 3, batchSize: 16, options: options, using: &random)
        for batches in epochs {
            XCTAssertEqual(batches.map(\.count), [16, 16, 16, 2])
            XCTAssertEqual(batches.flatMap { $0 }.sorted(), x.values)
        }
        XCTAssertEqual(epochs.count, 3)
        XCTAssertNotEqual(epochs[0], epochs[1], "in another order")
    }

    func testBatchesHoldTheExamplesInTheirOrder() {
        for threads in [1, 2] {
            withThreads(threads) {
                for (count, size) in [(10, 3), (9, 3), (1, 5), (0, 4), (100, 7), (5, 1)] {
                    let x = Tensor(
                        shape: [count, 2, 700], (0..<count * 1_400).map { Float($0 / 1_400) })
                    let y = Tensor(shape: [count], (0..<count).map { Float($0) * 10 })
                    var random = Random(seed: UInt64(count))
                    let order = random.permutation(of: count)
                    var seen: [Int] = []
                    for (x, y) in Batches(x, y, order: order, batchSize: size) {
                        let rows = Array(order[seen.count..<min(seen.count + size, count)])
                        XCTAssertEqual(x.shape, [rows.count, 2, 700])
                        XCTAssertEqual(y.values, rows.map { Float($0) * 10 })
                        XCTAssertEqual(
                            x.values, rows.flatMap { Array(repeating: Float($0), count: 1_400) })
                        parallelFor(3) { _ in }
                        seen += rows
                    }
                    XCTAssertEqual(seen, order)
                }
            }
        }
    }

    func testWhatAugmentReturnsIsLearnedFrom() throws {
        var random = Random(seed: 12)
        let network = Sequential([Dense(weight: [[1]], bias: [0])])
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 0), loss: .meanSquaredError)
        var options = FitOptions.quiet
        options.augment = { batch, _ in batch * 10 }
        let history = try network.fit(
            [[1]], [[0]], epochs: 1, options: options, using: &random)
        XCTAssertEqual(history.training("loss"), [100])
    }

    func testTheGradientIsKeptWithinItsLimit() throws {
        var random = Random(seed: 13)
        let network = Sequential([Dense(weight: [[1]], bias: [0])])
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 1), loss: .meanSquaredError)
        var options = FitOptions.quiet
        options.gradientNormLimit = 0.01
        // Without the limit the step would be (2 · 100 · 100, 2 · 100).
        try network.fit([[100]], [[0]], epochs: 1, options: options, using: &random)
        XCTAssertEqual(network.variables[0].value[0, 0], 0.99, accuracy: 1e-4)
        XCTAssertEqual(network.variables[1].value[0], -0.000_1, accuracy: 1e-5)
    }

    func testAnErrorAfterAnEpochEndsTrainingAndPutsTheRateBack() {
        struct Stop: Error {}
        var random = Random(seed: 14)
        let (x, y) = clouds(&random)
        let network = classifier(&random)
        var options = FitOptions.quiet
        options.schedule = .exponential(by: 0.5)
        var epochs = 0
        options.afterEpoch = { record in
            XCTAssertEqual(record.epoch, epochs)
            epochs += 1
            if epochs == 2 { throw Stop() }
        }
        XCTAssertThrowsError(
            try network.fit(x, y, epochs: 5, options: options, using: &random)
        ) { XCTAssert($0 is Stop) }
        XCTAssertEqual(epochs, 2)
        XCTAssertEqual(network.compiled!.optimizer.learningRate, 0.1)
    }
}
