/// The slopes of both losses with respect to the logit, by automatic differentiation.
private func librarySlopes(answer: Double) -> (minimax: Double, nonSaturating: Double) {
    func slope(_ loss: (Variable) -> Variable) -> Double {
        let logit = Variable(
            Tensor([Float(log(answer / (1 - answer)))]), requiresGradient: true)
        loss(logit).backward()
        return Double(logit.gradient!.values[0])
    }
    return (
        slope { -binaryCrossEntropy(logits: $0, Tensor.zeros([1])) },
        slope { binaryCrossEntropy(logits: $0, Tensor.ones([1])) }
    )
}
