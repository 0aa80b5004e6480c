extension Sequential {
    /// The loss and the metrics on examples that nothing is learned from.
    ///
    /// - Returns: values by name: `"loss"`, `"acc"`, …
    public func evaluate(_ x: Tensor, _ y: Tensor) -> [String: Double] {
        let compiled = requireCompiled("evaluate")
        _ = checkCounts("evaluate", x, y)
        return measure(x, y, compiled).values
    }

    /// The network's outputs for many examples, computed in inference mode, some at a time.
    ///
    /// - Shape: `[N, …]` → `[N, …]`
    /// - Fails: with a sentence when there are no examples or a batch would be empty
    public func predict(_ x: Tensor, batchSize: Int = 256) -> Tensor {
        let count = x.shape.first ?? 0
        if count == 0 { mistake("predict needs at least one example, but got shape \(x.shape).") }
        checkBatchSize("predict", batchSize)
        let parts = stride(from: 0, to: count, by: batchSize).map { start in
            withoutGradients {
                self(Variable(x.slice(start..<min(start + batchSize, count)))).value
            }
        }
        return parts.count == 1 ? parts[0] : Tensor.concatenated(parts)
    }

    func measure(_ x: Tensor, _ y: Tensor, _ compiled: Compiled) -> RunningMeans {
        var sums = RunningMeans(compiled)
        for start in stride(from: 0, to: x.shape[0], by: 256) {
            let range = start..<min(start + 256, x.shape[0])
            withoutGradients {
                let prediction = self(Variable(x.slice(range)))
                let target = y.slice(range)
                let loss = compiled.loss(prediction, target).value.scalar
                sums.add(loss: Double(loss), prediction.value, target)
            }
        }
        return sums
    }

    func requireCompiled(_ name: String) -> Compiled {
        guard let compiled else {
            mistake("\(name) needs a loss and an optimizer: call compile(optimizer:loss:) first.")
        }
        return compiled
    }

    func checkBatchSize(_ name: String, _ size: Int) {
        if size < 1 { mistake("\(name) takes at least one example a batch, but got \(size).") }
    }

    func checkCounts(_ name: String, _ x: Tensor, _ y: Tensor) -> Int {
        guard let count = x.shape.first, count > 0, count == y.shape.first else {
            mistake(
                "\(name) needs as many targets as examples, at least one, but got examples of "
                    + "shape \(x.shape) and targets of shape \(y.shape).")
        }
        return count
    }
}

/// Means over the examples of an epoch, gathered batch by batch.
struct RunningMeans {
    private let metrics: [Metric]
    private var sums: [Double]
    private var count = 0

    init(_ compiled: Compiled) {
        metrics = compiled.metrics
        sums = [Double](repeating: 0, count: metrics.count + 1)
    }

    mutating func add(loss: Double, _ prediction: Tensor, _ target: Tensor) {
        let n = prediction.shape[0]
        count += n
        sums[0] += loss * Double(n)
        for (index, metric) in metrics.enumerated() {
            sums[index + 1] += metric.function(prediction, target) * Double(n)
        }
    }

    var values: [String: Double] {
        Dictionary(uniqueKeysWithValues: zip(["loss"] + metrics.map(\.name), sums)).mapValues {
            $0 / Double(max(count, 1))
        }
    }

    var text: String { EpochRecord.text(values) }
}
