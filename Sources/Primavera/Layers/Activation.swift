/// The functions that come after a layer's sum; without one, two layers are no more than one.
///
/// Called on a variable, it is the function; as a layer of a network it stands by itself:
/// `Activate(.relu)`. Lesson 02 shows each with its derivative.
///
/// ```swift
/// Activation.relu(Variable([-1, 2])).value          // [0, 2]
/// Activation.softmax(Variable([0, 0])).value        // [0.5, 0.5]
/// ```
public enum Activation: Sendable, Equatable {
    /// x itself.
    case linear
    /// `max(0, x)`
    case relu
    /// `1 / (1 + e⁻ˣ)`
    case sigmoid
    /// `(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)`
    case tanh
    /// x, or `slope · x` where x is negative.
    case leakyReLU(slope: Float = 0.01)
    /// x, or `α (eˣ − 1)` where x is negative.
    case elu(alpha: Float = 1)
    /// Along the last axis: positive, with sum 1.
    case softmax

    /// The function of each element; softmax of each row.
    public func callAsFunction(_ x: Variable) -> Variable {
        switch self {
        case .linear: x
        case .relu: Primavera.relu(x)
        case .sigmoid: Primavera.sigmoid(x)
        case .tanh: Primavera.tanh(x)
        case .leakyReLU(let slope): Primavera.leakyReLU(x, slope: slope)
        case .elu(let alpha): Primavera.elu(x, alpha: alpha)
        case .softmax: Primavera.softmax(x)
        }
    }
}

/// An activation as a layer of its own.
///
/// - Shape: any → the same
public final class Activate: Layer {
    /// The function.
    public let activation: Activation

    /// A layer that is this function and learns nothing.
    public init(_ activation: Activation) { self.activation = activation }

    public func callAsFunction(_ x: Variable) -> Variable { activation(x) }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> { .success(input) }

    public var kind: String {
        switch activation {
        case .linear: "Linear"
        case .relu: "ReLU"
        case .sigmoid: "Sigmoid"
        case .tanh: "Tanh"
        case .leakyReLU: "LeakyReLU"
        case .elu: "ELU"
        case .softmax: "Softmax"
        }
    }
}

/// The largest of each group of neighbours: `max(w₁·x + b₁, w₂·x + b₂, …)` after a `Dense` layer
/// with `pieces` times as many outputs.
///
/// - Shape: `[N, K · pieces]` → `[N, K]`
///
/// Goodfellow and others 2013.
public final class Maxout: Layer {
    /// How many outputs of the layer before make one of this.
    public let pieces: Int

    /// Takes the largest of each `pieces` neighbours.
    public init(pieces: Int) { self.pieces = pieces }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return maxout(x, pieces: pieces)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        guard let last = input.last, pieces > 0, last % pieces == 0 else {
            return .failure(
                ShapeProblem(
                    sentence: "Maxout cannot cut the last axis of \(input) into groups of "
                        + "\(pieces)."))
        }
        return .success(input.dropLast() + [last / pieces])
    }
}
