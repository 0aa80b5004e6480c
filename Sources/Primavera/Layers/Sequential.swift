/// A network in which each layer takes the output of the one before.
///
/// ```swift
/// let network = Sequential {
///     Dense(inputs: 784, outputs: 512, activation: .relu, using: &random)
///     Dense(inputs: 512, outputs: 10, using: &random)
/// }
/// network(images).shape       // [32, 10]
/// network.parameterCount      // 407050
/// ```
/// Lesson 10. It is a layer itself, so networks can be parts of networks.
public final class Sequential: Layer {
    /// The layers, from the input to the output.
    public let layers: [any Layer]

    /// What `compile` chose; `fit` and `evaluate` need it.
    var compiled: Compiled?

    /// A network of an array of layers.
    public init(_ layers: [any Layer]) { self.layers = layers }

    /// A network of layers written one below the other.
    public convenience init(@LayerBuilder _ layers: () -> [any Layer]) { self.init(layers()) }

    public func callAsFunction(_ x: Variable) -> Variable {
        var (output, next) = (x, 0)
        while next < layers.count {
            let (result, end) = compute(from: next, output)
            (output, next) = (result, end)
        }
        return output
    }

    /// What the layer at `index` makes of its input, and the index of the layer that comes then. A
    /// convolution and the max pooling behind it are one operation where that is faster.
    func compute(from index: Int, _ x: Variable) -> (output: Variable, next: Int) {
        if index + 1 < layers.count, let convolution = layers[index] as? Conv2D,
            let pooling = layers[index + 1] as? MaxPool2D,
            let pooled = convolution(x, then: pooling)
        {
            return (pooled, index + 2)
        }
        return (layers[index](x), index + 1)
    }

    /// The parameters of all layers, named by the layer's position: `0.weight`, `0.bias`, …
    public var parameters: [Parameter] { named(\.parameters) }
    public var buffers: [Parameter] { named(\.buffers) }

    public var generators: [Random] {
        get { layers.flatMap(\.generators) }
        set {
            var rest = newValue[...]
            for layer in layers {
                let count = layer.generators.count
                if count > 0 { layer.generators = Array(rest.prefix(count)) }
                rest = rest.dropFirst(count)
            }
        }
    }

    private func named(_ part: (any Layer) -> [Parameter]) -> [Parameter] {
        layers.enumerated().flatMap { index, layer in
            part(layer).map { Parameter("\(index).\($0.name)", $0.variable) }
        }
    }

    public var inputShape: [Int]? { layers.lazy.compactMap(\.inputShape).first }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        layers.reduce(.success(input)) { shape, layer in
            shape.flatMap { layer.outputShape(for: $0) }
        }
    }
}

/// Lets a network be written as a list of layers, one a line, with `if` and `for` where needed.
@resultBuilder
public enum LayerBuilder {
    /// One line: a layer.
    public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
    /// The lines of a block, one after the other.
    public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
    /// An `if` without `else`.
    public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
    /// The first way of an `if` with `else`.
    public static func buildEither(first: [any Layer]) -> [any Layer] { first }
    /// The second way of an `if` with `else`.
    public static func buildEither(second: [any Layer]) -> [any Layer] { second }
    /// The rounds of a `for`.
    public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
}
