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
