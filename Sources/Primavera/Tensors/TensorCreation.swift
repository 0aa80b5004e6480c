extension Tensor {
    /// A vector: `Tensor([1, 2, 3])` has the shape `[3]`.
    public init(_ values: [Float]) {
        self.init(shape: [values.count], values)
    }

    /// A matrix, row by row: `Tensor([[1, 2], [3, 4]])` has the shape `[2, 2]`.
    ///
    /// - Fails: with a sentence when the rows differ in length
    public init(_ rows: [[Float]]) {
        let columns = rows.first?.count ?? 0
        if let odd = rows.firstIndex(where: { $0.count != columns }) {
            mistake(
                "The rows of a matrix have one length, but row 0 has \(columns) values "
                    + "and row \(odd) has \(rows[odd].count).")
        }
        self.init(shape: [rows.count, columns], rows.flatMap { $0 })
    }

    /// A single number, of shape `[]`.
    public init(_ value: Float) {
        self.init(shape: [], [value])
    }

    /// A tensor with the same value everywhere.
    public init(repeating value: Float, shape: [Int]) {
        self.init(uninitialized: shape)
        let count = count
        withUnsafeMutablePointer { $0.update(repeating: value, count: count) }
    }

    /// A tensor of zeros.
    public static func zeros(_ shape: [Int]) -> Tensor { Tensor(repeating: 0, shape: shape) }

    /// A tensor of ones.
    public static func ones(_ shape: [Int]) -> Tensor { Tensor(repeating: 1, shape: shape) }

    /// Labels as rows with a single 1: `oneHot([2, 0], classes: 3)` is `[[0, 0, 1], [1, 0, 0]]`.
    ///
    /// - Shape: N labels → `[N, classes]`
    /// - Fails: with a sentence when a label is not in `0 ..< classes`
    public static func oneHot(_ labels: [Int], classes: Int) -> Tensor {
        var result = Tensor.zeros([labels.count, classes])
        result.withUnsafeMutablePointer { row in
            for (n, label) in labels.enumerated() {
                if label < 0 || label >= classes {
                    mistake("The label \(label) at position \(n) is not one of \(classes) classes.")
                }
                row[n * classes + label] = 1
            }
        }
        return result
    }
}

extension Tensor: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral
{
    @inline(never)
    public init(floatLiteral value: Float) { self.init(value) }
    @inline(never)
    public init(integerLiteral value: Int) { self.init(Float(value)) }

    /// Nested literals: `let t: Tensor = [[1, 2], [3, 4]]`. The elements are stacked.
    @inline(never)
    public init(arrayLiteral elements: Tensor...) {
        let inner = elements.first?.shape ?? []
        if let odd = elements.firstIndex(where: { $0.shape != inner }) {
            mistake(
                "The parts of a tensor have one shape, but part 0 has \(inner) "
                    + "and part \(odd) has \(elements[odd].shape).")
        }
        self.init(shape: [elements.count] + inner, elements.flatMap(\.values))
    }
}
