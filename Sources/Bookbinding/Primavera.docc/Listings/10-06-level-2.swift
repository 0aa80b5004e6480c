public func callAsFunction(_ x: Variable) -> Variable {
    var (output, next) = (x, 0)
    while next < layers.count {
        let (result, end) = compute(from: next, output)
        (output, next) = (result, end)
    }
    return output
}
