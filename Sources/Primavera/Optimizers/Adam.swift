#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Adam: momentum, and a step size of its own for each parameter, both corrected for their start
/// at zero.
///
/// `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, and in step t
/// `w ← w − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)`.
///
/// With `weightDecay` the weights also shrink by `rate · decay · w` in each step, apart from the
/// gradient: AdamW.
///
/// ```swift
/// let w = Variable(parameter: [1, 2])
/// let optimizer = Adam([w], learningRate: 0.1)
/// (w * w).sum().backward()
/// optimizer.step()
/// w.value                    // [0.9, 1.9]: the first step is as long for all
/// ```
/// Lesson 03. Kingma and Ba 2015; AdamW: Loshchilov and Hutter 2019.
public final class Adam: Optimizer {
    public let variables: [Variable]
    public var learningRate: Float
    /// β₁ and β₂: how slowly the averages of g and g² change.
    public let betas: (Float, Float)
    /// ε, which keeps the division away from zero.
    public let epsilon: Float
    /// How much of each weight goes away in a step, times the learning rate.
    public let weightDecay: Float
    private var means: [Tensor]
    private var squares: [Tensor]
    private var steps = 0

    /// An optimizer with the paper's numbers.
    public init(
        _ variables: [Variable], learningRate: Float = 0.001, betas: (Float, Float) = (0.9, 0.999),
        epsilon: Float = 1e-8, weightDecay: Float = 0
    ) {
        self.variables = variables
        self.learningRate = learningRate
        self.betas = betas
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        means = zeroStates(variables)
        squares = zeroStates(variables)
    }

    /// The means, the squares, and how many steps were made (a Float counts to 16 million).
    public var memory: [Tensor] {
        get { means + squares + [Tensor([Float(steps)])] }
        set {
            steps = Int(newValue.last?.values.first ?? 0)
            (means, squares) = halves(newValue.dropLast())
        }
    }

    public func step() {
        steps += 1
        let (beta1, beta2) = betas
        // The corrections in Doubles: β₂ᵗ is so near to 1 that a Float would lose digits.
        let correction1 = Float(1 - pow(Double(beta1), Double(steps)))
        let correction2 = Float((1 - pow(Double(beta2), Double(steps))).squareRoot())
        let rule = Rule(
            rate: learningRate / correction1, keep: 1 - learningRate * weightDecay, beta1: beta1,
            beta2: beta2, correction: correction2, epsilon: epsilon)
        updateParameters(variables, &means, &squares, by: rule)
    }

    private struct Rule: UpdateRule {
        let rate, keep, beta1, beta2, correction, epsilon: Float

        @inline(__always)
        func update(_ w: inout Lanes, _ g: Lanes, _ m: inout Lanes, _ v: inout Lanes) {
            m = flushed(beta1 * m + (1 - beta1) * g)
            v = flushed(beta2 * v + (1 - beta2) * g * g)
            w = keep * w - rate * m / (v.squareRoot() / correction + epsilon)
        }
    }
}

extension Adam {
    /// Adam with weight decay apart from the gradient, and PyTorch's defaults.
    public static func decoupled(
        _ variables: [Variable], learningRate: Float = 0.001, weightDecay: Float = 0.01
    ) -> Adam {
        Adam(variables, learningRate: learningRate, weightDecay: weightDecay)
    }
}
