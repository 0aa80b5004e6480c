/// Gradient descent, with momentum, Nesterov's look ahead, and weight decay as wanted.
///
/// `g = ∇ + decay · w`; without momentum `w ← w − rate · g`. With it `v ← momentum · v + g`
/// (the first step: `v = g`) and `w ← w − rate · v`, or with Nesterov
/// `w ← w − rate · (g + momentum · v)`.
///
/// ```swift
/// let w = Variable(parameter: [1, 2])
/// let optimizer = GradientDescent([w], learningRate: 0.1)
/// (w * w).sum().backward()
/// optimizer.step()
/// w.value                    // [0.8, 1.6]: the gradient was [2, 4]
/// ```
/// Lesson 03. Polyak 1964 (momentum), Nesterov 1983, in the form of Sutskever and others 2013.
public final class GradientDescent: Optimizer {
    public let variables: [Variable]
    public var learningRate: Float
    /// How much of the last step goes on; 0 for none.
    public let momentum: Float
    /// Whether the gradient is taken a step ahead.
    public let nesterov: Bool
    /// How strongly weights are drawn to zero.
    public let weightDecay: Float
    private var velocities: [Tensor]

    /// Plain gradient descent, if no more is said.
    public init(
        _ variables: [Variable], learningRate: Float = 0.01, momentum: Float = 0,
        nesterov: Bool = false, weightDecay: Float = 0
    ) {
        self.variables = variables
        self.learningRate = learningRate
        self.momentum = momentum
        self.nesterov = nesterov
        self.weightDecay = weightDecay
        velocities = momentum == 0 ? [] : zeroStates(variables)
    }

    public var memory: [Tensor] {
        get { velocities }
        set { velocities = newValue }
    }

    public func step() {
        let rule = Rule(
            rate: learningRate, momentum: momentum, nesterov: nesterov, decay: weightDecay)
        updateParameters(variables, &velocities, by: rule)
    }

    /// Without momentum the velocity is the gradient.
    private struct Rule: UpdateRule {
        let rate, momentum: Float
        let nesterov: Bool
        let decay: Float

        @inline(__always)
        func update(_ w: inout Lanes, _ gradient: Lanes, _ v: inout Lanes, _: inout Lanes) {
            let g = gradient + decay * w
            v = flushed(momentum * v + g)
            w -= rate * (nesterov ? g + momentum * v : v)
        }
    }
}
