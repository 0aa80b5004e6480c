/// How a step changes sixteen parameters at once: what an optimizer is.
///
/// A rule is a type, not a closure, so that the loop below is compiled for each rule by itself, with the
/// rule inside of it. It is written in vectors because the compiler makes none of a loop with a root in
/// it: Adam's step on a million parameters took three times as long with Floats one by one. Each `update`
/// is marked `@inline(__always)`, since a compiler that saves size would call it for every vector.
protocol UpdateRule {
    /// - Parameters:
    ///   - w: the parameters, to be changed
    ///   - g: their gradients
    ///   - s, t: what the optimizer remembers of them, to be changed; 0 where it remembers nothing
    func update(_ w: inout Lanes, _ g: Lanes, _ s: inout Lanes, _ t: inout Lanes)
}

/// Changes a variable's numbers in place, piece by piece on several threads. The last vector reaches into
/// the slack of the tensors' ``Storage``.
///
/// - Parameters:
///   - s, t: the optimizer's memory, of the variable's shape, or `nil`
func updateParameters<Rule: UpdateRule>(
    _ variable: Variable, _ gradient: Tensor, _ s: UnsafeMutablePointer<Float>? = nil,
    _ t: UnsafeMutablePointer<Float>? = nil, by rule: Rule
) {
    let count = variable.value.count
    gradient.withUnsafePointer { g in
        variable.value.withUnsafeMutablePointer { w in
            parallelRows(count, of: 1) { range in
                for i in stride(from: range.lowerBound, to: range.upperBound, by: laneCount) {
                    var weights = w.lanes(at: i)
                    var first = s?.lanes(at: i) ?? .zero
                    var second = t?.lanes(at: i) ?? .zero
                    rule.update(&weights, g.lanes(at: i), &first, &second)
                    w.store(weights, at: i)
                    s?.store(first, at: i)
                    t?.store(second, at: i)
                }
            }
        }
    }
}

/// The numbers, and 0 for those that are too small for a normal Float.
///
/// The weights of a unit that no longer answers get gradients of 0 for ever, and what an optimizer
/// remembers of them shrinks from step to step, below the smallest normal Float (10⁻³⁸). Such
/// *subnormal* numbers change nothing, but processors compute with them many times slower: an epoch of a
/// 784–512–10 network with RMSProp took 10 s instead of 2.
@inline(__always)
func flushed(_ x: Lanes) -> Lanes {
    let bound = Lanes(repeating: .leastNormalMagnitude)
    return x.replacing(with: 0, where: (x .< bound) .& (x .> -bound))
}
