import Coursework
import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What a cost punishes, and how hard.
func costs(_ lesson: Lesson) {
    lesson.say(
        """
        The *cost* says how wrong the network is. Mean squared error: mean (p − y)². Binary
        cross-entropy: −mean (y log p + (1 − y) log(1 − p)). Categorical cross-entropy: −mean Σₖ yₖ
        log pₖ. (A slide drops the minus sign: without it the cost would be best where the network is
        most wrong.) For an example whose answer is 1:
        """)
    let probabilities: [Float] = [0.99, 0.9, 0.5, 0.1, 0.01]
    lesson.table(
        ["p", "squared error", "cross-entropy", "slope, squared error", "slope, cross-entropy"],
        probabilities.map { p in
            let logit = log(p / (1 - p))
            let (squared, squaredSlope) = costAndSlope(logit) {
                meanSquaredError(sigmoid($0), [1])
            }
            let (entropy, entropySlope) = costAndSlope(logit) {
                binaryCrossEntropy(logits: $0, [1])
            }
            if p == 0.01 {
                lesson.claim("mse.slope.at.0.01", squaredSlope)
                lesson.claim("bce.at.0.01", entropy)
                lesson.claim("bce.slope.at.0.01", entropySlope)
            }
            return ["\(p)"] + [squared, entropy, squaredSlope, entropySlope].map { $0.fixed(4) }
        })
    lesson.say(
        """
        The slopes are with respect to the sum before the sigmoid. At p = 0.01 the answer is quite
        wrong, but the sigmoid is flat there and the squared error hardly moves; the cross-entropy's
        slope is p − y, as large as the mistake. With softmax it is the same: p − y.
        """)
    let logits = Variable([[2, 1, 0.1]], requiresGradient: true)
    let cost = categoricalCrossEntropy(logits: logits, [[1, 0, 0]])
    cost.backward()
    lesson.code(
        """
        p      = \(softmax(logits.value))
        −log p₀ = \(cost.value.scalar.fixed(4))
        p − y  = \(logits.gradient!)
        """)
    lesson.claim("cce", Double(cost.value.scalar))
    lesson.say(
        """
        Backpropagation asks two things of a cost. It is a *mean over examples*, so that gradients of
        single examples can be added up. And it is a *function of the last layer's outputs only*, so
        that there is one place where the way back begins.
        """)
}

private func costAndSlope(
    _ logit: Float, _ cost: (Variable) -> Variable
) -> (cost: Double, slope: Double) {
    let x = Variable(Tensor([logit]), requiresGradient: true)
    let result = cost(x)
    result.backward()
    return (Double(result.value.scalar), Double(x.gradient![0]))
}
