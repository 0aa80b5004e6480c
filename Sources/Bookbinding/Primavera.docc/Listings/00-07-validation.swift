var trials: [(rate: Float, network: Sequential, accuracy: Double)] = []
for rate: Float in [0.001, 0.01, 0.1, 1] {
    let network = try logisticRegression(
        train, classes: classes, rate: rate, epochs: epochs, using: &lesson.random)
    let answers = network.predict(validation.x).argmax()
    let matrix = ConfusionMatrix(
        truth: validation.labels, predicted: answers, classes: classes)
    trials.append((rate, network, matrix.accuracy))
}
lesson.table(
    ["learning rate", "validation accuracy"],
    trials.map { ["\($0.rate)", $0.accuracy.fixed(3)] })
let chosen = trials.max { $0.accuracy < $1.accuracy }!
