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
        var options = FitOptions()
        options.printsProgress = false
        let fitted = try network.fit(
            x, y, epochs: 4, batchSize: 16, options: options, using: &random
        ).training("loss")

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
    }

    /// Level 1 in numbers and in tensors, and level 0 written out, for one sigmoid layer.
    func testLevelOneGivesTheGradientsOfLevelZero() {
        let (x, w, target): ([Double], [Double], Double) = ([0.5, 0.9, -0.3], [1, -2, 2], 0.9)
        // Level 0: δ = (o − t) o (1 − o), ∂E/∂w = δ x.
        let sum = zip(w, x).reduce(0) { $0 + $1.0 * $1.1 }
        let o = 1 / (1 + exp(-sum))
        let byHand = x.map { (o - target) * o * (1 - o) * $0 }

        let values = w.map { Value($0) }
        let output = sigmoid(zip(values, x).reduce(Value(0)) { $0 + $1.0 * $1.1 })
        (pow(output - target, 2) * 0.5).backward()
        for (value, right) in zip(values, byHand) {
            XCTAssertEqual(value.gradient, right, accuracy: 1e-15)
        }

        let weights = Variable(parameter: Tensor([w.map { Float($0) }]))
        let input = Variable(Tensor([x.map { Float($0) }]))
        let answer = sigmoid(input.matrixProduct(weights, transposingOther: true))
        (pow(answer - Variable([[Float(target)]].asTensor), 2).sum() * 0.5).backward()
        assertClose(weights.gradient!.values, byHand.map { Float($0) }, 1e-6)
    }
}

extension [[Float]] {
    fileprivate var asTensor: Tensor { Tensor(self) }
}
