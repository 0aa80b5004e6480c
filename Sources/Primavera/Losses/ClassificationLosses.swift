// Losses for classes, each the mean over the batch. "Logits" are the outputs of the last layer
// before sigmoid or softmax: from them the loss can be computed without overflow.

/// The hinge loss: `mean max(0, 1 − target · score)`.
///
/// - Shape: scores `[N, …]`; targets of the same shape, each −1 or 1 → `[]`
public func hinge(_ scores: Variable, _ target: Tensor) -> Variable {
    checkShapes("hinge", scores, target)
    return relu(1 - scores * Variable(target)).mean()
}

/// The binary cross-entropy from logits: `−mean (y log p + (1 − y) log(1 − p))`, `p = σ(x)`.
///
/// Computed as `max(x, 0) − x·y + log(1 + e^−|x|)`, which is the same and never overflows. Its
/// gradient is `(p − y) / count`.
///
/// - Shape: logits and targets (0 … 1) `[N, …]` → `[]`
public func binaryCrossEntropy(logits: Variable, _ target: Tensor) -> Variable {
    checkShapes("binaryCrossEntropy", logits, target)
    let x = logits.value
    let softened = log(exp(-abs(x)) + 1)
    let loss = relu(x) - x * target + softened
    let count = Float(x.count)
    return Variable(
        loss.mean(), "binaryCrossEntropy",
        [Variable.Input(logits) { g in (sigmoid(x) - target) * (g.scalar / count) }])
}

/// The binary cross-entropy from probabilities, kept away from 0 and 1 by 10⁻⁷, as Keras does.
///
/// - Shape: both `[N, …]` → `[]`
public func binaryCrossEntropy(probabilities: Variable, _ target: Tensor) -> Variable {
    checkShapes("binaryCrossEntropy", probabilities, target)
    let p = clipped(probabilities)
    let y = Variable(target)
    return -(y * log(p) + (1 - y) * log(1 - p)).mean()
}

/// The categorical cross-entropy from logits: `−mean Σₖ yₖ log softmax(x)ₖ`.
///
/// Its gradient is the difference between what was said and what was so: `(softmax(x) − y) / N`.
///
/// - Shape: logits and targets (one-hot, or any probabilities) `[N, K]` → `[]`
///
/// ```swift
/// categoricalCrossEntropy(logits: Variable([[0, 0]]), [[1, 0]]).value      // 0.6931: log 2
/// ```
public func categoricalCrossEntropy(logits: Variable, _ target: Tensor) -> Variable {
    checkShapes("categoricalCrossEntropy", logits, target)
    let logProbabilities = logSoftmax(logits.value)
    let count = Float(logits.shape.dropLast().reduce(1, *))
    return Variable(
        Tensor(-(target * logProbabilities).sum().scalar / count), "categoricalCrossEntropy",
        [
            Variable.Input(logits) { g in
                let scale = g.scalar / count
                let total = target.sum(axis: -1, keepingAxis: true)
                // As a rule each target sums up to 1, and then all is done in one pass.
                if total == Tensor.ones(total.shape) {
                    return Tensor.combined(logProbabilities, target, "−") { (exp($0) - $1) * scale }
                }
                return (exp(logProbabilities) * total - target) * scale
            }
        ])
}

/// The categorical cross-entropy from probabilities, kept away from 0 by 10⁻⁷, as Keras does.
///
/// - Shape: both `[N, K]` → `[]`
public func categoricalCrossEntropy(probabilities: Variable, _ target: Tensor) -> Variable {
    checkShapes("categoricalCrossEntropy", probabilities, target)
    let count = Float(probabilities.shape.dropLast().reduce(1, *))
    return -(Variable(target) * log(clipped(probabilities))).sum() / count
}

/// The probability kept within 10⁻⁷ … 1 − 10⁻⁷. The gradient passes where nothing was cut.
private func clipped(_ p: Variable) -> Variable {
    let range: ClosedRange<Float> = 1e-7...1 - 1e-7
    let kept = p.value.clamped(to: range)
    return Variable(
        kept, "clipped",
        [
            Variable.Input(p) { [p = p.value] g in
                Tensor.combined(g, p, "clipped") { g, p in
                    Lanes.zero.replacing(
                        with: g, where: (p .>= range.lowerBound) .& (p .<= range.upperBound))
                }
            }
        ])
}
