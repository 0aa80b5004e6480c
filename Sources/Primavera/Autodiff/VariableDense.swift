/// `activation(x Wᵀ + b)`: what a dense layer computes, as one operation.
///
/// The same numbers as the three operations one after the other give, with two passes over memory less
/// on the way forward and one less on the way back: bias and activation are applied where the product
/// lies, mostly while it is in the cache, and the activation's gradient is computed once for x, weight and
/// bias together.
///
/// - Shape: x `[N, inputs]`, weight `[outputs, inputs]`, bias `[outputs]` → `[N, outputs]`
/// - Gradient: with `dz = g · activation′`, `dx = dz W`, `dW = dzᵀ x`, `db = Σ dz` over the batch
/// - Fails: with a sentence when weight or bias, which anybody may replace, no longer fit
func dense(_ x: Variable, weight: Variable, bias: Variable, _ activation: Activation) -> Variable {
    if weight.value.rank != 2 || bias.value.count != weight.shape[0]
        || x.shape.last != weight.shape[1]
    {
        mistake(
            "A dense layer takes x [N, inputs], a weight [outputs, inputs] and a bias [outputs], but got "
                + "\(x.shape), \(weight.shape) and \(bias.shape).")
    }
    if !activation.showsItsGradient {
        return activation(dense(x, weight: weight, bias: bias, .linear))
    }
    let (input, filters) = (x.value, weight.value)
    let output = output(input, filters, bias.value, activation.ofSum)
    // The gradient of a weight that was itself computed flows on at once.
    let isParameter = weight.inputs.isEmpty
    return Variable(output, "dense", together: [x, weight, bias]) { g, wanted, later in
        let dz = gradient(g, output, through: activation)
        let db = wanted[2] ? dz.sum(axis: 0) : nil
        if wanted[0] && wanted[1] {
            let (dx, dw) = gradients(dz, filters, input, later: isParameter ? later : nil)
            return [dx, dw, db]
        }
        return [
            wanted[0] ? dz.matrixProduct(filters) : nil,
            wanted[1] ? dz.matrixProduct(input, transposingSelf: true) : nil,
            db,
        ]
    }
}

extension Activation {
    /// Whether the derivative can be written with the output of the same unit.
    fileprivate var showsItsGradient: Bool {
        switch self {
        case .softmax: false
        case .leakyReLU(let slope): slope >= 0
        default: true
        }
    }
}

private func output(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor, _ activation: @escaping StretchOfPairs
) -> Tensor {
    let (m, n, k) = (x.shape[0], weight.shape[0], weight.shape[1])
    var y = Tensor(uninitialized: [m, n])
    x.withUnsafePointer { x in
        weight.withUnsafePointer { w in
            bias.withUnsafePointer { b in
                y.withUnsafeMutablePointer {
                    denseProduct(x, w, b, into: $0, m: m, n: n, k: k, activation)
                }
            }
        }
    }
    return y
}

/// - Parameter later: to put off what nobody waits for; `nil` if nothing is to be put off
private func gradients(
    _ dz: Tensor, _ weight: Tensor, _ x: Tensor, later: LaterWork?
) -> (dx: Tensor, dw: Tensor) {
    let (m, n, k) = (x.shape[0], weight.shape[0], weight.shape[1])
    var dx = Tensor(uninitialized: x.shape)
    var dw = Tensor(uninitialized: weight.shape)
    var left: FewRowsProduct?
    dz.withUnsafePointer { dz in
        weight.withUnsafePointer { w in
            x.withUnsafePointer { x in
                dx.withUnsafeMutablePointer { dx in
                    dw.withUnsafeMutablePointer { dw in
                        left = denseGradients(
                            dz, w, x, intoX: dx, intoW: dw, m: m, n: n, k: k,
                            putsOff: later != nil)
                    }
                }
            }
        }
    }
    if let left {
        later?.add(left.pieces) { [dw] piece in
            withExtendedLifetime((dz, x, dw)) { left.compute(piece) }
        }
    }
    return (dx, dw)
}

extension Activation {
    /// The activation of the sum of two numbers.
    fileprivate var ofSum: StretchOfPairs {
        switch self {
        case .linear, .softmax: { mapStretch($0, $1, $2, $3) { $0 + $1 } }
        case .relu:
            {
                mapStretch($0, $1, $2, $3) {
                    let sum = $0 + $1
                    return sum.replacing(with: 0, where: sum .< 0)
                }
            }
        case .sigmoid: { mapStretch($0, $1, $2, $3, sigmoidOfSum) }
        case .tanh: { mapStretch($0, $1, $2, $3, tanhOfSum) }
        case .leakyReLU(let slope):
            {
                mapStretch($0, $1, $2, $3) {
                    let sum = $0 + $1
                    return sum.replacing(with: sum * slope, where: sum .< 0)
                }
            }
        case .elu(let alpha):
            {
                mapStretch($0, $1, $2, $3) {
                    let sum = $0 + $1
                    return sum.replacing(with: (exp(sum) - 1) * alpha, where: sum .< 0)
                }
            }
        }
    }
}

// Functions, not closures, because the compiler leaves closures as large as these out of the loop.

@inline(__always)
private func sigmoidOfSum(_ a: Lanes, _ b: Lanes) -> Lanes { sigmoid(a + b) }

@inline(__always)
private func tanhOfSum(_ a: Lanes, _ b: Lanes) -> Lanes { tanh(a + b) }

/// The gradient before an activation, from the one behind it and the activation's output.
private func gradient(_ g: Tensor, _ y: Tensor, through activation: Activation) -> Tensor {
    switch activation {
    case .linear, .softmax: g
    case .relu: reluGradient(g, y)
    case .sigmoid: sigmoidGradient(g, y)
    case .tanh: tanhGradient(g, y)
    case .leakyReLU(let slope): leakyReLUGradient(g, y, slope: slope)
    case .elu(let alpha): eluGradient(g, y, alpha: alpha)
    }
}
