/// The outputs of every layer; the input is the first.
func outputs(_ x: [Double]) -> [[Double]] {
    var outputs = [x]
    for layer in weights.indices {
        let input = outputs[layer]
        outputs.append(
            weights[layer].indices.map { unit in
                var sum = biases[layer][unit]
                let row = weights[layer][unit]
                for i in row.indices { sum += row[i] * input[i] }
                return 1 / (1 + exp(-sum))
            })
    }
    return outputs
}
