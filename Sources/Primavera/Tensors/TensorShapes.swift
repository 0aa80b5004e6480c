extension Tensor {
    /// The same elements in the same order under another shape. Free: nothing is copied.
    ///
    /// - Parameter shape: one length may be −1, and is then what is left
    /// - Fails: with a sentence when the shapes hold different counts
    ///
    /// ```swift
    /// Tensor([1, 2, 3, 4]).reshaped([2, -1]).shape        // [2, 2]
    /// ```
    public func reshaped(_ shape: [Int]) -> Tensor {
        var target = shape
        if let open = shape.firstIndex(of: -1) {
            let known = shape.enumerated().reduce(1) { $1.offset == open ? $0 : $0 * $1.element }
            target[open] = known == 0 ? 0 : count / known
        }
        if target.contains(where: { $0 < 0 }) || target.reduce(1, *) != count {
            mistake(
                "A tensor of shape \(self.shape) has \(count) elements and cannot become \(shape).")
        }
        return Tensor(self, viewedAs: target)
    }

    /// The matrix with rows and columns exchanged. Copies.
    ///
    /// - Shape: `[R, C]` → `[C, R]`
    public func transposed() -> Tensor {
        if rank != 2 { mistake("Only a matrix is transposed so; this shape is \(shape).") }
        return transposed([1, 0])
    }

    /// The axes in another order. Copies.
    ///
    /// - Parameter order: for each axis of the result, which axis of this tensor it is
    ///
    /// ```swift
    /// images.transposed([0, 2, 3, 1])     // [N, C, H, W] → [N, H, W, C]
    /// ```
    public func transposed(_ order: [Int]) -> Tensor {
        if order.sorted() != Array(shape.indices) {
            mistake("\(order) is not an order of the \(rank) axes of \(shape).")
        }
        var steps = [Int](repeating: 1, count: rank)
        for axis in shape.indices.dropLast().reversed() {
            steps[axis] = steps[axis + 1] * shape[axis + 1]
        }
        let lengths = order.map { shape[$0] }
        let newSteps = order.map { steps[$0] }
        var result = Tensor(uninitialized: lengths)
        guard result.count > 0, let rowLength = lengths.last, let rowStep = newSteps.last else {
            return self
        }
        withUnsafePointer { x in
            result.withUnsafeMutablePointer { y in
                parallelRows(count / rowLength, of: rowLength) {
                    for row in $0 {
                        var (rest, offset) = (row, 0)
                        for axis in lengths.indices.dropLast().reversed() {
                            offset += rest % lengths[axis] * newSteps[axis]
                            rest /= lengths[axis]
                        }
                        let target = y + row * rowLength
                        for i in 0..<rowLength { target[i] = x[offset &+ i &* rowStep] }
                    }
                }
            }
        }
        return result
    }

    /// A part of the tensor: the positions `range` along one axis. Copies.
    ///
    /// ```swift
    /// Tensor([[1, 2, 3], [4, 5, 6]]).slice(axis: 1, 1..<3)    // [[2, 3], [5, 6]]
    /// ```
    public func slice(axis: Int = 0, _ range: Range<Int>) -> Tensor {
        let (outer, length, inner) = parts(axis)
        if range.lowerBound < 0 || range.upperBound > length {
            mistake("The slice \(range) is outside of axis \(axis) of the shape \(shape).")
        }
        var shape = shape
        shape[position(of: axis)] = range.count
        var result = Tensor(uninitialized: shape)
        let block = range.count * inner
        withUnsafePointer { x in
            result.withUnsafeMutablePointer { y in
                for o in 0..<outer {
                    let source = x + (o * length + range.lowerBound) * inner
                    (y + o * block).update(from: source, count: block)
                }
            }
        }
        return result
    }

    /// Adds `part` to the positions `range` along an axis: what a slice's gradient does.
    mutating func add(_ part: Tensor, axis: Int, _ range: Range<Int>) {
        let (outer, length, inner) = parts(axis)
        let block = range.count * inner
        part.withUnsafePointer { x in
            withUnsafeMutablePointer { y in
                for o in 0..<outer {
                    let target = y + (o * length + range.lowerBound) * inner
                    addScaled(1, x + o * block, to: target, count: block)
                }
            }
        }
    }

    /// The tensors one after the other along an axis.
    ///
    /// - Fails: with a sentence when they differ elsewhere than along that axis
    public static func concatenated(_ tensors: [Tensor], axis: Int = 0) -> Tensor {
        guard let first = tensors.first else { mistake("There is nothing to concatenate.") }
        let axis = first.position(of: axis)
        var shape = first.shape
        shape[axis] = 0
        for tensor in tensors {
            var other = tensor.shape
            if other.count == shape.count { other[axis] = shape[axis] }
            if other != shape {
                mistake(
                    "Tensors to concatenate along axis \(axis) agree on the other axes, but got "
                        + "\(first.shape) and \(tensor.shape).")
            }
            shape[axis] += tensor.shape[axis]
        }
        var result = Tensor(uninitialized: shape)
        let (outer, length, inner) = result.parts(axis)
        var start = 0
        for tensor in tensors {
            let block = tensor.shape[axis] * inner
            tensor.withUnsafePointer { x in
                result.withUnsafeMutablePointer { y in
                    for o in 0..<outer {
                        (y + o * length * inner + start).update(from: x + o * block, count: block)
                    }
                }
            }
            start += block
        }
        return result
    }

    /// The rows with these numbers, in this order, rows being positions along the first axis.
    ///
    /// - Shape: `[R, …]` → `[rows.count, …]`
    /// - Fails: with a sentence when a row is not there
    public func gathered(_ rows: [Int]) -> Tensor {
        let length = parts(0).length
        if let wrong = rows.first(where: { $0 < 0 || $0 >= length }) {
            mistake("There is no row \(wrong) in a tensor of shape \(shape).")
        }
        let copier = RowCopier(self, rows)
        // Rows that lie far apart come from memory one by one: a few are already worth two threads.
        parallelRanges(rows.count, length: 8_192 / Swift.max(copier.length, 1) + 1) {
            copier.copyRows($0)
        }
        return copier.copy
    }
}
