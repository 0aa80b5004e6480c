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

    /// Stops after so many epochs without improvement.
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

    /// What is to be remembered over an interruption, under names of its own.
    func note(in checkpoint: Checkpoint) {
        checkpoint.numbers["early stopping"] = [best, Double(waited)]
        for (index, weights) in bestWeights.enumerated() {
            checkpoint.tensors["early stopping.\(index)"] = weights
        }
    }

    mutating func recall(from checkpoint: Checkpoint) {
        guard let state = checkpoint.numbers["early stopping"], state.count == 2 else { return }
        (best, waited) = (state[0], Int(state[1]))
        bestWeights = (0...).lazy.map { checkpoint.tensors["early stopping.\($0)"] }
            .prefix { $0 != nil }.compactMap { $0 }
    }

    func restoreBest(_ network: Sequential) {
        for (parameter, weights) in zip(network.parameters + network.buffers, bestWeights) {
            parameter.variable.value = weights
        }
    }
}
