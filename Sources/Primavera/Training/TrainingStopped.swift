/// Training came to an end before its time, because the loss is no longer a number.
public struct TrainingStopped: Error, CustomStringConvertible {
    /// The step, counted from 0, in which it was noticed.
    public let step: Int
    public let description: String

    init(loss: Float, step: Int, x: Tensor, y: Tensor, network: any Layer) {
        self.step = step
        let kind = loss.isNaN ? "not a number" : "infinite"
        description = "The loss became \(kind) in step \(step). \(Self.cause(x, y, network))."
    }

    /// The likely cause: what came in is looked at first, then the weights.
    private static func cause(_ x: Tensor, _ y: Tensor, _ network: any Layer) -> String {
        for (name, tensor) in [("inputs", x), ("targets", y)]
        where tensor.values.contains(where: { !$0.isFinite }) {
            return "The \(name) of this batch hold values that are not numbers: look at the data"
        }
        let rateAdvice =
            "the learning rate is probably too large: try a tenth of it, or limit the gradient"
        for parameter in network.parameters {
            let values = parameter.variable.value.values
            if values.contains(where: { !$0.isFinite }) {
                return "The weights \(parameter.name) are no longer numbers: \(rateAdvice)"
            }
            if let largest = values.map(abs).max(), largest > 1e4 {
                return "The weights \(parameter.name) have grown to \(largest.significant(2)): "
                    + rateAdvice
            }
        }
        return
            "All weights are still numbers: look for a logarithm of 0 or a division by 0 in the loss"
    }
}
