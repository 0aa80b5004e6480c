extension Tensor {
    /// The sum of all elements, of shape `[]`.
    public func sum() -> Tensor {
        reduced(outer: 1, length: count, inner: 1, to: [])
    }

    /// The sum along one axis.
    ///
    /// - Shape: the same, without the axis
    /// - Parameters:
    ///   - axis: counted from 0; −1 is the last
    ///   - keepingAxis: whether it stays, with length 1
    ///
    /// ```swift
    /// Tensor([[1, 2], [3, 4]]).sum(axis: 0)       // [4, 6]
    /// ```
    public func sum(axis: Int, keepingAxis: Bool = false) -> Tensor {
        let (outer, length, inner) = parts(axis)
        return reduced(
            outer: outer, length: length, inner: inner, to: shapeWithout(axis, keepingAxis))
    }

    /// The mean of all elements, of shape `[]`.
    public func mean() -> Tensor { sum() / Float(count) }

    /// The mean along one axis; see ``sum(axis:keepingAxis:)``.
    public func mean(axis: Int, keepingAxis: Bool = false) -> Tensor {
        sum(axis: axis, keepingAxis: keepingAxis) / Float(shape[position(of: axis)])
    }

    /// The largest element along one axis. NaN counts as larger than anything.
    ///
    /// - Fails: with a sentence when the axis has no elements
    public func max(axis: Int, keepingAxis: Bool = false) -> Tensor {
        maximumAndPositions(axis, keepingAxis).maximum
    }

    /// The largest element of all.
    public func max() -> Float {
        reshaped([count]).max(axis: 0).scalar
    }

    /// Where along the axis the largest element is (the first one of several), row by row.
    ///
    /// ```swift
    /// Tensor([[0.1, 0.7], [0.6, 0.2]]).argmax(axis: 1)        // [1, 0]
    /// ```
    public func argmax(axis: Int = -1) -> [Int] {
        maximumAndPositions(axis, false).positions
    }

    func maximumAndPositions(_ axis: Int, _ keepingAxis: Bool) -> (
        maximum: Tensor, positions: [Int]
    ) {
        let (outer, length, inner) = parts(axis)
        if length == 0 { mistake("The maximum of no numbers: axis \(axis) of \(shape) is empty.") }
        var result = Tensor(uninitialized: shapeWithout(axis, keepingAxis))
        var positions = [Int](repeating: 0, count: outer * inner)
        withUnsafePointer { x in
            result.withUnsafeMutablePointer { y in
                positions.withUnsafeMutableBufferPointer {
                    Primavera.maximum(
                        x, into: y, positions: $0.baseAddress, outer: outer, length: length,
                        inner: inner)
                }
            }
        }
        return (result, positions)
    }

    private func reduced(outer: Int, length: Int, inner: Int, to shape: [Int]) -> Tensor {
        var result = Tensor(uninitialized: shape)
        withUnsafePointer { x in
            result.withUnsafeMutablePointer {
                Primavera.sum(x, into: $0, outer: outer, length: length, inner: inner)
            }
        }
        return result
    }

    /// The sum over every axis along which `shape` was broadcast to become the shape of `self`:
    /// what turns the gradient of a broadcast operand back into the operand's own shape.
    func summed(to shape: [Int]) -> Tensor {
        if self.shape == shape { return self }
        var result = self
        while result.rank > shape.count { result = result.sum(axis: 0) }
        for axis in shape.indices where shape[axis] == 1 && result.shape[axis] != 1 {
            result = result.sum(axis: axis, keepingAxis: true)
        }
        return result
    }

    /// The axis counted from 0; a negative one counts from the end.
    func position(of axis: Int) -> Int {
        let position = axis < 0 ? axis + rank : axis
        if position < 0 || position >= rank {
            mistake("There is no axis \(axis) in a tensor of shape \(shape).")
        }
        return position
    }

    /// The shape as `[outer, length, inner]` around one axis.
    func parts(_ axis: Int) -> (outer: Int, length: Int, inner: Int) {
        let axis = position(of: axis)
        return (
            shape[..<axis].reduce(1, *), shape[axis], shape[(axis + 1)...].reduce(1, *)
        )
    }

    private func shapeWithout(_ axis: Int, _ keepingAxis: Bool) -> [Int] {
        var shape = shape
        if keepingAxis {
            shape[position(of: axis)] = 1
        } else {
            shape.remove(at: position(of: axis))
        }
        return shape
    }
}
