import XCTest

@testable import Primavera

/// The same network on three levels of programming.
final class LevelTests: XCTestCase {
    /// Level 1 and level 2 with the same seed: the same losses, number for number.
    func testLevelTwoGivesTheLossesOfLevelOne() throws {
        func start() -> (random: Random, x: Tensor, y: Tensor, network: Sequential) {
            var random = Random(seed: 11)
            let x = random.normal([50, 6])
            let y = Tensor.oneHot((0..<50).map { $0 % 3 }, classes: 3)
            let network = Sequential {
                Dense(inputs: 6, outputs: 9, activation: .tanh, using: &random)
                Dropout(0.2, using: &random)
                Dense(inputs: 9, outputs: 3, using: &random)
            }
            return (random, x, y, network)
        }

        // Level 2: fit.
        var (random, x, y, network) = start()
        network.compile(
            optimizer: Adam(network.variables, learningRate: 0.01),
            loss: .categoricalCrossEntropyFromLogits)
        let fitted = try network.fit(
            x, y, epochs: 4, batchSize: 16, options: .quiet, using: &random
        ).training("loss")
        let fittedWeights = network.parameters.flatMap(\.variable.value.values)

        // Level 1: the loop, written out.
        (random, x, y, network) = start()
        let optimizer = Adam(network.variables, learningRate: 0.01)
        var looped: [Double] = []
        for _ in 0..<4 {
            var total = 0.0
            let order = random.permutation(of: 50)
            for start in stride(from: 0, to: 50, by: 16) {
                let rows = Array(order[start..<min(start + 16, 50)])
                let loss = inTrainingMode {
                    categoricalCrossEntropy(
                        logits: network(Variable(x.gathered(rows))), y.gathered(rows))
                }
                total += Double(loss.value.scalar) * Double(rows.count)
                optimizer.zeroGradients()
                loss.backward()
                optimizer.step()
            }
            looped.append(total / 50)
        }
        XCTAssertEqual(looped, fitted)
        assertSameBits(network.parameters.flatMap(\.variable.value.values), fittedWeights)
        XCTAssertLessThan(fitted[3], fitted[0])
    }

    /// Three inputs, three hidden and two output neurons, all sigmoid, without bias.
    private struct HandWritten {
        let x = [0.5, 0.9, -0.3]
        let target = [0.9, 0.2]
        let w1 = [[0.2, -0.4, 0.7], [-0.6, 0.1, 0.3], [0.5, 0.8, -0.9]]
        let w2 = [[1.1, -0.7, 0.4], [-0.2, 0.6, 0.9]]

        private func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

        /// E = ½ Σ (o − t)², and ∂E/∂W of both layers by the formulas of the lecture.
        func gradients() -> (loss: Double, dw1: [[Double]], dw2: [[Double]]) {
            var (h, o) = ([0.0, 0, 0], [0.0, 0])
            for j in 0..<3 {
                h[j] = sigmoid(w1[j][0] * x[0] + w1[j][1] * x[1] + w1[j][2] * x[2])
            }
            var loss = 0.0
            var deltaO = [0.0, 0]
            for k in 0..<2 {
                o[k] = sigmoid(w2[k][0] * h[0] + w2[k][1] * h[1] + w2[k][2] * h[2])
                let error: Double = o[k] - target[k]
                loss += 0.5 * error * error
                deltaO[k] = error * o[k] * (1 - o[k])
            }
            var deltaH = [0.0, 0, 0]
            for j in 0..<3 {
                let back: Double = deltaO[0] * w2[0][j] + deltaO[1] * w2[1][j]
                deltaH[j] = back * h[j] * (1 - h[j])
            }
            return (
                loss, deltaH.map { delta in x.map { delta * $0 } },
                deltaO.map { delta in h.map { delta * $0 } }
            )
        }
    }

    /// Level 0 written out, level 1 in numbers and in tensors.
    func testLevelOneGivesTheGradientsOfLevelZero() {
        let net = HandWritten()
        let byHand = net.gradients()

        let (v1, v2) = (net.w1.map { $0.map { Value($0) } }, net.w2.map { $0.map { Value($0) } })
        func layer(_ weights: [[Value]], _ inputs: [Value]) -> [Value] {
            weights.map { row in sigmoid(zip(row, inputs).reduce(Value(0)) { $0 + $1.0 * $1.1 }) }
        }
        let outputs = layer(v2, layer(v1, net.x.map { Value($0) }))
        var error = Value(0)
        for (output, target) in zip(outputs, net.target) {
            error = error + pow(output - target, 2) * 0.5
        }
        error.backward()
        XCTAssertEqual(error.value, byHand.loss, accuracy: 1e-15)
        for (values, right) in zip(v1 + v2, byHand.dw1 + byHand.dw2) {
            for (value, right) in zip(values, right) {
                XCTAssertEqual(value.gradient, right, accuracy: 1e-15)
            }
        }

        func tensor(_ rows: [[Double]]) -> Tensor { Tensor(rows.map { $0.map { Float($0) } }) }
        let (w1, w2) = (Variable(parameter: tensor(net.w1)), Variable(parameter: tensor(net.w2)))
        let hidden = sigmoid(
            Variable(tensor([net.x])).matrixProduct(w1, transposingOther: true))
        let answer = sigmoid(hidden.matrixProduct(w2, transposingOther: true))
        let loss = pow(answer - Variable(tensor([net.target])), 2).sum() * 0.5
        loss.backward()
        XCTAssertEqual(Double(loss.value.scalar), byHand.loss, accuracy: 1e-6)
        assertClose(w1.gradient!, tensor(byHand.dw1), 1e-6)
        assertClose(w2.gradient!, tensor(byHand.dw2), 1e-6)

        let network = Sequential([
            Dense(weight: tensor(net.w1), bias: Tensor.zeros([3]), activation: .sigmoid),
            Dense(weight: tensor(net.w2), bias: Tensor.zeros([2]), activation: .sigmoid),
        ])
        // The mean of two squares is ½ Σ (o − t)².
        meanSquaredError(network(Variable(tensor([net.x]))), tensor([net.target])).backward()
        assertClose(network.variables[0].gradient!, tensor(byHand.dw1), 1e-6)
        assertClose(network.variables[2].gradient!, tensor(byHand.dw2), 1e-6)
    }
}
