/// Shows all examples again and again, until an epoch passes without an error or the limit is
/// reached.
func train(_ examples: Examples, rate: Double, limit: Int) -> [Epoch] {
    var neuron = Perceptron(
        weights: [Double](repeating: 0, count: examples.inputs[0].count), threshold: 0)
    var epochs: [Epoch] = []
    while epochs.count < limit {
        var errors = 0
        for (x, target) in zip(examples.inputs, examples.targets)
        where neuron.learn(x, target: target, rate: rate) != 0 { errors += 1 }
        epochs.append(Epoch(errors: errors, weights: neuron.weights))
        if errors == 0 { break }
    }
    return epochs
}
