/// The dot product of every row of one factor with every row of another, tile by tile.
///
/// The rows lie in pieces, all at the same distances: row by row of an image, or image by image.
struct DotProducts {
    /// A factor in memory: its first piece, and how far it is to the next.
    typealias Factor = (start: UnsafePointer<Float>, step: Int)

    /// Where each row of A and of B begins.
    private let a: [Int]
    private let b: [Int]
    /// Whether A is the second factor. The tile is wider than high: it goes over fewer of them, if it is
    /// turned when that fills them better. 6 filters and 25 weights are 7 tiles of 6 × 4, or 10 of 4 × 6.
    private let isTurned: Bool

    /// - Parameters:
    ///   - rows: where the rows of the first factor begin, from its start
    ///   - columns: those of the second
    init(_ rows: [Int], _ columns: [Int]) {
        let straight = DotProducts.tiles(rows.count, columns.count)
        isTurned = DotProducts.tiles(columns.count, rows.count) < straight
        (a, b) = isTurned ? (columns, rows) : (rows, columns)
    }

    private static func tiles(_ rows: Int, _ columns: Int) -> Int {
        (rows + DotTile.rows - 1) / DotTile.rows
            * ((columns + DotTile.columns - 1) / DotTile.columns)
    }

    /// How many rows of the first factor the tiles read again before they go on to other ones: one tile's
    /// while all columns go by; where the factors are turned, all of them for every tile's columns.
    var rowsReadAgain: Int { isTurned ? b.count : DotTile.rows }

    /// How many sums there are, of sixteen lanes each; those that only fill up tiles count too.
    var sumCount: Int { DotProducts.tiles(a.count, b.count) * DotTile.rows * DotTile.columns }

    /// Adds products to sums whose lanes stay apart: for pieces too short to add them up each time.
    ///
    /// - Parameters:
    ///   - pieces: how many pieces the rows have
    ///   - length: of each piece, a multiple of sixteen
    ///   - sums: `sumCount` of them
    func add(
        _ rows: Factor, _ columns: Factor, pieces: Int, length: Int,
        to sums: UnsafeMutablePointer<Lanes>
    ) {
        let (first, second) = isTurned ? (columns, rows) : (rows, columns)
        var tile = sums
        forEachTile { _, _, offsets in
            DotTile.accumulate(
                first.start, offsets, step: first.step, second.start, offsets + DotTile.rows,
                step: second.step, segments: pieces, count: length, into: tile)
            tile += DotTile.rows * DotTile.columns
        }
    }

    /// Adds up the lanes of such sums.
    ///
    /// - Parameter c: gets them added; as many rows and columns as the factors have rows
    func addTotals(_ sums: UnsafePointer<Lanes>, to c: UnsafeMutablePointer<Float>) {
        var tile = sums
        forEachTile { row, column, _ in
            addTotals(tile, row, column, to: c)
            tile += DotTile.rows * DotTile.columns
        }
    }

    /// Adds whole products: for long pieces.
    ///
    /// - Parameters: as above; the length may be any, if the rows of one factor end with zeros
    func addTotals(
        _ rows: Factor, _ columns: Factor, pieces: Int, length: Int,
        to c: UnsafeMutablePointer<Float>
    ) {
        let (first, second) = isTurned ? (columns, rows) : (rows, columns)
        let count = (length + laneCount - 1) / laneCount * laneCount
        let size = DotTile.rows * DotTile.columns
        withUnsafeTemporaryAllocation(of: Lanes.self, capacity: size) { sums in
            let sums = sums.baseAddress!
            forEachTile { row, column, offsets in
                sums.update(repeating: .zero, count: size)
                DotTile.accumulate(
                    first.start, offsets, step: first.step, second.start, offsets + DotTile.rows,
                    step: second.step, segments: pieces, count: count, into: sums)
                addTotals(sums, row, column, to: c)
            }
        }
    }

    private func addTotals(
        _ tile: UnsafePointer<Lanes>, _ row: Int, _ column: Int, to c: UnsafeMutablePointer<Float>
    ) {
        for i in 0..<min(DotTile.rows, a.count - row) {
            for j in 0..<min(DotTile.columns, b.count - column) {
                let place =
                    isTurned ? (column + j) * a.count + row + i : (row + i) * b.count + column + j
                c[place] += tile[i * DotTile.columns + j].total
            }
        }
    }

    /// Calls the body with each tile's first row and column, and with where its rows begin: first those
    /// of A, then those of B. Where fewer are left, the last one is used again, and its sum dropped.
    ///
    /// A few rows of A stay in the first cache while all of B goes by.
    private func forEachTile(_ body: (Int, Int, UnsafePointer<Int>) -> Void) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: DotTile.rows + DotTile.columns) {
            let offsets = $0.baseAddress!
            for row in stride(from: 0, to: a.count, by: DotTile.rows) {
                for i in 0..<DotTile.rows { offsets[i] = a[min(row + i, a.count - 1)] }
                for column in stride(from: 0, to: b.count, by: DotTile.columns) {
                    for j in 0..<DotTile.columns {
                        offsets[DotTile.rows + j] = b[min(column + j, b.count - 1)]
                    }
                    body(row, column, offsets)
                }
            }
        }
    }
}
