/// Exercise 3.3 · The deltas of a hidden layer.
///
/// A hidden unit is to blame through every unit that it feeds:
/// `δⱼ = (Σₖ wₖⱼ δₖ) · hⱼ · (1 − hⱼ)`
///
/// - Parameters:
///   - outputs: hⱼ, the outputs of the J hidden units
///   - weights: of the *next* layer: K rows of J, `weights[k][j]` leads from hidden unit j to unit k
///   - deltas: δₖ of the K units of the next layer
/// - Returns: J deltas
///
/// ```swift
/// hiddenDeltas(outputs: [0.5, 0.5], weights: [[1, 2]], deltas: [0.4])      // [0.1, 0.2]
/// ```
public func hiddenDeltas(outputs: [Double], weights: [[Double]], deltas: [Double]) -> [Double] {
    todo()
}
