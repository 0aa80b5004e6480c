network.compile(
    optimizer: Adam(network.variables, learningRate: plan.learningRate),
    loss: .meanSquaredError)
var options = FitOptions()
options.schedule = .cosine(epochs: plan.epochs)
options.augment = change

let history = try network.fit(
    images, images, epochs: plan.epochs, batchSize: plan.batchSize, options: options,
    using: &lesson.random)
