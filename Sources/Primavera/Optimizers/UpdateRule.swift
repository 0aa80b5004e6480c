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

/// Changes the numbers of all variables that have a gradient, in place, on several threads.
///
/// A piece is a share of every variable: the first eighth of all of them, then the second. So a thread tends
/// to change those weights, the first half or the second, that it has just computed the gradients of.
///
/// - Parameters:
///   - s, t: the optimizer's memory, a tensor for each variable; empty where it remembers nothing
func updateParameters<Rule: UpdateRule>(
    _ variables: [Variable], _ s: inout [Tensor], _ t: inout [Tensor], by rule: Rule
) {
    var parameters: [Parameters] = []
    parameters.reserveCapacity(variables.count)
    for (index, variable) in variables.enumerated() {
        guard let gradient = variable.gradient else { continue }
        // The pointers are used at once, while variables and memory hold the tensors they lead to.
        parameters.append(
            Parameters(
                vectors: (gradient.count + laneCount - 1) / laneCount,
                w: variable.value.withUnsafeMutablePointer { $0 },
                g: gradient.withUnsafePointer { $0 },
                s: s.isEmpty ? nil : s[index].withUnsafeMutablePointer { $0 },
                t: t.isEmpty ? nil : t[index].withUnsafeMutablePointer { $0 }))
    }
    let count = parameters.reduce(0) { $0 + $1.vectors * laneCount }
    let shares = filled(count / elementsPerPiece + 1, 8)
    // One region for all: most variables are too small for one each.
    parallelFor(shares, alone: count <= elementsAlone) { share in
        for some in parameters {
            some.update(
                share * some.vectors / shares..<(share + 1) * some.vectors / shares, by: rule)
        }
    }
}

/// The same with one memory, or none.
func updateParameters<Rule: UpdateRule>(
    _ variables: [Variable], _ s: inout [Tensor], by rule: Rule
) {
    var nothing: [Tensor] = []
    updateParameters(variables, &s, &nothing, by: rule)
}

/// The numbers of a variable, with all that belongs to them.
private struct Parameters {
    /// How many vectors they are; the last one may reach into the slack of the tensors' ``Storage``.
    let vectors: Int
    let w: UnsafeMutablePointer<Float>
    let g: UnsafePointer<Float>
    let s, t: UnsafeMutablePointer<Float>?

    @inline(__always)
    func update<Rule: UpdateRule>(_ range: Range<Int>, by rule: Rule) {
        for vector in range {
            let i = vector &* laneCount
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
