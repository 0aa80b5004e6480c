/// One layer of weighted sums with softmax; level 2 of the library, which lesson 10 explains.
func logisticRegression(
    _ train: (x: Tensor, labels: [Int]), classes: Int, rate: Float, epochs: Int,
    using random: inout Random
) throws -> Sequential {
    let network = Sequential {
        Dense(inputs: train.x.shape[1], outputs: classes, using: &random)
    }
    network.compile(
        optimizer: GradientDescent(network.variables, learningRate: rate),
        loss: .categoricalCrossEntropyFromLogits)
    var options = FitOptions()
    options.printsProgress = false
    try network.fit(
        train.x, Tensor.oneHot(train.labels, classes: classes), epochs: epochs, batchSize: 16,
        options: options, using: &random)
    return network
}
