/// Training came to an end before its time, because the loss is no longer a number.
public struct TrainingStopped: Error, CustomStringConvertible {
    public let step: Int
    public let description: String

    init(loss: Float, step: Int, network: any Layer) {
        self.step = step
        let kind = loss.isNaN ? "not a number" : "infinite"
        let broken = network.parameters.first { parameter in
            parameter.variable.value.values.contains { !$0.isFinite }
        }
        let place =
            broken.map { "The first weights that are no longer numbers are \($0.name)" }
            ?? "All weights are still numbers"
        let cause =
            broken == nil
            ? "look at the inputs and targets for values that are not numbers, and for a logarithm "
                + "of 0"
            : "the learning rate is probably too large: try a tenth of it, or limit the gradient"
        description = "The loss became \(kind) in step \(step). \(place): \(cause)."
    }
}
