/// A fully connected layer: `y = activation(x Wᵀ + b)`.
///
/// - Shape: input `[N, inputs]` → output `[N, outputs]`
/// - Learned: `weight` `[outputs, inputs]`, Glorot uniform, that is, evenly from ±√(6 / (inputs
///   + outputs)); `bias` `[outputs]`, zeros
/// - Fails: with a sentence naming both sizes when the input's last dimension is not `inputs`
///
/// ```swift
/// let layer = Dense(inputs: 784, outputs: 10, using: &random)
/// layer(images).shape      // [32, 10]
/// ```
/// Lesson 02. Rosenblatt 1957; initial weights: Glorot and Bengio 2010.
public final class Dense: Layer {
    /// W, `[outputs, inputs]`.
    public let weight: Variable
    /// b, `[outputs]`.
    public let bias: Variable
    /// What comes after the sum.
    public let activation: Activation

    /// A layer with random weights, and zeros as its bias.
    public init(
        inputs: Int, outputs: Int, activation: Activation = .linear, using random: inout Random
    ) {
        let bound = (6 / Float(inputs + outputs)).squareRoot()
        weight = Variable(parameter: random.uniform([outputs, inputs], in: -bound..<bound))
        bias = Variable(parameter: Tensor.zeros([outputs]))
        self.activation = activation
    }

    /// A layer with given weights `[outputs, inputs]` and bias `[outputs]`.
    public init(weight: Tensor, bias: Tensor, activation: Activation = .linear) {
        if weight.rank != 2 || bias.shape != [weight.shape[0]] {
            mistake(
                "Dense takes a weight [outputs, inputs] and a bias [outputs], but got "
                    + "\(weight.shape) and \(bias.shape).")
        }
        self.weight = Variable(parameter: weight)
        self.bias = Variable(parameter: bias)
        self.activation = activation
    }

    /// How many numbers each example has.
    public var inputs: Int { weight.shape[1] }
    /// How many numbers come out for each example.
    public var outputs: Int { weight.shape[0] }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return dense(x, weight: weight, bias: bias, activation)
    }

    public var parameters: [Parameter] { [Parameter("weight", weight), Parameter("bias", bias)] }
    public var inputShape: [Int]? { [inputs] }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        if input == [inputs] { return .success([outputs]) }
        let advice =
            input.reduce(1, *) == inputs && input.count > 1
            ? ": add Flatten() before it." : "."
        return .failure(
            ShapeProblem(
                sentence: "Dense expects [N, \(inputs)], got \(["N"] + input.map(String.init))"
                    .replacing("\"", with: "") + advice))
    }
}
