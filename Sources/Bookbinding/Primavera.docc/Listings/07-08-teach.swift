/// Trains a network, with a bar for the epochs. An interrupted training goes on where it was.
func teach(
    _ lesson: Lesson, _ name: String, _ network: Sequential, _ prepared: Prepared, _ plan: Plan
) throws -> History {
    network.compile(
        optimizer: GradientDescent(
            network.variables, learningRate: plan.learningRate,
            momentum: plan.ingredients.momentum, weightDecay: plan.ingredients.weightDecay),
        loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
    var options = FitOptions()
    options.schedule = .cosine(epochs: plan.epochs)
    // A few steps, at the start, would be so long that all is forgotten: none is longer than 1.
    options.gradientNormLimit = 1
    if plan.ingredients.augments { options.augment = { augmentation($0, using: &$1) } }
    options.checkpoint = lesson.checkpoint(name, epochs: plan.epochs)
    options.printsProgress = false
    Terminal.write("\(name)\n")
    var bar = ProgressBar(total: plan.epochs)
    options.afterEpoch = { bar.advance(to: $0.epoch + 1, detail: $0.description) }
    let history = try network.fit(
        prepared.train.images, prepared.train.oneHotLabels, epochs: plan.epochs,
        batchSize: plan.batchSize, options: options, using: &lesson.random)
    bar.finish(detail: history.epochs.last?.description ?? "")
    Terminal.write("\n")
    return history
}
