// The methods that give each parameter a step size of its own, by the gradients it has seen.

/// AdaGrad: `s ← s + g²`, `w ← w − rate · g / (√s + ε)`. The steps only become shorter.
///
/// Lesson 03. Duchi, Hazan and Singer 2011.
public final class AdaGrad: Optimizer {
    public let variables: [Variable]
    public var learningRate: Float
    /// ε, which keeps the division away from zero.
    public let epsilon: Float
    private var squares: [Tensor]

    /// An optimizer with PyTorch's numbers.
    public init(_ variables: [Variable], learningRate: Float = 0.01, epsilon: Float = 1e-10) {
        self.variables = variables
        self.learningRate = learningRate
        self.epsilon = epsilon
        squares = zeroStates(variables)
    }

    public var memory: [Tensor] {
        get { squares }
        set { squares = newValue }
    }

    public func step() {
        let rule = Rule(rate: learningRate, epsilon: epsilon)
        updateParameters(variables, &squares, by: rule)
    }

    private struct Rule: UpdateRule {
        let rate, epsilon: Float

        @inline(__always)
        func update(_ w: inout Lanes, _ g: Lanes, _ s: inout Lanes, _: inout Lanes) {
            s += g * g
            w -= rate * g / (s.squareRoot() + epsilon)
        }
    }
}

/// AdaDelta: like RMSProp, with the size of the steps so far in place of a learning rate.
///
/// `s ← ρ s + (1 − ρ) g²`, `d = g · √(u + ε) / √(s + ε)`, `u ← ρ u + (1 − ρ) d²`,
/// `w ← w − rate · d`.
///
/// Lesson 03. Zeiler 2012.
public final class AdaDelta: Optimizer {
    public let variables: [Variable]
    public var learningRate: Float
    /// ρ: how slowly the averages change.
    public let decay: Float
    /// ε: it also sets the size of the first steps.
    public let epsilon: Float
    private var squares: [Tensor]
    private var updates: [Tensor]

    /// An optimizer with PyTorch's numbers.
    public init(
        _ variables: [Variable], learningRate: Float = 1, decay: Float = 0.9, epsilon: Float = 1e-6
    ) {
        self.variables = variables
        self.learningRate = learningRate
        self.decay = decay
        self.epsilon = epsilon
        squares = zeroStates(variables)
        updates = zeroStates(variables)
    }

    public var memory: [Tensor] {
        get { squares + updates }
        set { (squares, updates) = halves(newValue) }
    }

    public func step() {
        let rule = Rule(rate: learningRate, decay: decay, epsilon: epsilon)
        updateParameters(variables, &squares, &updates, by: rule)
    }

    private struct Rule: UpdateRule {
        let rate, decay, epsilon: Float

        @inline(__always)
        func update(_ w: inout Lanes, _ g: Lanes, _ s: inout Lanes, _ u: inout Lanes) {
            s = flushed(decay * s + (1 - decay) * g * g)
            let d = g * (u + epsilon).squareRoot() / (s + epsilon).squareRoot()
            u = flushed(decay * u + (1 - decay) * d * d)
            w -= rate * d
        }
    }
}

/// RMSProp: divides each gradient by a running average of its size.
///
/// `s ← ρ s + (1 − ρ) g²`, `w ← w − rate · g / (√s + ε)`. The defaults are Keras' (ρ = 0.9,
/// ε = 10⁻⁷); PyTorch's are ρ = 0.99 and ε = 10⁻⁸.
///
/// Lessons 03 and 10. Tieleman and Hinton 2012.
public final class RMSProp: Optimizer {
    public let variables: [Variable]
    public var learningRate: Float
    /// ρ: how slowly the average changes.
    public let decay: Float
    /// ε, which keeps the division away from zero.
    public let epsilon: Float
    private var squares: [Tensor]

    /// An optimizer with Keras' numbers.
    public init(
        _ variables: [Variable], learningRate: Float = 0.001, decay: Float = 0.9,
        epsilon: Float = 1e-7
    ) {
        self.variables = variables
        self.learningRate = learningRate
        self.decay = decay
        self.epsilon = epsilon
        squares = zeroStates(variables)
    }

    public var memory: [Tensor] {
        get { squares }
        set { squares = newValue }
    }

    public func step() {
        let rule = Rule(rate: learningRate, decay: decay, epsilon: epsilon)
        updateParameters(variables, &squares, by: rule)
    }

    private struct Rule: UpdateRule {
        let rate, decay, epsilon: Float

        @inline(__always)
        func update(_ w: inout Lanes, _ g: Lanes, _ s: inout Lanes, _: inout Lanes) {
            s = flushed(decay * s + (1 - decay) * g * g)
            w -= rate * g / (s.squareRoot() + epsilon)
        }
    }
}
