/// Gives every feature mean 0 and variance 1 over the batch, then a learned scale and shift.
///
/// `y = γ · (x − μ) / √(σ² + ε) + β`. In training μ and σ² are those of the batch, and running
/// averages of them are kept; in inference the averages are used, so that one example's output
/// does not depend on its neighbours.
///
/// - Shape: `[N, features]` → the same, or `[N, features, H, W]`, where a feature is a channel
///   and the statistics are over N, H and W
/// - Learned: `weight` (γ) `[features]`, ones; `bias` (β) `[features]`, zeros
/// - Buffers: `running_mean` zeros, `running_var` ones; after each batch they move by `momentum`
///   towards the batch's (the variance with N − 1 in the denominator, as PyTorch does)
/// - Fails: with a sentence when the number of features differs
///
/// ```swift
/// let layer = BatchNorm(1)
/// inTrainingMode { layer(Variable([[1], [3]])).value }      // [[-1.0000], [1.0000]]
/// layer.runningMean.value                                   // [0.2]: a tenth of the way to 2
/// ```
/// Lesson 08. Ioffe and Szegedy 2015.
public final class BatchNorm: Layer {
    /// γ, the learned scale, `[features]`.
    public let weight: Variable
    /// β, the learned shift, `[features]`.
    public let bias: Variable
    /// The mean that inference uses, `[features]`.
    public let runningMean: Variable
    /// The variance that inference uses, `[features]`.
    public let runningVariance: Variable
    /// ε, which keeps the division away from zero.
    public let epsilon: Float
    /// How far the running averages move towards each batch's.
    public let momentum: Float

    /// A layer for so many features; for images, channels.
    public init(_ features: Int, epsilon: Float = 1e-5, momentum: Float = 0.1) {
        weight = Variable(parameter: Tensor.ones([features]))
        bias = Variable(parameter: Tensor.zeros([features]))
        runningMean = Variable(Tensor.zeros([features]))
        runningVariance = Variable(Tensor.ones([features]))
        self.epsilon = epsilon
        self.momentum = momentum
    }

    /// How many features it expects.
    public var features: Int { weight.shape[0] }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        // [features] becomes [1, features] or [1, features, 1, 1].
        let column = [1, features] + x.shape.dropFirst(2).map { _ in 1 }
        let scale = weight.reshaped(column)
        let shift = bias.reshaped(column)
        if !Mode.isTraining {
            let mean = Variable(runningMean.value.reshaped(column))
            let variance = Variable(runningVariance.value.reshaped(column))
            return (x - mean) / sqrt(variance + epsilon) * scale + shift
        }
        let mean = featureMean(x)
        let centred = x - mean
        let variance = featureMean(centred * centred)
        update(mean.value, variance.value, count: x.value.count / features)
        return centred / sqrt(variance + epsilon) * scale + shift
    }

    /// The mean over all axes but the features', each kept with length 1.
    private func featureMean(_ x: Variable) -> Variable {
        x.shape.indices.filter { $0 != 1 }.reduce(x) { $0.mean(axis: $1, keepingAxis: true) }
    }

    private func update(_ mean: Tensor, _ variance: Tensor, count: Int) {
        let unbiased = variance * (Float(count) / Float(max(count - 1, 1)))
        for (running, new) in [(runningMean, mean), (runningVariance, unbiased)] {
            running.value = running.value * (1 - momentum) + new.reshaped([features]) * momentum
        }
    }

    public var parameters: [Parameter] { [Parameter("weight", weight), Parameter("bias", bias)] }

    public var buffers: [Parameter] {
        [Parameter("running_mean", runningMean), Parameter("running_var", runningVariance)]
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        if input.first == features { return .success(input) }
        return .failure(
            ShapeProblem(
                sentence: "BatchNorm was made for \(features) features, but got \(input) for one "
                    + "example: the features are the first axis after N."))
    }
}
