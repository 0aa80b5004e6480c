/// Exercise 2.2 · The outputs of a layer of sigmoid units.
///
/// `hⱼ = σ(bⱼ + Σᵢ wⱼᵢ xᵢ)`
///
/// - Parameters:
///   - inputs: I numbers
///   - layer: J rows of I weights, and J biases
/// - Returns: J numbers
///
/// ```swift
/// layerOutput([0.5, 0.9, -0.3], layer: (weights: [[1, -2, 2]], biases: [0]))      // [0.1301]
/// ```
public func layerOutput(_ inputs: [Double], layer: HandLayer) -> [Double] {
    todo()
}
