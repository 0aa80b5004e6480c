#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Level 0: a network of sigmoid layers in plain arrays, with its gradients written out.
///
/// The cost of an example is `E = ½ Σ (o − t)²`.
struct HandNetwork {
    /// By layer, unit and input.
    var weights: [[[Double]]]
    /// By layer and unit.
    var biases: [[Double]]

    /// Gradients have the shape of what they are the gradients of.
    struct Gradients {
        var weights: [[[Double]]]
        var biases: [[Double]]
    }

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

    func cost(_ x: [Double], _ target: [Double]) -> Double {
        zip(outputs(x).last!, target).reduce(0) { $0 + 0.5 * ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

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
}

extension HandNetwork {
    /// The network of lesson 02, from the slides.
    static let slides = HandNetwork(
        weights: [
            [[1, -2, 2], [2, 1, -4], [1, -1, 0]],
            [[-3, 1, -3], [0, 1, 2]],
        ], biases: [[0, 0, 0], [0, 0]])
    static let slideInput = [0.5, 0.9, -0.3]
    /// The slide wants 0.9 of the first output; for the second one we take 0.1.
    static let slideTarget = [0.9, 0.1]
}
