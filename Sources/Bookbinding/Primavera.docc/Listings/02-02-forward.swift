/// `σ(s) = 1 / (1 + e⁻ˢ)`: every sum between 0 and 1.
func sigmoid(_ s: Double) -> Double { 1 / (1 + exp(-s)) }

/// The outputs of every layer, the input first: the whole forward pass.
func forward(
    _ x: [Double], through layers: [HandLayer], activation: (Double) -> Double
) -> [[Double]] {
    layers.reduce(into: [x]) { outputs, layer in
        outputs.append(layer.sums(outputs.last!).map(activation))
    }
}

let slideHidden = HandLayer([[1, -2, 2], [2, 1, -4], [1, -1, 0]])
let slideOutput = HandLayer([[-3, 1, -3], [0, 1, 2]])
