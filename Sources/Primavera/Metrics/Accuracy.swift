/// The part of the predictions whose largest number is at the target's.
///
/// - Shape: both `[N, K]`, K ≥ 2; for `[N]` or `[N, 1]` a probability above 0.5 stands for class 1
/// - Fails: with a sentence when the shapes differ
///
/// ```swift
/// accuracy(Tensor([[0.1, 0.9], [0.8, 0.2]]), Tensor([[0, 1], [0, 1]]))      // 0.5
/// ```
public func accuracy(_ prediction: Tensor, _ target: Tensor) -> Double {
    if prediction.shape != target.shape {
        mistake(
            "accuracy compares equal shapes, but the prediction is \(prediction.shape) and the "
                + "target \(target.shape).")
    }
    if prediction.count == 0 { return 0 }
    let hits: Int
    if prediction.rank < 2 || prediction.shape.last == 1 {
        hits = zip(prediction.values, target.values).count { ($0 > 0.5) == ($1 > 0.5) }
        return Double(hits) / Double(prediction.count)
    }
    let answers = prediction.argmax()
    hits = zip(answers, target.argmax()).count { $0 == $1 }
    return Double(hits) / Double(answers.count)
}
