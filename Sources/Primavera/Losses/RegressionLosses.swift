// Losses for numbers. Each is the mean over the batch and over the outputs of an example, as
// PyTorch's are: one number, whatever the batch size.

/// The mean squared error: `mean (prediction − target)²`. Its gradient is `2 (prediction − target) / count`.
///
/// - Shape: both `[N, …]` → `[]`
///
/// ```swift
/// meanSquaredError(Variable([1, 2]), [1, 4]).value      // 2
/// ```
public func meanSquaredError(_ prediction: Variable, _ target: Tensor) -> Variable {
    checkShapes("meanSquaredError", prediction, target)
    let error = prediction.value - target
    let count = Float(error.count)
    return Variable(
        pow(error, 2).mean(), "meanSquaredError",
        [Variable.Input(prediction) { g in error * (2 * g.scalar / count) }])
}

/// The mean absolute error: `mean |prediction − target|`. Not differentiable at 0; 0 is taken there.
///
/// - Shape: both `[N, …]` → `[]`
public func meanAbsoluteError(_ prediction: Variable, _ target: Tensor) -> Variable {
    checkShapes("meanAbsoluteError", prediction, target)
    return abs(prediction - Variable(target)).mean()
}

/// Huber's loss: quadratic for small errors, straight for large ones, so that an outlier pulls no
/// more than others: `½ e²` where `|e| ≤ δ`, else `δ (|e| − ½ δ)`.
///
/// - Shape: both `[N, …]` → `[]`
///
/// Huber 1964.
public func huber(_ prediction: Variable, _ target: Tensor, delta: Float = 1) -> Variable {
    checkShapes("huber", prediction, target)
    let error = prediction.value - target
    let loss = error.mapped { e in
        let size = e.replacing(with: -e, where: e .< 0)
        return (delta * (size - 0.5 * delta)).replacing(with: 0.5 * e * e, where: size .<= delta)
    }
    let count = Float(error.count)
    return Variable(
        loss.mean(), "huber",
        [
            Variable.Input(prediction) { g in
                error.clamped(to: -delta...delta) * (g.scalar / count)
            }
        ])
}

/// Stops with both shapes when a prediction and its target do not match. Broadcasting here would
/// compare every example with every other, and hide the mistake.
func checkShapes(_ name: String, _ prediction: Variable, _ target: Tensor) {
    if prediction.shape != target.shape {
        mistake(
            "\(name) compares equal shapes, but the prediction is \(prediction.shape) and the "
                + "target \(target.shape).")
    }
}
