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

    /// A weight's gradient may still be in the making while the way back goes on (``LaterWork``). Who reads it
    /// finds it whole: another gradient that is added to it, and whatever the weight was computed from.
    func testGradientsThatArePutOffAreWholeWhereTheyAreRead() {
        var random = Random(seed: 6)
        let x = Variable(random.normal([32, 200]), requiresGradient: true)
        let parameter = Variable(parameter: random.normal([200, 200]) * 0.05)
        let bias = Variable(parameter: random.normal([200]))
        typealias Layer = (_ x: Variable, _ weight: Variable) -> Variable
        func gradients(_ seed: Tensor, _ layer: Layer) -> [Tensor] {
            for variable in [x, parameter, bias] { variable.gradient = nil }
            // A weight that was computed; and, on a second way back, one that is used twice.
            layer(x, parameter * 2).backward(seed: seed)
            layer(layer(x, parameter), parameter).backward(seed: seed)
            return [x.gradient!, parameter.gradient!, bias.gradient!]
        }
        // Other numbers each time, since memory that is used again still holds the last ones.
        let seeds = (0..<20).map { _ in random.normal([32, 200]) }
        let expected = withThreads(1) {
            seeds.map { gradients($0) { $0.matrixProduct($1, transposingOther: true) + bias } }
        }
        for threads in [1, 2, 4] {
            withThreads(threads) {
                for (seed, expected) in zip(seeds, expected) {
                    let found = gradients(seed) { dense($0, weight: $1, bias: bias, .linear) }
                    XCTAssertEqual(found, expected, "\(threads) threads")
                }
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
