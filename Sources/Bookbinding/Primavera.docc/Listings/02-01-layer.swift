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
