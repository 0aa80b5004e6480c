/// A loss that `compile` can be given by name.
public struct Loss: Sendable {
    /// The name that Keras has for it.
    public let name: String
    let function: @Sendable (Variable, Tensor) -> Variable

    /// A loss of one's own: the prediction and the target of a batch → one number.
    public init(_ name: String, _ function: @escaping @Sendable (Variable, Tensor) -> Variable) {
        self.name = name
        self.function = function
    }

    /// The loss of a batch, of shape `[]`.
    public func callAsFunction(_ prediction: Variable, _ target: Tensor) -> Variable {
        function(prediction, target)
    }

    /// See ``meanSquaredError(_:_:)``.
    public static let meanSquaredError = Loss("mse") { Primavera.meanSquaredError($0, $1) }
    /// See ``meanAbsoluteError(_:_:)``.
    public static let meanAbsoluteError = Loss("mae") { Primavera.meanAbsoluteError($0, $1) }
    /// See ``huber(_:_:delta:)``, with δ = 1.
    public static let huber = Loss("huber") { Primavera.huber($0, $1) }
    /// See ``hinge(_:_:)``.
    public static let hinge = Loss("hinge") { Primavera.hinge($0, $1) }

    /// For a network that ends in a sigmoid; prefer `binaryCrossEntropyFromLogits`.
    public static let binaryCrossEntropy = Loss("binary_crossentropy") {
        Primavera.binaryCrossEntropy(probabilities: $0, $1)
    }

    /// From logits: for a network that ends without a sigmoid.
    public static let binaryCrossEntropyFromLogits = Loss("binary_crossentropy") {
        Primavera.binaryCrossEntropy(logits: $0, $1)
    }

    /// For a network that ends in a softmax; prefer `categoricalCrossEntropyFromLogits`.
    public static let categoricalCrossEntropy = Loss("categorical_crossentropy") {
        Primavera.categoricalCrossEntropy(probabilities: $0, $1)
    }

    /// From logits: for a network that ends without a softmax.
    public static let categoricalCrossEntropyFromLogits = Loss("categorical_crossentropy") {
        Primavera.categoricalCrossEntropy(logits: $0, $1)
    }
}
