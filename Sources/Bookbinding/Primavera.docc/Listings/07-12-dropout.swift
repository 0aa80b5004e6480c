public func callAsFunction(_ x: Variable) -> Variable {
    guard Mode.isTraining, rate > 0 else { return x }
    let keep = 1 - rate
    return x * Variable(random.bernoulli(x.shape, probability: keep) / keep)
}
