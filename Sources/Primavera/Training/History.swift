/// What training told of itself: one record an epoch.
public struct History: Sendable {
    /// From the first to the last.
    public internal(set) var epochs: [EpochRecord] = []

    /// A measure over the epochs: `training("loss")`, `training("acc")`.
    public func training(_ name: String) -> [Double] { epochs.compactMap { $0.training[name] } }

    /// The same on the validation examples; empty when there were none.
    public func validation(_ name: String) -> [Double] { epochs.compactMap { $0.validation[name] } }

    /// The epoch (from 0) with the smallest loss, on the validation examples where there are any.
    public var bestEpoch: Int? {
        epochs.indices.min { epochs[$0].judgedLoss < epochs[$1].judgedLoss }
    }
}

extension History {
    /// Writes the records down for a later continuation.
    func note(in checkpoint: Checkpoint) {
        var numbers = ["seconds": epochs.map(\.seconds)]
        for record in epochs {
            for (name, value) in record.training {
                numbers["training." + name, default: []] += [value]
            }
            for (name, value) in record.validation {
                numbers["validation." + name, default: []] += [value]
            }
        }
        checkpoint.numbers.merge(numbers.map { ("history." + $0, $1) }) { $1 }
    }

    /// The records that were written down.
    init(from checkpoint: Checkpoint) {
        func measures(_ kind: String, _ epoch: Int) -> [String: Double] {
            let prefix = "history.\(kind)."
            return Dictionary(
                uniqueKeysWithValues: checkpoint.numbers.compactMap { name, values in
                    name.hasPrefix(prefix) && epoch < values.count
                        ? (String(name.dropFirst(prefix.count)), values[epoch]) : nil
                })
        }
        for (epoch, seconds) in (checkpoint.numbers["history.seconds"] ?? []).enumerated() {
            var record = EpochRecord(
                epoch: epoch, training: measures("training", epoch), seconds: seconds)
            record.validation = measures("validation", epoch)
            epochs.append(record)
        }
    }
}

/// The measures of one epoch.
public struct EpochRecord: Sendable, CustomStringConvertible {
    /// Counted from 0.
    public let epoch: Int
    /// By name: `"loss"`, and the metrics. Means over the epoch, while the weights changed.
    public let training: [String: Double]
    /// The same on the validation examples, after the epoch.
    public internal(set) var validation: [String: Double] = [:]
    /// How long the epoch took.
    public let seconds: Double

    init(epoch: Int, training: [String: Double], seconds: Double) {
        self.epoch = epoch
        self.training = training
        self.seconds = seconds
    }

    /// What the best epoch is found by. A loss that is no number is never the best.
    var judgedLoss: Double {
        let loss = validation["loss"] ?? training["loss"] ?? .infinity
        return loss.isNaN ? .infinity : loss
    }

    public var description: String {
        let own = Self.text(training)
        if validation.isEmpty { return own }
        return own + " - "
            + Self.text(Dictionary(uniqueKeysWithValues: validation.map { ("val_" + $0, $1) }))
    }

    /// `loss: 0.2562 - acc: 0.9260`, the loss first.
    static func text(_ values: [String: Double]) -> String {
        values.sorted { a, b in
            (a.key.hasSuffix("loss") ? 0 : 1, a.key) < (b.key.hasSuffix("loss") ? 0 : 1, b.key)
        }
        .map { "\($0.key): \($0.value.fixed(4))" }.joined(separator: " - ")
    }
}
