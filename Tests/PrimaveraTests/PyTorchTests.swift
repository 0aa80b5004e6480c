import FoundationEssentials
import XCTest

@testable import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Layers, losses and optimizers against the numbers of PyTorch, from `Fixtures/make_fixtures.py`.
final class PyTorchTests: XCTestCase {
    private struct Numbers: Decodable {
        let shape: [Int]
        let values: [Float]
        var tensor: Tensor { Tensor(shape: shape, values) }
    }

    private struct Fixtures: Decodable {
        struct Dense: Decodable {
            let activation: String
            let x, weight, bias, seed, y, dx, dweight, dbias: Numbers
        }
        struct BatchNorm: Decodable {
            let weight, bias, first, x, seed, y, dx, dweight, dbias: Numbers
            let runningMean, runningVariance, inferenceInput, inference: Numbers
        }
        struct Loss: Decodable {
            let name: String
            let x, target, loss, dx: Numbers
        }
        struct Optimizers: Decodable {
            struct Case: Decodable {
                let name: String
                let path: [Numbers]
            }
            let a, c, start: Numbers
            let cases: [Case]
        }
        struct Clipping: Decodable {
            let gradients: [Numbers]
            let limit, norm, valueLimit: Float
            let clipped, clippedValues: [Numbers]
        }
        struct Schedule: Decodable {
            let name: String
            let factors: [Float]
        }
        struct Training: Decodable {
            let x, y, weight1, bias1, weight2, bias2: Numbers
            let losses: [Float]
            let after: [Numbers]
        }
        let schedules: [Schedule]
        let training: Training
        let dense: [Dense]
        let batchNorm: [BatchNorm]
        let losses: [Loss]
        let optimizers: Optimizers
        let clipping: Clipping
    }

    private func fixtures() throws -> Fixtures {
        try JSONDecoder().decode(Fixtures.self, from: Data(fixture("pytorch.json")))
    }

    func testDenseWithEveryActivation() throws {
        let activations: [String: Activation] = [
            "linear": .linear, "relu": .relu, "sigmoid": .sigmoid, "tanh": .tanh,
            "leakyReLU": .leakyReLU(), "elu": .elu(), "softmax": .softmax,
        ]
        let cases = try fixtures().dense
        XCTAssertEqual(cases.count, 7)
        for fixture in cases {
            let layer = Dense(
                weight: fixture.weight.tensor, bias: fixture.bias.tensor,
                activation: try XCTUnwrap(activations[fixture.activation]))
            let x = Variable(fixture.x.tensor, requiresGradient: true)
            let y = layer(x)
            y.backward(seed: fixture.seed.tensor)
            let name = fixture.activation
            assertClose(y.value, fixture.y.tensor, 1e-6, name)
            assertClose(x.gradient!, fixture.dx.tensor, 2e-6, name + " dx")
            assertClose(layer.weight.gradient!, fixture.dweight.tensor, 2e-6, name + " dweight")
            assertClose(layer.bias.gradient!, fixture.dbias.tensor, 2e-6, name + " dbias")
        }
    }

    func testBatchNorm() throws {
        for fixture in try fixtures().batchNorm {
            let layer = BatchNorm(3)
            layer.weight.value = fixture.weight.tensor
            layer.bias.value = fixture.bias.tensor
            let name = "\(fixture.x.shape)"
            _ = inTrainingMode { layer(Variable(fixture.first.tensor)) }
            let x = Variable(fixture.x.tensor, requiresGradient: true)
            let y = inTrainingMode { layer(x) }
            y.backward(seed: fixture.seed.tensor)
            assertClose(y.value, fixture.y.tensor, 5e-6, name)
            assertClose(x.gradient!, fixture.dx.tensor, 1e-5, name + " dx")
            assertClose(layer.weight.gradient!, fixture.dweight.tensor, 1e-5, name + " dweight")
            assertClose(layer.bias.gradient!, fixture.dbias.tensor, 1e-5, name + " dbias")
            assertClose(layer.runningMean.value, fixture.runningMean.tensor, 1e-6, name)
            assertClose(layer.runningVariance.value, fixture.runningVariance.tensor, 1e-6, name)
            let inference = layer(Variable(fixture.inferenceInput.tensor)).value
            assertClose(inference, fixture.inference.tensor, 5e-6, name + " inference")
        }
    }

    func testLosses() throws {
        let functions: [String: (Variable, Tensor) -> Variable] = [
            "meanSquaredError": { meanSquaredError($0, $1) },
            "meanAbsoluteError": { meanAbsoluteError($0, $1) },
            "huber": { huber($0, $1) }, "huberHalf": { huber($0, $1, delta: 0.5) },
            "hinge": { hinge($0, $1) },
            "binaryCrossEntropyLogits": { binaryCrossEntropy(logits: $0, $1) },
            "binaryCrossEntropyProbabilities": { binaryCrossEntropy(probabilities: $0, $1) },
            "categoricalCrossEntropyLogits": { categoricalCrossEntropy(logits: $0, $1) },
            "categoricalCrossEntropyProbabilities": {
                categoricalCrossEntropy(probabilities: $0, $1)
            },
        ]
        let cases = try fixtures().losses
        XCTAssertEqual(Set(cases.map(\.name)), Set(functions.keys))
        for fixture in cases {
            let x = Variable(fixture.x.tensor, requiresGradient: true)
            let loss = try XCTUnwrap(functions[fixture.name])(x, fixture.target.tensor)
            loss.backward()
            assertClose(loss.value, fixture.loss.tensor, 2e-6, fixture.name)
            assertClose(x.gradient!, fixture.dx.tensor, 2e-6, fixture.name + " dx")
        }
    }

    func testOptimizersOverTwentySteps() throws {
        let makers: [String: ([Variable]) -> any Optimizer] = [
            "gradientDescent": { GradientDescent($0, learningRate: 0.05) },
            "momentum": { GradientDescent($0, learningRate: 0.05, momentum: 0.9) },
            "nesterov": { GradientDescent($0, learningRate: 0.05, momentum: 0.9, nesterov: true) },
            "weightDecay": { GradientDescent($0, learningRate: 0.05, weightDecay: 0.1) },
            "momentumWeightDecay": {
                GradientDescent($0, learningRate: 0.05, momentum: 0.8, weightDecay: 0.1)
            },
            "adaGrad": { AdaGrad($0, learningRate: 0.1) },
            "adaDelta": { AdaDelta($0, learningRate: 1) },
            "rmsProp": { RMSProp($0, learningRate: 0.01) },
            "rmsPropPyTorch": { RMSProp($0, learningRate: 0.01, decay: 0.99, epsilon: 1e-8) },
            "nesterovWeightDecay": {
                GradientDescent(
                    $0, learningRate: 0.05, momentum: 0.8, nesterov: true, weightDecay: 0.1)
            },
            "adaDeltaSlow": { AdaDelta($0, learningRate: 0.5, decay: 0.95, epsilon: 1e-4) },
            "adaGradEpsilon": { AdaGrad($0, learningRate: 0.1, epsilon: 0.1) },
            "adamBetas": {
                Adam($0, learningRate: 0.05, betas: (0.8, 0.95), epsilon: 1e-3)
            },
            "adam": { Adam($0, learningRate: 0.05) },
            "adamW": { Adam.decoupled($0, learningRate: 0.05, weightDecay: 0.1) },
        ]
        let optimizers = try fixtures().optimizers
        XCTAssertEqual(Set(optimizers.cases.map(\.name)), Set(makers.keys))
        let (a, c) = (optimizers.a.tensor, optimizers.c.tensor)
        for fixture in optimizers.cases {
            let w = Variable(parameter: optimizers.start.tensor)
            let optimizer = try XCTUnwrap(makers[fixture.name])([w])
            XCTAssertEqual(fixture.path.count, 20)
            for (step, right) in fixture.path.enumerated() {
                // The gradient of Σ a (w − c)² + 0.1 sin 3w, written out.
                w.gradient = 2 * a * (w.value - c) + 0.3 * (3 * w.value).mappedEach { cos($0) }
                optimizer.step()
                assertClose(w.value, right.tensor, 1e-5, "\(fixture.name), step \(step)")
            }
        }
    }

    func testGradientClipping() throws {
        let fixture = try fixtures().clipping
        let variables = fixture.gradients.map { Variable(parameter: Tensor.zeros($0.shape)) }
        for (variable, gradient) in zip(variables, fixture.gradients) {
            variable.gradient = gradient.tensor
        }
        let optimizer = GradientDescent(variables)
        XCTAssertEqual(
            optimizer.clipGradients(toNorm: fixture.limit), fixture.norm, accuracy: 1e-4)
        for (variable, right) in zip(variables, fixture.clipped) {
            assertClose(variable.gradient!, right.tensor, 1e-6)
        }
        XCTAssertEqual(optimizer.clipGradients(toNorm: 100), fixture.limit, accuracy: 1e-4)
        for (variable, right) in zip(variables, fixture.clipped) {
            assertClose(variable.gradient!, right.tensor, 1e-6, "what is short enough stays")
        }
        for (variable, gradient) in zip(variables, fixture.gradients) {
            variable.gradient = gradient.tensor
        }
        optimizer.clipGradients(toValue: fixture.valueLimit)
        for (variable, right) in zip(variables, fixture.clippedValues) {
            assertClose(variable.gradient!, right.tensor, 0)
        }
    }

    func testSchedules() throws {
        let schedules: [String: LearningRateSchedule] = [
            "step": .step(every: 3, by: 0.5), "exponential": .exponential(by: 0.9),
            "cosine": .cosine(epochs: 8),
        ]
        let cases = try fixtures().schedules
        XCTAssertEqual(Set(cases.map(\.name)), Set(schedules.keys))
        for fixture in cases {
            let own = fixture.factors.indices.map(try XCTUnwrap(schedules[fixture.name]).factor)
            assertClose(own, fixture.factors, 1e-6, fixture.name)
        }
    }

    /// Two layers, 25 steps of Adam: what the parts come to together.
    func testAWholeTraining() throws {
        let fixture = try fixtures().training
        let network = Sequential([
            Dense(
                weight: fixture.weight1.tensor, bias: fixture.bias1.tensor, activation: .tanh),
            Dense(weight: fixture.weight2.tensor, bias: fixture.bias2.tensor),
        ])
        network.compile(
            optimizer: Adam(network.variables, learningRate: 0.05),
            loss: .categoricalCrossEntropyFromLogits)
        var random = Random(seed: 1)
        let (x, y) = (fixture.x.tensor, fixture.y.tensor)
        // One batch holds all examples, so the order in which fit takes them changes nothing.
        let history = try network.fit(
            x, y, epochs: 25, batchSize: x.shape[0], options: .quiet, using: &random)
        assertClose(history.training("loss").map { Float($0) }, fixture.losses, 5e-5, "losses")
        for (variable, right) in zip(network.variables, fixture.after) {
            assertClose(variable.value, right.tensor, 5e-4)
        }
    }
}
