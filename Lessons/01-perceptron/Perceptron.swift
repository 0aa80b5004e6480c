/// Rosenblatt's neuron of 1957: a weighted sum, a threshold, and a rule to learn by.
struct Perceptron {
    var weights: [Double]
    var threshold: Double

    /// `Σ wᵢ xᵢ`
    func sum(_ x: [Double]) -> Double { zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 } }

    /// `1` if the sum is above the threshold, else `0`.
    func output(_ x: [Double]) -> Int { sum(x) > threshold ? 1 : 0 }

    /// `wᵢ ← wᵢ + α · xᵢ · E`, with the error `E = target − output` (−1, 0 or 1).
    mutating func learn(_ x: [Double], target: Int, rate: Double) -> Int {
        let error = target - output(x)
        for i in weights.indices { weights[i] += rate * x[i] * Double(error) }
        return error
    }
}

/// Examples with a bias input: the first input is always 1, so its weight takes the place of the
/// threshold, and is learned like the others.
struct Examples {
    var inputs: [[Double]]
    var targets: [Int]

    init(_ inputs: [[Double]], _ targets: [Int]) {
        self.inputs = inputs.map { [1] + $0 }
        self.targets = targets
    }

    static let corners: [[Double]] = [[0, 0], [0, 1], [1, 0], [1, 1]]
    static let and = Examples(corners, [0, 0, 0, 1])
    static let or = Examples(corners, [0, 1, 1, 1])
    static let xor = Examples(corners, [0, 1, 1, 0])
}

/// What happened in one epoch: how many errors, and the weights at its end.
struct Epoch {
    let errors: Int
    let weights: [Double]
}

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
