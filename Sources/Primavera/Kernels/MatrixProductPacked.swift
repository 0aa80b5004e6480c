/// The matrix product for everything that is not small: blocked, packed, in register tiles.
///
/// After Goto and van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008). Three
/// ideas, each against one bottleneck:
/// 1. **Register tiles.** A tile of C (12 × 32 with AVX-512) stays in registers while a column of
///    A and a row of B go by: 44 Floats are loaded for 384 multiply-adds.
/// 2. **Packing.** The strips of A and B that a tile reads are copied once into the order in which
///    they are read, so that the innermost loop only walks forward. It also does the transposing,
///    and fills the edges with zeros so that every tile is a full one.
/// 3. **Blocking.** K is cut into slices so that a strip of B (slice × 32) stays in the first
///    cache, and the rows of A that pass by it in the second.
///
/// The threads pack a slice of B together; then each takes panels of C, some rows high, and packs the
/// rows of A for its panel by itself, so that they are in its own cache when they are used.
///
/// The sum of one element of C runs over K in one order, slice after slice, whoever computes it:
/// the result does not depend on the number of threads.
///
/// Parameters as in ``matrixProductReference(_:_:into:m:n:k:accumulating:)``.
func matrixProductPacked(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool = false
) {
    if k == 0 {
        if !accumulating { c.update(repeating: 0, count: m * n) }
        return
    }
    if m <= Blocking.fewRows && m * k <= Blocking.wholeA
        && n >= Blocking.stripsForAll * TallTile.columns
    {
        multiplyByStrips(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating)
        return
    }
    let stepA = a.steps(rows: m, columns: k)
    let stepB = b.steps(rows: k, columns: n)
    let blockColumns = min(n, Blocking.columns)
    let strips = (blockColumns + TallTile.columns - 1) / TallTile.columns
    let packedB = Storage(count: strips * TallTile.columns * min(k, Blocking.depth))
    for firstColumn in stride(from: 0, to: n, by: blockColumns) {
        for firstDepth in stride(from: 0, to: k, by: Blocking.depth) {
            let slice = PackedSlice(
                strips: packedB.pointer, columns: min(blockColumns, n - firstColumn),
                depth: min(Blocking.depth, k - firstDepth))
            packStripsInParallel(
                b.pointer + firstDepth * stepB.row + firstColumn * stepB.column,
                acrossStep: stepB.column, depthStep: stepB.row, across: slice.columns,
                depth: slice.depth, stripLength: TallTile.columns, into: packedB.pointer)
            multiplyPanels(
                a.pointer + firstDepth * stepA.column, steps: stepA, rows: m, slice,
                into: c + firstColumn, width: n, accumulating: accumulating || firstDepth > 0)
        }
    }
}

/// How far C and K are cut. Each size was the best of its neighbours on 256³ to 2048³.
private enum Blocking {
    /// Slices of K: a strip of B is 256 × 32 Floats, 32 KiB of a first cache of 32 to 48 KiB.
    static let depth = 256
    /// Columns of C at a time: bounds the memory of the packed B to 4 MiB.
    static let columns = 4_096
    /// Rows of C in one panel: 48 × 256 Floats of A, 48 KiB of the second cache.
    static let panelRows = 4 * TallTile.rows
    /// Where there are fewer panels than this their columns are shared out too, so that all threads
    /// have work.
    static let pieces = 8
    /// An A of so few rows, and of so many Floats (512 KiB of the second cache), is packed whole.
    static let fewRows = 256
    static let wholeA = 131_072
    /// How many strips of B it takes to give all threads work.
    static let stripsForAll = 4
}

/// A few rows, as a batch in a dense layer has: A is packed once; then each strip of B belongs to one
/// thread alone, which packs it, slice by slice, and uses it at once, while it is in the first cache.
///
/// Two parallel regions instead of two for each slice, and no panel of A is packed again for each share
/// of the columns: 128 × 512 · 512 × 784 takes 510 to 610 µs, in panels 650 to 680.
private func multiplyByStrips(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool
) {
    let stepA = a.steps(rows: m, columns: k)
    let stepB = b.steps(rows: k, columns: n)
    let filledRows = (m + TallTile.rows - 1) / TallTile.rows * TallTile.rows
    let packedA = Storage(count: filledRows * k)
    packStripsInParallel(
        a.pointer, acrossStep: stepA.row, depthStep: stepA.column, across: m, depth: k,
        stripLength: TallTile.rows, into: packedA.pointer)
    // In a packed strip of B each row follows the one before.
    let rowsOfB = (0..<min(k, Blocking.depth)).map { $0 * TallTile.columns }
    parallelRanges(n, length: TallTile.columns) { columns in
        let strip = Storage(count: rowsOfB.count * TallTile.columns)
        for first in stride(from: 0, to: k, by: Blocking.depth) {
            let depth = min(Blocking.depth, k - first)
            packStrips(
                b.pointer + (first * stepB.row + columns.lowerBound * stepB.column),
                acrossStep: stepB.column, depthStep: stepB.row, across: columns.count,
                depth: depth, stripLength: TallTile.columns, into: strip.pointer)
            for row in stride(from: 0, to: m, by: TallTile.rows) {
                multiplyTile(
                    packedA.pointer + (row * k + first * TallTile.rows), strip.pointer, rowsOfB,
                    depth: depth, into: c + (row * n + columns.lowerBound), width: n,
                    rows: min(TallTile.rows, m - row), columns: columns.count,
                    accumulating: accumulating || first > 0)
            }
        }
    }
}

/// Some rows of B, packed.
private struct PackedSlice {
    let strips: UnsafePointer<Float>
    let columns: Int
    let depth: Int
}

/// Adds the product of some columns of A and the packed rows of B to C, panel by panel.
///
/// - Parameters:
///   - a: the first Float of those columns, with the steps from row to row and column to column
///   - rows: how many A and C have
///   - c: the first Float of the columns of C, `width` from row to row
private func multiplyPanels(
    _ a: UnsafePointer<Float>, steps: (row: Int, column: Int), rows: Int, _ slice: PackedSlice,
    into c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool
) {
    let depth = slice.depth
    let panels = (rows + Blocking.panelRows - 1) / Blocking.panelRows
    let strips = (slice.columns + TallTile.columns - 1) / TallTile.columns
    let shares = min(strips, (Blocking.pieces + panels - 1) / panels)
    let pieceColumns = (strips + shares - 1) / shares * TallTile.columns
    let piecesAcross = (slice.columns + pieceColumns - 1) / pieceColumns
    // In a packed strip of B each row follows the one before.
    let rowsOfB = (0..<depth).map { $0 * TallTile.columns }
    parallelFor(panels * piecesAcross) { piece in
        let top = piece % panels * Blocking.panelRows
        let panel = min(Blocking.panelRows, rows - top)
        let left = piece / panels * pieceColumns
        let right = min(left + pieceColumns, slice.columns)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Blocking.panelRows * depth) {
            let packedA = $0.baseAddress!
            packStrips(
                a + top * steps.row, acrossStep: steps.row, depthStep: steps.column,
                across: panel, depth: depth, stripLength: TallTile.rows, into: packedA)
            for column in stride(from: left, to: right, by: TallTile.columns) {
                for row in stride(from: 0, to: panel, by: TallTile.rows) {
                    multiplyTile(
                        packedA + row * depth, slice.strips + column * depth, rowsOfB,
                        depth: depth, into: c + (top + row) * width + column, width: width,
                        rows: min(TallTile.rows, panel - row),
                        columns: min(TallTile.columns, right - column),
                        accumulating: accumulating)
                }
            }
        }
    }
}

/// One tile, also where C ends inside of it: then the full tile is computed aside, and the part
/// that exists is copied.
private func multiplyTile(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ rowsOfB: UnsafePointer<Int>,
    depth: Int, into c: UnsafeMutablePointer<Float>, width: Int, rows: Int, columns: Int,
    accumulating: Bool
) {
    if rows == TallTile.rows && columns == TallTile.columns {
        TallTile.multiply(
            a, b, rowsOfB, depth: depth, into: c, width: width, accumulating: accumulating)
        return
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: TallTile.rows * TallTile.columns) {
        let tile = $0.baseAddress!
        TallTile.multiply(a, b, rowsOfB, depth: depth, into: tile, width: TallTile.columns)
        for i in 0..<rows {
            let row = c + i * width
            for j in stride(from: 0, to: columns, by: laneCount) {
                let sums = tile.lanes(at: i * TallTile.columns + j)
                let before =
                    accumulating ? UnsafePointer(row).lanes(at: j, upTo: columns - j) : .zero
                row.store(before + sums, at: j, upTo: columns - j)
            }
        }
    }
}
