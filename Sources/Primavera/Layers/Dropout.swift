/// Sets a random part of its input to zero in training, and divides the rest by what remains.
///
/// `y = x · mask / (1 − rate)`, each element of the mask 0 with probability `rate`, else 1. Thanks
/// to the division the expected sum stays the same, and inference needs no change: there the
/// layer hands on its input.
///
/// - Shape: any → the same
/// - Fails: with a sentence when the rate is not in `0 ..< 1`
///
/// ```swift
/// let layer = Dropout(0.5, using: &random)
/// layer(x).value                            // [1, 1, 1] for x [1, 1, 1]: inference
/// inTrainingMode { layer(x).value }         // each 0 or 2
/// ```
/// Lesson 07. Srivastava and others 2014.
public final class Dropout: Layer {
    /// The probability that an element is dropped.
    public let rate: Float
    private var random: Random

    /// A layer with random numbers of its own, begun with one of `random`.
    public init(_ rate: Float, using random: inout Random) {
        if !(0..<1).contains(rate) {
            mistake("Dropout takes a rate from 0 to below 1, the part to drop, but got \(rate).")
        }
        self.rate = rate
        self.random = Random(seed: random.next())
    }

    public func callAsFunction(_ x: Variable) -> Variable {
        guard Mode.isTraining, rate > 0 else { return x }
        let keep = 1 - rate
        return x * Variable(random.bernoulli(x.shape, probability: keep) / keep)
    }

    public var generators: [Random] {
        get { [random] }
        set { random = newValue[0] }
    }

    public func outputShape(for input: [Int]) -> Result<[Int], ShapeProblem> { .success(input) }
}
