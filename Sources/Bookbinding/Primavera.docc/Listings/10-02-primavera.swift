let network = Sequential {
    Dense(inputs: 28 * 28, outputs: 512, activation: .relu, using: &random)
    Dense(inputs: 512, outputs: 10, activation: .softmax, using: &random)
}
network.compile(
    optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy,
    metrics: [.accuracy])
try network.fit(images, labels, epochs: 5, batchSize: 128, using: &random)
let result = network.evaluate(testImages, testLabels)
