/// What `fit` does beside learning. Everything is off at first.
public struct FitOptions {
    /// Examples and targets to measure on after every epoch; nothing is learned from them.
    public var validation: (x: Tensor, y: Tensor)?
    /// How the learning rate changes over the epochs.
    public var schedule = LearningRateSchedule.constant
    /// When to stop before the last epoch.
    public var earlyStopping: EarlyStopping?
    /// Where to save the weights of the best epoch so far.
    public var bestWeightsPath: String?
    /// Where to keep all that is needed to go on after an interruption; `fit` adds the network and
    /// its optimizer, and removes the file at the end.
    public var checkpoint: Checkpoint?
    /// The longest that the gradient may be.
    public var gradientNormLimit: Float?
    /// Changes a batch before it is learned from: augmentation.
    public var augment: ((Tensor, inout Random) -> Tensor)?
    /// Whether to print Keras' progress lines.
    public var printsProgress = true
    /// Called after every epoch, for figures that follow the training.
    public var afterEpoch: ((EpochRecord) throws -> Void)?

    /// Everything off, progress lines on.
    public init() {}
}

extension Sequential {
    /// Learns from examples and their targets, epoch after epoch, in shuffled batches.
    ///
    /// - Parameters:
    ///   - x: the examples, `[N, …]`
    ///   - y: the targets, `[N, …]`: one-hot rows for classes
    ///   - epochs: how many times to go through all examples
    ///   - batchSize: how many examples a step learns from; the last batch may be smaller
    ///   - options: what is done beside learning
    ///   - random: shuffles the examples
    /// - Returns: loss and metrics of every epoch
    /// - Throws: `TrainingStopped` when the loss is no longer a number; `InputError` when a
    ///   checkpoint cannot be written
    /// - Fails: with a sentence when `compile` was not called, N differs or a batch would be empty
    @discardableResult
    public func fit(
        _ x: Tensor, _ y: Tensor, epochs: Int, batchSize: Int = 32,
        options: FitOptions = FitOptions(), using random: inout Random
    ) throws -> History {
        let compiled = requireCompiled("fit")
        let count = checkCounts("fit", x, y)
        checkBatchSize("fit", batchSize)
        let firstRate = compiled.optimizer.learningRate
        defer { compiled.optimizer.learningRate = firstRate }
        var history = History()
        var stopping = options.earlyStopping
        options.checkpoint?.include("network", self)
        options.checkpoint?.include("optimizer", compiled.optimizer)
        let done = try options.checkpoint?.restore(&random) ?? 0
        if let checkpoint = options.checkpoint, done > 0 {
            history = History(from: checkpoint)
            stopping?.recall(from: checkpoint)
            Terminal.write("Going on after epoch \(done).\n")
        }
        for epoch in done..<max(done, epochs) {
            compiled.optimizer.learningRate = firstRate * options.schedule.factor(at: epoch)
            if options.printsProgress { Terminal.write("Epoch \(epoch + 1)/\(epochs)\n") }
            var bar = ProgressBar(total: count)
            var sums = RunningMeans(compiled)
            let firstStep = epoch * ((count + batchSize - 1) / batchSize)
            let order = random.permutation(of: count)
            let batches = Batches(x, y, order: order, batchSize: batchSize)
            for (index, batch) in batches.enumerated() {
                let x = options.augment.map { $0(batch.x, &random) } ?? batch.x
                try learn(x, batch.y, compiled, options, firstStep + index, &sums)
                if options.printsProgress {
                    bar.advance(to: min((index + 1) * batchSize, count), detail: sums.text)
                }
            }
            var record = EpochRecord(epoch: epoch, training: sums.values, seconds: bar.seconds)
            if let validation = options.validation {
                record.validation = measure(validation.x, validation.y, compiled).values
            }
            if options.printsProgress { bar.finish(detail: record.description) }
            history.epochs.append(record)
            try save(ifBest: history, options)
            try options.afterEpoch?(record)
            if stopping?.shouldStop(after: record, self) == true { break }
            if let checkpoint = options.checkpoint, epoch + 1 < epochs {
                history.note(in: checkpoint)
                stopping?.note(in: checkpoint)
                try checkpoint.save(epochs: epoch + 1, random)
            }
        }
        options.checkpoint?.remove()
        stopping?.restoreBest(self)
        return history
    }

    /// One step of learning on one batch.
    private func learn(
        _ x: Tensor, _ y: Tensor, _ compiled: Compiled, _ options: FitOptions, _ step: Int,
        _ sums: inout RunningMeans
    ) throws {
        compiled.optimizer.zeroGradients()
        // The graph ends with this scope, so that the optimizer finds the weights unshared and
        // changes them in place.
        do {
            let prediction = inTrainingMode { self(Variable(x)) }
            let loss = compiled.loss(prediction, y)
            let value = loss.value.scalar
            if !value.isFinite {
                throw TrainingStopped(loss: value, step: step, x: x, y: y, network: self)
            }
            sums.add(loss: Double(value), prediction.value, y)
            loss.backward()
        }
        if let limit = options.gradientNormLimit { compiled.optimizer.clipGradients(toNorm: limit) }
        compiled.optimizer.step()
    }

    private func save(ifBest history: History, _ options: FitOptions) throws {
        guard let path = options.bestWeightsPath, history.bestEpoch == history.epochs.count - 1
        else { return }
        try saveWeights(to: path)
    }
}
