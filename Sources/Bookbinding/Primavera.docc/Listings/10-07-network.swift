let (train, test) = try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()
let network = Sequential {
    Dense(inputs: 28 * 28, outputs: 512, activation: .relu, using: &lesson.random)
    Dense(inputs: 512, outputs: 10, activation: .softmax, using: &lesson.random)
}
network.compile(
    optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy, metrics: [.accuracy])
