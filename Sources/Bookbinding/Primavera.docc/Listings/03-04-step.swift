/// `w ← w − rate · ∂E/∂w`, for every weight and bias.
mutating func step(_ gradients: Gradients, rate: Double) {
    for layer in weights.indices {
        for unit in weights[layer].indices {
            for i in weights[layer][unit].indices {
                weights[layer][unit][i] -= rate * gradients.weights[layer][unit][i]
            }
            biases[layer][unit] -= rate * gradients.biases[layer][unit]
        }
    }
}
