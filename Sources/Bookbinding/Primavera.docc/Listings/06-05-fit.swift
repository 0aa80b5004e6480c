private func fit(
    _ network: Sequential, _ train: LabelledImages, _ batch: Int, _ epochs: Int,
    _ options: FitOptions, _ random: inout Random
) throws -> History {
    network.compile(
        optimizer: GradientDescent(
            network.variables, learningRate: batch == 32 ? 0.03 : 0.06, momentum: 0.9,
            weightDecay: 1e-4),
        loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
    return try network.fit(
        framed(train.images), train.oneHotLabels, epochs: epochs, batchSize: batch,
        options: options,
        using: &random)
}
