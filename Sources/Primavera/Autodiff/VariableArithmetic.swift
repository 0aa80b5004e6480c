// Arithmetic with broadcasting. A gradient of a broadcast operand is summed over the positions
// at which the operand was used: `summed(to:)`.

extension Variable {
    /// The sum, with broadcasting. The gradient goes to both as it is.
    public static func + (a: Variable, b: Variable) -> Variable {
        Variable(
            a.value + b.value, "+",
            [
                Input(a) { [shape = a.shape] g in g.summed(to: shape) },
                Input(b) { [shape = b.shape] g in g.summed(to: shape) },
            ])
    }

    /// The difference. The gradient goes to b with its sign turned.
    public static func - (a: Variable, b: Variable) -> Variable {
        Variable(
            a.value - b.value, "−",
            [
                Input(a) { [shape = a.shape] g in g.summed(to: shape) },
                Input(b) { [shape = b.shape] g in (-g).summed(to: shape) },
            ])
    }

    /// The product of elements. To a goes the gradient times b, to b times a.
    public static func * (a: Variable, b: Variable) -> Variable {
        let (x, y) = (a.value, b.value)
        return Variable(
            x * y, "×",
            [
                Input(a) { g in (g * y).summed(to: x.shape) },
                Input(b) { g in (g * x).summed(to: y.shape) },
            ])
    }

    /// The quotient of elements. To a goes `g / b`, to b `−g a / b²`.
    public static func / (a: Variable, b: Variable) -> Variable {
        let (x, y) = (a.value, b.value)
        return Variable(
            x / y, "÷",
            [
                Input(a) { g in (g / y).summed(to: x.shape) },
                Input(b) { g in (-g * x / (y * y)).summed(to: y.shape) },
            ])
    }

    /// The negative of each element.
    public static prefix func - (a: Variable) -> Variable {
        Variable(-a.value, "−", [Input(a) { g in -g }])
    }

    /// Adds a constant to each element.
    public static func + (a: Variable, b: Float) -> Variable {
        Variable(a.value + b, "+", [Input(a) { g in g }])
    }

    /// Subtracts a constant from each element.
    public static func - (a: Variable, b: Float) -> Variable { a + -b }

    /// Multiplies each element by a constant, and so its gradient.
    public static func * (a: Variable, b: Float) -> Variable {
        Variable(a.value * b, "×", [Input(a) { g in g * b }])
    }

    /// Divides each element by a constant.
    public static func / (a: Variable, b: Float) -> Variable {
        Variable(a.value / b, "÷", [Input(a) { g in g / b }])
    }

    /// Adds each element to a constant.
    public static func + (a: Float, b: Variable) -> Variable { b + a }
    /// Subtracts each element from a constant.
    public static func - (a: Float, b: Variable) -> Variable { -b + a }
    /// Multiplies a constant by each element.
    public static func * (a: Float, b: Variable) -> Variable { b * a }

    /// Divides a constant by each element. The gradient is `−g a / b²`.
    public static func / (a: Float, b: Variable) -> Variable {
        let y = b.value
        return Variable(a / y, "÷", [Input(b) { g in g * -a / (y * y) }])
    }

    /// The larger of two, element by element. Where they are equal the gradient goes half to each.
    public static func maximum(_ a: Variable, _ b: Variable) -> Variable {
        let (x, y) = (a.value, b.value)
        func share(_ x: Tensor, _ y: Tensor) -> Tensor {
            Tensor.combined(x, y, "maximum") { x, y in
                Lanes.zero.replacing(with: 0.5, where: x .== y).replacing(with: 1, where: x .> y)
            }
        }
        return Variable(
            Tensor.maximum(x, y), "maximum",
            [
                Input(a) { g in (g * share(x, y)).summed(to: x.shape) },
                Input(b) { g in (g * share(y, x)).summed(to: y.shape) },
            ])
    }

    /// The matrix product `A · B`; a factor marked as transposed is used so without a copy.
    ///
    /// - Shape: `[M, K] · [K, N]` → `[M, N]`
    /// - Gradient: `dA = dC · Bᵀ`, `dB = Aᵀ · dC`
    public func matrixProduct(_ b: Variable, transposingOther: Bool = false) -> Variable {
        let (x, y) = (value, b.value)
        return Variable(
            x.matrixProduct(y, transposingOther: transposingOther), "matrixProduct",
            [
                Input(self) { g in g.matrixProduct(y, transposingOther: !transposingOther) },
                Input(b) { g in
                    transposingOther
                        ? g.matrixProduct(x, transposingSelf: true)
                        : x.matrixProduct(g, transposingSelf: true)
                },
            ])
    }
}
