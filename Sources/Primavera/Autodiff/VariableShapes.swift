// Moving elements around changes no numbers, and the gradient moves the other way.

extension Variable {
    /// The same elements under another shape; one length may be −1.
    public func reshaped(_ shape: [Int]) -> Variable {
        Variable(
            value.reshaped(shape), "reshaped",
            [Input(self) { [own = self.shape] g in g.reshaped(own) }])
    }

    /// Rows and columns exchanged: `[R, C]` → `[C, R]`.
    public func transposed() -> Variable {
        Variable(value.transposed(), "transposed", [Input(self) { g in g.transposed() }])
    }

    /// The axes in another order; see `Tensor.transposed(_:)`.
    public func transposed(_ order: [Int]) -> Variable {
        let inverse = order.indices.map { axis in order.firstIndex(of: axis) ?? 0 }
        return Variable(
            value.transposed(order), "transposed", [Input(self) { g in g.transposed(inverse) }])
    }

    /// The positions `range` along one axis.
    public func slice(axis: Int = 0, _ range: Range<Int>) -> Variable {
        Variable(
            value.slice(axis: axis, range), "slice",
            [
                Input(self) { [shape] g in
                    var result = Tensor.zeros(shape)
                    result.add(g, axis: axis, range)
                    return result
                }
            ])
    }

    /// The variables one after the other along an axis.
    public static func concatenated(_ variables: [Variable], axis: Int = 0) -> Variable {
        let result = Tensor.concatenated(variables.map(\.value), axis: axis)
        var start = 0
        let inputs = variables.map { variable in
            let range = start..<start + variable.shape[result.position(of: axis)]
            start = range.upperBound
            return Input(variable) { g in g.slice(axis: axis, range) }
        }
        return Variable(result, "concatenated", inputs)
    }

    /// The rows with these numbers. A row that is taken several times gets the sum of the gradients.
    public func gathered(_ rows: [Int]) -> Variable {
        Variable(
            value.gathered(rows), "gathered",
            [
                Input(self) { [shape] g in
                    var result = Tensor.zeros(shape)
                    for (position, row) in rows.enumerated() {
                        let part = g.slice(position..<position + 1)
                        result.add(part, axis: 0, row..<row + 1)
                    }
                    return result
                }
            ])
    }
}
