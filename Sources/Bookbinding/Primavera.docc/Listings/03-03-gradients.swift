/// Backpropagation (Rumelhart, Hinton and Williams 1986).
///
/// `δ` is ∂E/∂sum of a unit. At the output `δ = (o − t) · o (1 − o)`; at a hidden unit, which
/// is to blame through every unit that it feeds, `δⱼ = Σₖ wₖⱼ δₖ · hⱼ (1 − hⱼ)`. Then
/// `∂E/∂w = δ · input` and `∂E/∂b = δ`.
func gradients(_ x: [Double], _ target: [Double]) -> Gradients {
    let outputs = outputs(x)
    var deltas = zip(outputs.last!, target).map { o, t in (o - t) * o * (1 - o) }
    var gradients = Gradients(weights: weights, biases: biases)
    for layer in weights.indices.reversed() {
        let input = outputs[layer]
        for (unit, delta) in deltas.enumerated() {
            for i in input.indices { gradients.weights[layer][unit][i] = delta * input[i] }
        }
        gradients.biases[layer] = deltas
        if layer == 0 { break }
        deltas = input.indices.map { j in
            var blame = 0.0
            for k in deltas.indices { blame += weights[layer][k][j] * deltas[k] }
            return blame * input[j] * (1 - input[j])
        }
    }
    return gradients
}
