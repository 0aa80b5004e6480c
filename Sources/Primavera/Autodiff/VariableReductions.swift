// Sums and means hand the gradient to every element that they took in; a maximum, only to the
// element that it was.

extension Variable {
    /// The sum of all elements.
    public func sum() -> Variable {
        Variable(
            value.sum(), "sum",
            [Input(self) { [shape] g in Tensor(repeating: g.scalar, shape: shape) }])
    }

    /// The mean of all elements.
    public func mean() -> Variable { sum() / Float(value.count) }

    /// The sum along one axis, which disappears or keeps the length 1.
    public func sum(axis: Int, keepingAxis: Bool = false) -> Variable {
        let kept = value.shapeWithLengthOne(at: axis)
        return Variable(
            value.sum(axis: axis, keepingAxis: keepingAxis), "sum",
            [Input(self) { [shape] g in g.reshaped(kept).expanded(to: shape) }])
    }

    /// The mean along one axis, which disappears or keeps the length 1.
    public func mean(axis: Int, keepingAxis: Bool = false) -> Variable {
        sum(axis: axis, keepingAxis: keepingAxis) / Float(shape[value.position(of: axis)])
    }

    /// The largest element along one axis. The gradient goes to the first of several.
    public func max(axis: Int, keepingAxis: Bool = false) -> Variable {
        let (largest, positions) = value.maximumAndPositions(axis, keepingAxis)
        return Variable(
            largest, "max",
            [
                Input(self) { [value] g in
                    var result = Tensor.zeros(value.shape)
                    let (outer, length, inner) = value.parts(axis)
                    g.withUnsafePointer { g in
                        result.withUnsafeMutablePointer { result in
                            for o in 0..<outer {
                                for i in 0..<inner {
                                    let position = positions[o * inner + i]
                                    result[(o * length + position) * inner + i] = g[o * inner + i]
                                }
                            }
                        }
                    }
                    return result
                }
            ])
    }
}

extension Tensor {
    func shapeWithLengthOne(at axis: Int) -> [Int] {
        var shape = shape
        shape[position(of: axis)] = 1
        return shape
    }

    /// The tensor repeated along its axes of length 1 until it has `shape`.
    func expanded(to shape: [Int]) -> Tensor {
        self.shape == shape
            ? self : Tensor.combined(self, Tensor.zeros(shape), "expanded") { x, _ in x }
    }
}
