#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Level 0: a layer as rows of weights, one row a unit, in plain arrays.
struct HandLayer {
    var weights: [[Double]]
    var biases: [Double]

    init(_ weights: [[Double]], biases: [Double]? = nil) {
        self.weights = weights
        self.biases = biases ?? [Double](repeating: 0, count: weights.count)
    }

    /// `sⱼ = bⱼ + Σᵢ wⱼᵢ xᵢ`
    func sums(_ x: [Double]) -> [Double] {
        zip(weights, biases).map { row, bias in zip(row, x).reduce(bias) { $0 + $1.0 * $1.1 } }
    }
}

/// `σ(s) = 1 / (1 + e⁻ˢ)`: every sum between 0 and 1.
func sigmoid(_ s: Double) -> Double { 1 / (1 + exp(-s)) }

/// McCulloch and Pitts' threshold at 0.
func step(_ s: Double) -> Double { s > 0 ? 1 : 0 }

/// The outputs of every layer, the input first: the whole forward pass.
func forward(
    _ x: [Double], through layers: [HandLayer], activation: (Double) -> Double
) -> [[Double]] {
    layers.reduce(into: [x]) { outputs, layer in
        outputs.append(layer.sums(outputs.last!).map(activation))
    }
}

/// The network of the slides. (The slide calls both rows of the second layer O1; the second is O2.)
let slideHidden = HandLayer([[1, -2, 2], [2, 1, -4], [1, -1, 0]])
let slideOutput = HandLayer([[-3, 1, -3], [0, 1, 2]])

/// XOR is OR, but not AND: one hidden unit for each of the two, and an output that combines them.
let xorHidden = HandLayer([[1, 1], [1, 1]], biases: [-0.5, -1.5])
let xorOutput = HandLayer([[1, -1]], biases: [-0.5])

/// Iris by three thresholds that one can read off the petals: which are short (setosa), and which
/// are wide (virginica). Inputs: petal length and width in cm. Outputs: one unit a species.
let irisHidden = HandLayer([[1, 0], [0, 1]], biases: [-2.45, -1.75])
let irisOutput = HandLayer([[-1, -1], [1, -1], [1, 1]], biases: [0.5, -0.5, -1.5])
