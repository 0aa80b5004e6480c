/// The distance between a digit and its shifted copy, in units of the digit's own length.
func change(_ f: (Variable) -> Variable) -> Double {
    let (a, b) = (f(Variable(some.images)).value, f(Variable(shifted)).value)
    return Double(((a - b) * (a - b)).sum().scalar / (a * a).sum().scalar).squareRoot()
}
