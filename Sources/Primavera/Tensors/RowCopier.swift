/// Copies some rows of a tensor, rows being positions along its first axis, in parts that its user chooses.
struct RowCopier {
    private let original: Tensor
    private let rows: [Int]
    private let target: UnsafeMutablePointer<Float>
    /// Not defined until all rows have been copied.
    let copy: Tensor
    /// Of a row, in Floats.
    let length: Int

    init(_ original: Tensor, _ rows: [Int]) {
        (self.original, self.rows) = (original, rows)
        length = original.shape.dropFirst().reduce(1, *)
        var copy = Tensor(uninitialized: [rows.count] + original.shape.dropFirst())
        target = copy.withUnsafeMutablePointer { $0 }
        self.copy = copy
    }

    func copyRows(_ range: Range<Int>) {
        original.withUnsafePointer { source in
            for row in range {
                (target + row * length).update(from: source + rows[row] * length, count: length)
            }
        }
    }
}
