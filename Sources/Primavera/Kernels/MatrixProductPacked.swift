/// The matrix product for everything that is not small: blocked, packed, in register tiles.
///
/// After Goto and van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008). Three
/// ideas, each against one bottleneck:
/// 1. **Register tiles.** A tile of C (6 × 64 with AVX-512) stays in registers while a column of
///    A and a row of B go by: 70 Floats are loaded for 384 multiply-adds, by ten instructions.
/// 2. **Packing.** The strips of A and B that a tile reads are copied once into the order in which
///    they are read, so that the innermost loop only walks forward. It also does the transposing,
///    and fills the edges with zeros so that every tile is a full one.
/// 3. **Blocking.** K is cut into slices so that a strip of A (6 × slice) stays in the first cache,
///    and C into blocks of columns so that the strips of B that it passes by stay in the second. A
///    tile's right neighbour comes next, so that the memory of C is walked through forward, too.
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
        && n >= Blocking.stripsForAll * MiddleTile.columns
    {
        multiplyByStrips(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating)
        return
    }
    let stepA = a.steps(rows: m, columns: k)
    let stepB = b.steps(rows: k, columns: n)
    let blockColumns = min(n, Blocking.columns)
    let packedB = Storage(
        count: filled(blockColumns, MiddleTile.columns) * min(k, Blocking.depth))
    for firstColumn in stride(from: 0, to: n, by: blockColumns) {
        for firstDepth in stride(from: 0, to: k, by: Blocking.depth) {
            let slice = PackedSlice(
                strips: packedB.pointer, columns: min(blockColumns, n - firstColumn),
                depth: min(Blocking.depth, k - firstDepth))
            packStripsInParallel(
                b.pointer + (firstDepth * stepB.row + firstColumn * stepB.column),
                acrossStep: stepB.column, depthStep: stepB.row, across: slice.columns,
                depth: slice.depth, stripLength: MiddleTile.columns, into: packedB.pointer)
            multiplyPanels(
                a.pointer + firstDepth * stepA.column, steps: stepA, rows: m, slice,
                into: c + firstColumn, width: n, accumulating: accumulating || firstDepth > 0)
        }
    }
}

/// How far C and K are cut. Each size was the best of its neighbours on 256³ to 2048³.
private enum Blocking {
    /// Slices of K: a strip of A is 6 × 256 Floats, 6 KiB of the first cache.
    static let depth = 256
    /// Columns of B that are packed at a time: they bound its memory to 4 MiB.
    static let columns = 4_096
    /// Columns of C in a block: 512 × 256 Floats of B, 512 KiB of the second cache.
    static let blockColumns = 512
    /// Rows of C in one panel, at most: 96 × 256 Floats of A, 96 KiB of the second cache.
    static let panelStrips = 96 / MiddleTile.rows
    /// Panels come in multiples of this, so that all threads have equal shares.
    static let panels = 8
    /// An A of so few rows, and of so many Floats (512 KiB of the second cache), is packed whole.
    static let fewRows = 256
    static let wholeA = 131_072
    /// How many strips of B it takes to give all threads work.
    static let stripsForAll = 4
}

/// A few rows, as a batch in a dense layer has: A is packed once; then each strip of B belongs to one
/// thread alone, which packs it, slice by slice, and uses it at once, while it is in the second cache.
///
/// No panel of A is packed again for each share of the columns, and no thread waits for a part of B
/// that another one packs.
private func multiplyByStrips(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool
) {
    let stepA = a.steps(rows: m, columns: k)
    let stepB = b.steps(rows: k, columns: n)
    let packedA = Storage(count: filled(m, MiddleTile.rows) * k)
    packStripsInParallel(
        a.pointer, acrossStep: stepA.row, depthStep: stepA.column, across: m, depth: k,
        stripLength: MiddleTile.rows, into: packedA.pointer)
    parallelRanges(n, length: MiddleTile.columns) { columns in
        let strip = Storage(count: min(k, Blocking.depth) * MiddleTile.columns)
        for first in stride(from: 0, to: k, by: Blocking.depth) {
            let depth = min(Blocking.depth, k - first)
            packStrips(
                b.pointer + (first * stepB.row + columns.lowerBound * stepB.column),
                acrossStep: stepB.column, depthStep: stepB.row, across: columns.count,
                depth: depth, stripLength: MiddleTile.columns, into: strip.pointer)
            multiplySlice(
                packedA.pointer + first * MiddleTile.rows, stripStep: k * MiddleTile.rows,
                PackedSlice(strips: strip.pointer, columns: columns.count, depth: depth),
                into: c + columns.lowerBound, width: n, rows: m,
                accumulating: accumulating || first > 0)
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
    _ a: UnsafePointer<Float>, steps: (row: Int, column: Int), rows: Int, _ b: PackedSlice,
    into c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool
) {
    let strips = (rows + MiddleTile.rows - 1) / MiddleTile.rows
    let panels = min(strips, filled((strips - 1) / Blocking.panelStrips + 1, Blocking.panels))
    parallelFor(panels) { panel in
        let top = panel * strips / panels * MiddleTile.rows
        let bottom = min((panel + 1) * strips / panels * MiddleTile.rows, rows)
        let packedA = Storage(count: filled(bottom - top, MiddleTile.rows) * b.depth)
        packStrips(
            a + top * steps.row, acrossStep: steps.row, depthStep: steps.column,
            across: bottom - top, depth: b.depth, stripLength: MiddleTile.rows,
            into: packedA.pointer)
        for left in stride(from: 0, to: b.columns, by: Blocking.blockColumns) {
            let block = PackedSlice(
                strips: b.strips + left * b.depth,
                columns: min(Blocking.blockColumns, b.columns - left), depth: b.depth)
            multiplySlice(
                packedA.pointer, stripStep: b.depth * MiddleTile.rows, block,
                into: c + (top * width + left), width: width, rows: bottom - top,
                accumulating: accumulating)
        }
    }
}

/// Some strips of A times some of B, in the second cache both.
///
/// - Parameter stripStep: from one strip of A to the next
private func multiplySlice(
    _ a: UnsafePointer<Float>, stripStep: Int, _ b: PackedSlice,
    into c: UnsafeMutablePointer<Float>, width: Int, rows: Int, accumulating: Bool
) {
    for row in stride(from: 0, to: rows, by: MiddleTile.rows) {
        for column in stride(from: 0, to: b.columns, by: MiddleTile.columns) {
            multiplyTile(
                a + row / MiddleTile.rows * stripStep, b.strips + column * b.depth, depth: b.depth,
                into: c + (row * width + column), width: width,
                rows: min(MiddleTile.rows, rows - row),
                columns: min(MiddleTile.columns, b.columns - column), accumulating: accumulating)
        }
    }
}

/// One tile, also where C ends inside of it: then the full tile is computed aside, and the part
/// that exists is copied.
private func multiplyTile(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, depth: Int,
    into c: UnsafeMutablePointer<Float>, width: Int, rows: Int, columns: Int, accumulating: Bool
) {
    if rows == MiddleTile.rows && columns == MiddleTile.columns {
        MiddleTile.multiply(
            a, b, step: MiddleTile.columns, depth: depth, into: c, width: width,
            accumulating: accumulating)
        return
    }
    withUnsafeTemporaryAllocation(
        of: Float.self, capacity: MiddleTile.rows * MiddleTile.columns
    ) {
        let tile = $0.baseAddress!
        if columns > HalfTile.columns {
            MiddleTile.multiply(
                a, b, step: MiddleTile.columns, depth: depth, into: tile,
                width: MiddleTile.columns, accumulating: false)
        } else {
            HalfTile.multiply(
                a, b, step: MiddleTile.columns, depth: depth, into: tile,
                width: MiddleTile.columns, accumulating: false)
        }
        for i in 0..<rows {
            let row = c + i * width
            for j in stride(from: 0, to: columns, by: laneCount) {
                let sums = tile.lanes(at: i * MiddleTile.columns + j)
                let before =
                    accumulating ? UnsafePointer(row).lanes(at: j, upTo: columns - j) : .zero
                row.store(before + sums, at: j, upTo: columns - j)
            }
        }
    }
}
