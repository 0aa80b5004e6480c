private func costAndSlope(
    _ logit: Float, _ cost: (Variable) -> Variable
) -> (cost: Double, slope: Double) {
    let x = Variable(Tensor([logit]), requiresGradient: true)
    let result = cost(x)
    result.backward()
    return (Double(result.value.scalar), Double(x.gradient![0]))
}
