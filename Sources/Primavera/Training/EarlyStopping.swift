/// Stops training when the loss (on the validation examples, where there are any) has not become
/// better for some epochs, and brings back the weights of the best one.
///
/// Lesson 06. Prechelt 1998.
public struct EarlyStopping {
    /// How many epochs without improvement are borne.
    public let patience: Int
    /// How much smaller the loss must be to count as better.
    public let minimumImprovement: Double
    private var best = Double.infinity
    private var waited = 0
    private var bestWeights: [Tensor] = []

    public init(patience: Int, minimumImprovement: Double = 0) {
        self.patience = patience
        self.minimumImprovement = minimumImprovement
    }

    mutating func shouldStop(after record: EpochRecord, _ network: Sequential) -> Bool {
        if record.judgedLoss < best - minimumImprovement {
            best = record.judgedLoss
            waited = 0
            bestWeights = (network.parameters + network.buffers).map(\.variable.value)
            return false
        }
        waited += 1
        return waited >= patience
    }

    func restoreBest(_ network: Sequential) {
        for (parameter, weights) in zip(network.parameters + network.buffers, bestWeights) {
            parameter.variable.value = weights
        }
    }
}
