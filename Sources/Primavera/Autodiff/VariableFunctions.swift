// Functions of each element. Where the derivative can be written with the output, it is.

/// `exp′ = exp`
public func exp(_ x: Variable) -> Variable {
    let y = exp(x.value)
    return Variable(y, "exp", [Variable.Input(x) { g in g * y }])
}

/// `log′ = 1 / x`
public func log(_ x: Variable) -> Variable {
    Variable(log(x.value), "log", [Variable.Input(x) { [x = x.value] g in g / x }])
}

/// `√′ = 1 / (2 √x)`
public func sqrt(_ x: Variable) -> Variable {
    let y = sqrt(x.value)
    return Variable(y, "sqrt", [Variable.Input(x) { g in g / (y * 2) }])
}

/// `(xⁿ)′ = n xⁿ⁻¹`
public func pow(_ x: Variable, _ exponent: Float) -> Variable {
    Variable(
        pow(x.value, exponent), "pow",
        [Variable.Input(x) { [x = x.value] g in g * (pow(x, exponent - 1) * exponent) }])
}

/// `abs′` is the sign of x, and 0 at 0.
public func abs(_ x: Variable) -> Variable {
    Variable(
        abs(x.value), "abs",
        [
            Variable.Input(x) { [x = x.value] g in
                Tensor.combined(g, x, "abs") { g, x in
                    g.replacing(with: -g, where: x .< 0).replacing(with: 0, where: x .== 0)
                }
            }
        ])
}

/// `tanh′ = 1 − tanh²`
public func tanh(_ x: Variable) -> Variable {
    let y = tanh(x.value)
    return Variable(
        y, "tanh",
        [Variable.Input(x) { g in tanhGradient(g, y) }])
}

/// `σ′ = σ (1 − σ)`
public func sigmoid(_ x: Variable) -> Variable {
    let y = sigmoid(x.value)
    return Variable(
        y, "sigmoid",
        [Variable.Input(x) { g in sigmoidGradient(g, y) }])
}

/// The gradient passes where x is positive, and nowhere else.
public func relu(_ x: Variable) -> Variable {
    let y = relu(x.value)
    return Variable(
        y, "relu", [Variable.Input(x) { g in reluGradient(g, y) }])
}

/// `leakyReLU′ = 1` for positive x, `slope` for the others.
public func leakyReLU(_ x: Variable, slope: Float = 0.01) -> Variable {
    Variable(
        leakyReLU(x.value, slope: slope), "leakyReLU",
        [Variable.Input(x) { [x = x.value] g in leakyReLUGradient(g, x, slope: slope) }])
}

/// `ELU′ = 1` for positive x, `ELU + α` for the others.
public func elu(_ x: Variable, alpha: Float = 1) -> Variable {
    let y = elu(x.value, alpha: alpha)
    return Variable(
        y, "elu", [Variable.Input(x) { g in eluGradient(g, y, alpha: alpha) }])
}

/// Maxout: the largest of each group of `pieces` neighbours along the last axis.
///
/// - Shape: `[N, K · pieces]` → `[N, K]`
/// - Fails: with a sentence when the last axis does not divide into groups
///
/// Goodfellow and others 2013. Each group learns its own activation out of straight pieces.
public func maxout(_ x: Variable, pieces: Int) -> Variable {
    guard let last = x.shape.last, pieces > 0, last % pieces == 0 else {
        mistake("maxout cannot cut the last axis of \(x.shape) into groups of \(pieces).")
    }
    return x.reshaped(x.shape.dropLast() + [last / pieces, pieces]).max(axis: -1)
}

/// The softmax along the last axis. Gradient: `y · (g − Σ g·y)`, row by row.
public func softmax(_ x: Variable) -> Variable {
    let y = softmax(x.value)
    return Variable(
        y, "softmax",
        [Variable.Input(x) { g in y * (g - (g * y).sum(axis: -1, keepingAxis: true)) }])
}

/// The logarithm of the softmax along the last axis. Gradient: `g − softmax · Σ g`, row by row.
public func logSoftmax(_ x: Variable) -> Variable {
    let y = logSoftmax(x.value)
    return Variable(
        y, "logSoftmax",
        [Variable.Input(x) { g in g - exp(y) * g.sum(axis: -1, keepingAxis: true) }])
}

// The gradients, from that of the output g and the output y.

func tanhGradient(_ g: Tensor, _ y: Tensor) -> Tensor {
    Tensor.combined(g, y, "tanh") { g, y in g * (1 - y * y) }
}

func sigmoidGradient(_ g: Tensor, _ y: Tensor) -> Tensor {
    Tensor.combined(g, y, "sigmoid") { g, y in g * y * (1 - y) }
}

func reluGradient(_ g: Tensor, _ y: Tensor) -> Tensor {
    Tensor.combined(g, y, "relu") { g, y in Lanes.zero.replacing(with: g, where: y .> 0) }
}

/// - Parameter y: the output, or the input: for a positive slope their signs are the same
func leakyReLUGradient(_ g: Tensor, _ y: Tensor, slope: Float) -> Tensor {
    Tensor.combined(g, y, "leakyReLU") { g, y in (g * slope).replacing(with: g, where: y .> 0) }
}

func eluGradient(_ g: Tensor, _ y: Tensor, alpha: Float) -> Tensor {
    Tensor.combined(g, y, "elu") { g, y in (g * (y + alpha)).replacing(with: g, where: y .> 0) }
}
