/// ADALINE, Widrow and Hoff 1960: the same neuron, but the error is taken before the step, so it
/// is a real number, and small mistakes make small corrections.
///
/// - Returns: the mean squared error before the first epoch and after each, and the weights at the
///   end
func trainAdaline(
    _ examples: Examples, rate: Double, epochs: Int
) -> (errors: [Double], weights: [Double]) {
    var neuron = Perceptron(
        weights: [Double](repeating: 0, count: examples.inputs[0].count), threshold: 0.5)
    func meanSquaredError() -> Double {
        let squares = zip(examples.inputs, examples.targets).map { x, target in
            (Double(target) - neuron.sum(x)) * (Double(target) - neuron.sum(x))
        }
        return squares.reduce(0, +) / Double(squares.count)
    }
    var errors = [meanSquaredError()]
    for _ in 0..<epochs {
        for (x, target) in zip(examples.inputs, examples.targets) {
            let error = Double(target) - neuron.sum(x)
            for i in neuron.weights.indices { neuron.weights[i] += rate * error * x[i] }
        }
        errors.append(meanSquaredError())
    }
    return (errors, neuron.weights)
}
