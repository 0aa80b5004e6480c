import XCTest

@testable import Primavera

final class DenseTests: XCTestCase {
    private let activations: [Activation] = [
        .linear, .relu, .sigmoid, .tanh, .leakyReLU(slope: 0.2), .leakyReLU(slope: -0.5),
        .elu(alpha: 0.7), .softmax,
    ]

    /// Output and gradients of a layer, and of the operations that it is made of: bit for bit the same.
    func testOneOperationGivesTheBitsOfThree() {
        var random = Random(seed: 3)
        for activation in activations {
            for (n, inputs, outputs) in [
                (1, 3, 5), (33, 40, 17), (128, 100, 84), (20, 84, 10), (33, 400, 121),
                (128, 300, 70), (5, 400, 121),
            ] {
                let x = Variable(random.normal([n, inputs]), requiresGradient: true)
                let weight = Variable(parameter: random.normal([outputs, inputs]))
                let bias = Variable(parameter: random.normal([outputs]))
                let seed = random.normal([n, outputs])
                func run(_ y: Variable) -> [Tensor] {
                    for variable in [x, weight, bias] { variable.gradient = nil }
                    y.backward(seed: seed)
                    return [y.value, x.gradient!, weight.gradient!, bias.gradient!]
                }
                let one = run(dense(x, weight: weight, bias: bias, activation))
                let three = run(activation(x.matrixProduct(weight, transposingOther: true) + bias))
                XCTAssertEqual(one, three, "\(activation), \(n) × \(inputs) → \(outputs)")
            }
        }
    }

    func testASecondBackwardPassAddsTheSameGradients() {
        var random = Random(seed: 4)
        let layer = Dense(inputs: 6, outputs: 4, activation: .tanh, using: &random)
        let loss = layer(Variable(random.normal([5, 6]))).sum()
        loss.backward()
        let once = layer.weight.gradient!
        loss.backward()
        XCTAssertEqual(layer.weight.gradient!, once * 2)
    }

    func testAFrozenWeightGetsNoGradientAndTheBiasStillDoes() {
        var random = Random(seed: 5)
        let weight = Variable(random.normal([4, 6]))
        let bias = Variable(parameter: Tensor.zeros([4]))
        let y = dense(Variable(random.normal([5, 6])), weight: weight, bias: bias, .linear)
        y.sum().backward()
        XCTAssertNil(weight.gradient)
        XCTAssertEqual(bias.gradient!, Tensor([5, 5, 5, 5]))
    }
}
