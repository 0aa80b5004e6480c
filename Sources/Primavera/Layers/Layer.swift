/// A piece of a network: turns a variable into another, with parameters of its own to learn.
///
/// ```swift
/// let layer = Dense(inputs: 784, outputs: 10, using: &random)
/// layer(images).shape      // [32, 10]
/// ```
public protocol Layer: AnyObject {
    /// The output for one batch; the first axis counts the examples.
    func callAsFunction(_ x: Variable) -> Variable

    /// What is learned, by name.
    var parameters: [Parameter] { get }

    /// What is not learned but belongs to the layer's state, and is saved with it.
    var buffers: [Parameter] { get }

    /// The random numbers that the layer draws by itself, such as what `Dropout` drops next.
    var generators: [Random] { get set }

    /// The shape of one example's output for one example's input (both without N), or what is
    /// wrong with that input.
    func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem>

    /// The shape of one example's input, where the layer knows it.
    var inputShape: [Int]? { get }

    /// The layer's kind as `summary()` prints it.
    var kind: String { get }
}

/// A variable with its name inside of a layer or network, such as `weight` or `0.weight`.
public struct Parameter {
    /// The name, such as `weight`.
    public let name: String
    /// What is learned, or kept.
    public let variable: Variable

    /// A variable under a name.
    public init(_ name: String, _ variable: Variable) {
        self.name = name
        self.variable = variable
    }
}

/// What is wrong with the shape that a layer was given: a sentence.
public struct ShapeProblem: Error {
    /// What was expected, what came, and what to try.
    public let sentence: String
}

extension Layer {
    public var parameters: [Parameter] { [] }
    public var buffers: [Parameter] { [] }
    public var generators: [Random] {
        get { [] }
        set {}
    }
    public var inputShape: [Int]? { nil }
    public var kind: String { String(describing: type(of: self)) }

    /// The variables of the parameters, as an optimizer takes them.
    public var variables: [Variable] { parameters.map(\.variable) }

    /// How many numbers the layer learns.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.variable.value.count } }

    /// Stops with the layer's own sentence when the batch does not fit.
    func check(_ x: Variable) {
        if x.shape.isEmpty {
            mistake("\(kind) expects a batch, whose first axis counts the examples, not a number.")
        }
        if case .failure(let problem) = outputShape(for: Array(x.shape.dropFirst())) {
            mistake(problem.sentence)
        }
    }
}

/// Computes in training mode: `Dropout` drops, `BatchNorm` uses the batch's own statistics.
///
/// Outside of it every layer is in inference mode. `fit` does this for you.
public func inTrainingMode<R>(_ body: () throws -> R) rethrows -> R {
    try Mode.$isTraining.withValue(true, operation: body)
}

enum Mode {
    @TaskLocal static var isTraining = false
}
