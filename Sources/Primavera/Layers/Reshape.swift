/// Puts all axes but the first into one: from images to the vectors that `Dense` takes.
///
/// - Shape: `[N, C, H, W]` → `[N, C·H·W]`
///
/// ```swift
/// Flatten()(images).shape          // [32, 784] for images [32, 1, 28, 28]
/// ```
public final class Flatten: Layer {
    /// A layer without numbers of its own.
    public init() {}

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return x.reshaped([x.shape[0], x.shape.dropFirst().reduce(1, *)])
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        .success([input.reduce(1, *)])
    }
}

/// Gives each example another shape: from the vectors of `Dense` to images.
///
/// - Shape: `[N, …]` → `[N] + shape`
/// - Fails: with a sentence when the counts differ
///
/// ```swift
/// Reshape([1, 28, 28])(rows).shape          // [32, 1, 28, 28] for rows [32, 784]
/// ```
public final class Reshape: Layer {
    /// An example's shape, without N.
    public let shape: [Int]

    /// Gives each example this shape.
    public init(_ shape: [Int]) { self.shape = shape }

    public func callAsFunction(_ x: Variable) -> Variable {
        check(x)
        return x.reshaped([x.shape[0]] + shape)
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> {
        let (given, wanted) = (input.reduce(1, *), shape.reduce(1, *))
        if given == wanted { return .success(shape) }
        return .failure(
            ShapeProblem(
                sentence: "Reshape cannot give an example of shape \(input) the shape \(shape): "
                    + "the one has \(given) numbers, the other \(wanted)."))
    }
}
