/// What `compile` chose for a network.
struct Compiled {
    let optimizer: any Optimizer
    let loss: Loss
    let metrics: [Metric]
}

/// A measure of how well a network does, beside the loss that it learns by.
public struct Metric: Sendable {
    /// The name in progress lines, as in Keras.
    public let name: String
    let function: @Sendable (Tensor, Tensor) -> Double

    /// A metric of one's own: predictions and targets of a batch → a mean over the batch.
    public init(_ name: String, _ function: @escaping @Sendable (Tensor, Tensor) -> Double) {
        self.name = name
        self.function = function
    }

    /// See ``accuracy(_:_:)``.
    public static let accuracy = Metric("acc") { Primavera.accuracy($0, $1) }
}

extension Sequential {
    /// Chooses how the network learns; `fit` and `evaluate` follow it.
    ///
    /// ```swift
    /// network.compile(
    ///     optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy,
    ///     metrics: [.accuracy])
    /// ```
    public func compile(optimizer: any Optimizer, loss: Loss, metrics: [Metric] = []) {
        compiled = Compiled(optimizer: optimizer, loss: loss, metrics: metrics)
    }
}
