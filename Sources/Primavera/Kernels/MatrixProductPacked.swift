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
///    cache, and a block of A in the second.
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
    let stepA = a.steps(rows: m, columns: k)
    let stepB = b.steps(rows: k, columns: n)
    let sliceDepth = min(k, Blocking.depth)
    let blockRows = min(m, Blocking.rows)
    let blockColumns = min(n, Blocking.columns)
    let packedA = Storage(count: roundedUp(blockRows, to: TallTile.rows) * sliceDepth)
    let packedB = Storage(count: roundedUp(blockColumns, to: TallTile.columns) * sliceDepth)
    // In a packed strip of B each row follows the one before.
    let offsets = (0..<sliceDepth).map { $0 * TallTile.columns }
    offsets.withUnsafeBufferPointer { offsets in
        let rowsOfB = offsets.baseAddress!
        for firstColumn in stride(from: 0, to: n, by: blockColumns) {
            let columns = firstColumn..<min(firstColumn + blockColumns, n)
            for firstDepth in stride(from: 0, to: k, by: sliceDepth) {
                let depth = firstDepth..<min(firstDepth + sliceDepth, k)
                packStrips(
                    b.pointer + firstDepth * stepB.row + firstColumn * stepB.column,
                    acrossStep: stepB.column, depthStep: stepB.row, across: columns.count,
                    depth: depth.count, stripLength: TallTile.columns, into: packedB.pointer)
                for firstRow in stride(from: 0, to: m, by: blockRows) {
                    let rows = firstRow..<min(firstRow + blockRows, m)
                    packStrips(
                        a.pointer + firstRow * stepA.row + firstDepth * stepA.column,
                        acrossStep: stepA.row, depthStep: stepA.column, across: rows.count,
                        depth: depth.count, stripLength: TallTile.rows, into: packedA.pointer)
                    multiplyPacked(
                        packedA.pointer, packedB.pointer, rows: rows, columns: columns,
                        depth: depth.count, rowsOfB: rowsOfB, into: c, width: n,
                        accumulating: accumulating || firstDepth > 0)
                }
            }
        }
    }
}

/// How far C and K are cut. Sizes are in Floats; each was the best of its neighbours on 1024³.
private enum Blocking {
    /// Slices of K: a strip of B is 256 × 32 Floats, 32 KiB of a first cache of 32 to 48 KiB.
    static let depth = 256
    /// Rows of C at a time: bounds the memory of the packed A to 2 MiB.
    static let rows = 2_016
    /// Columns of C at a time: bounds the memory of the packed B to 4 MiB.
    static let columns = 4_096
    /// Rows and columns of C in one piece of parallel work.
    static let pieceRows = 8 * TallTile.rows
    static let pieceColumns = 8 * TallTile.columns
}

private func roundedUp(_ count: Int, to multiple: Int) -> Int {
    (count + multiple - 1) / multiple * multiple
}

/// One block of C from packed strips, in pieces that several threads share.
private func multiplyPacked(
    _ packedA: UnsafePointer<Float>, _ packedB: UnsafePointer<Float>, rows: Range<Int>,
    columns: Range<Int>, depth: Int, rowsOfB: UnsafePointer<Int>,
    into c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool
) {
    let piecesDown = (rows.count + Blocking.pieceRows - 1) / Blocking.pieceRows
    let piecesAcross = (columns.count + Blocking.pieceColumns - 1) / Blocking.pieceColumns
    parallelFor(piecesDown * piecesAcross) { piece in
        let top = piece % piecesDown * Blocking.pieceRows
        let left = piece / piecesDown * Blocking.pieceColumns
        let bottom = min(top + Blocking.pieceRows, rows.count)
        let right = min(left + Blocking.pieceColumns, columns.count)
        for column in stride(from: left, to: right, by: TallTile.columns) {
            for row in stride(from: top, to: bottom, by: TallTile.rows) {
                multiplyTile(
                    packedA + row * depth, packedB + column * depth, rowsOfB, depth: depth,
                    into: c + (rows.lowerBound + row) * width + columns.lowerBound + column,
                    width: width, rows: min(TallTile.rows, bottom - row),
                    columns: min(TallTile.columns, right - column), accumulating: accumulating)
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
            for j in 0..<columns {
                let sum = tile[i * TallTile.columns + j]
                c[i * width + j] = accumulating ? c[i * width + j] + sum : sum
            }
        }
    }
}
