let few = train[0..<500]
let others = test[0..<min(1_000, test.count)]
let network = Sequential {
    Dense(inputs: 28 * 28, outputs: 512, activation: .relu, using: &lesson.random)
    Dense(inputs: 512, outputs: 10, activation: .softmax, using: &lesson.random)
}
network.compile(
    optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy, metrics: [.accuracy])
var options = FitOptions()
options.validation = (others.flattened, others.oneHotLabels)
options.printsProgress = false
let history = try network.fit(
    few.flattened, few.oneHotLabels, epochs: epochs, batchSize: 32, options: options,
    using: &lesson.random)
let best = history.bestEpoch! + 1
