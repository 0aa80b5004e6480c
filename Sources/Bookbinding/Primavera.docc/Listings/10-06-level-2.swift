public func callAsFunction(_ x: Variable) -> Variable {
    layers.reduce(x) { $1($0) }
}
