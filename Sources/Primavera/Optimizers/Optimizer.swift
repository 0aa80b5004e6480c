/// Changes parameters along their gradients, one step at a time.
///
/// ```swift
/// let optimizer = GradientDescent(network.variables, learningRate: 0.1)
/// for batch in batches {
///     let loss = …
///     optimizer.zeroGradients()
///     loss.backward()
///     optimizer.step()
/// }
/// ```
public protocol Optimizer: AnyObject {
    /// What this optimizer changes. Two optimizers may share a graph and change different parts.
    var variables: [Variable] { get }

    /// How far a step goes; a schedule may change it between steps.
    var learningRate: Float { get set }

    /// Changes every variable that has a gradient.
    func step()
}

extension Optimizer {
    /// Forgets the gradients, so that the next `backward()` begins anew.
    public func zeroGradients() {
        for variable in variables { variable.gradient = nil }
    }
}

// The update rules are written for sixteen parameters at once; these three loops apply them.

/// `w = f(w, g)` for every parameter of a variable.
@inline(__always)
func updateParameters(_ variable: Variable, _ gradient: Tensor, _ f: (Lanes, Lanes) -> Lanes) {
    variable.value.update(with: gradient, "step", f)
}

/// `(w, s) = f(w, g, s)` for every parameter of a variable, with one number of state for each.
@inline(__always)
func updateParameters(
    _ variable: Variable, _ gradient: Tensor, _ state: inout Tensor,
    _ f: (Lanes, Lanes, Lanes) -> (Lanes, Lanes)
) {
    var none = Tensor.zeros([0])
    updateParameters(variable, gradient, &state, &none) { w, g, s, t in
        let (w, s) = f(w, g, s)
        return (w, s, t)
    }
}

/// `(w, s, t) = f(w, g, s, t)` for every parameter, with two numbers of state for each (the second
/// may be left out: a tensor without elements).
@inline(__always)
func updateParameters(
    _ variable: Variable, _ gradient: Tensor, _ s: inout Tensor, _ t: inout Tensor,
    _ f: (Lanes, Lanes, Lanes, Lanes) -> (Lanes, Lanes, Lanes)
) {
    let count = variable.value.count
    let usesT = t.count > 0
    gradient.withUnsafePointer { g in
        variable.value.withUnsafeMutablePointer { w in
            s.withUnsafeMutablePointer { s in
                t.withUnsafeMutablePointer { t in
                    parallelRanges(count, length: elementsPerPiece) { range in
                        for i in stride(from: range.lowerBound, to: range.upperBound, by: laneCount)
                        {
                            let n = min(laneCount, range.upperBound &- i)
                            if n == laneCount {
                                let (w1, s1, t1) = f(
                                    w.lanes(at: i), g.lanes(at: i), s.lanes(at: i),
                                    usesT ? t.lanes(at: i) : .zero)
                                w.store(w1, at: i)
                                s.store(s1, at: i)
                                if usesT { t.store(t1, at: i) }
                            } else {
                                let (w1, s1, t1) = f(
                                    UnsafePointer(w).lanes(at: i, first: n),
                                    g.lanes(at: i, first: n),
                                    UnsafePointer(s).lanes(at: i, first: n),
                                    usesT ? UnsafePointer(t).lanes(at: i, first: n) : .zero)
                                w.store(w1, at: i, first: n)
                                s.store(s1, at: i, first: n)
                                if usesT { t.store(t1, at: i, first: n) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A tensor of zeros for each variable: where most optimizers' memory begins.
func zeroStates(_ variables: [Variable]) -> [Tensor] {
    variables.map { Tensor.zeros($0.shape) }
}
