/// Copies some rows of a tensor, rows being positions along its first axis, in parts that its user chooses.
struct RowCopier {
    private let original: Tensor
    private let rows: [Int]
    private let target: UnsafeMutablePointer<Float>
    /// Of a row, in Floats.
    private let length: Int
    /// Not defined until all of it has been copied.
    let copy: Tensor

    init(_ original: Tensor, _ rows: [Int]) {
        (self.original, self.rows) = (original, rows)
        length = original.shape.dropFirst().reduce(1, *)
        var copy = Tensor(uninitialized: [rows.count] + original.shape.dropFirst())
        target = copy.withUnsafeMutablePointer { $0 }
        self.copy = copy
    }

    /// Copies the numbers that these are in the copy, counted from its beginning: whole rows and parts.
    func copy(_ range: Range<Int>) {
        original.withUnsafePointer { source in
            var first = range.lowerBound
            while first < range.upperBound {
                let (row, column) = first.quotientAndRemainder(dividingBy: length)
                let count = min(length - column, range.upperBound - first)
                (target + first).update(
                    from: source + (rows[row] * length + column), count: count)
                first += count
            }
        }
    }
}
