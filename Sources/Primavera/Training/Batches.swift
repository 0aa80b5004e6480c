/// Examples and their targets in batches, in a given order. While a network learns from one batch, the next
/// is laid out in spare moments.
struct Batches: Sequence, IteratorProtocol {
    private let x, y: Tensor
    private let order: [Int]
    private let batchSize: Int
    private var coming: ComingBatch?
    /// How many examples have been handed out or begun with.
    private var begun = 0

    /// - Parameters:
    ///   - x: `[N, …]`
    ///   - y: `[N, …]`
    ///   - order: numbers of examples, each below N
    ///   - batchSize: at least 1; the last batch may be smaller
    init(_ x: Tensor, _ y: Tensor, order: [Int], batchSize: Int) {
        (self.x, self.y, self.order, self.batchSize) = (x, y, order, batchSize)
        begin()
    }

    private mutating func begin() {
        let end = Swift.min(begun + batchSize, order.count)
        coming = begun < end ? ComingBatch(x, y, Array(order[begun..<end])) : nil
        begun = end
    }

    mutating func next() -> (x: Tensor, y: Tensor)? {
        let batch = coming?.finished()
        begin()
        return batch
    }
}

/// A batch that is being laid out.
private final class ComingBatch {
    private let x, y: Tensor
    private let work: SpareWork

    init(_ allX: Tensor, _ allY: Tensor, _ rows: [Int]) {
        let x = RowCopier(allX, rows)
        let y = RowCopier(allY, rows)
        (self.x, self.y) = (x.copy, y.copy)
        // About a microsecond each: 4 KiB from some place of a large memory.
        let length = Swift.max(1, 1_024 / Swift.max(1, x.length + y.length))
        work = SpareWork((rows.count + length - 1) / length) { piece in
            let range = piece * length..<Swift.min((piece + 1) * length, rows.count)
            x.copyRows(range)
            y.copyRows(range)
        }
    }

    func finished() -> (Tensor, Tensor) {
        work.finish()
        return (x, y)
    }
}
