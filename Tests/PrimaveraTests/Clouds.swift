@testable import Primavera

/// Four clouds of points, one for each class: something to learn in no time.
func clouds(_ random: inout Random, count: Int = 200) -> (x: Tensor, y: Tensor) {
    let labels = (0..<count).map { $0 % 4 }
    let centres: [[Float]] = [[-1, -1], [-1, 1], [1, -1], [1, 1]]
    let noise = random.normal([count, 2], deviation: 0.3)
    return (Tensor(labels.map { centres[$0] }) + noise, Tensor.oneHot(labels, classes: 4))
}

/// A network that tells them apart.
func classifier(_ random: inout Random, rate: Float = 0.1) -> Sequential {
    let network = Sequential {
        Dense(inputs: 2, outputs: 16, activation: .relu, using: &random)
        Dense(inputs: 16, outputs: 4, using: &random)
    }
    network.compile(
        optimizer: GradientDescent(network.variables, learningRate: rate, momentum: 0.9),
        loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
    return network
}
