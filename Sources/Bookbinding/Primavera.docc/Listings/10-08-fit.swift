// Measured after each epoch for the figure below; nothing is learned from it, or chosen by it.
options.validation = (test.flattened, test.oneHotLabels)
let history = try network.fit(
    train.flattened, train.oneHotLabels, epochs: epochs, batchSize: 128, options: options,
    using: &lesson.random)
let result = network.evaluate(test.flattened, test.oneHotLabels)
