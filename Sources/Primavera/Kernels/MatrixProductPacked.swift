/// The matrix product for large matrices: blocked, packed, in register tiles.
///
/// After Goto and van de Geijn, *Anatomy of High-Performance Matrix Multiplication* (2008). Three
/// ideas, each against one bottleneck:
/// 1. **Register tiles.** A tile of C (6 × 64 with AVX-512) stays in registers while a column of
///    A and a row of B go by: 70 Floats are loaded for 384 multiply-adds, by ten instructions.
/// 2. **Packing.** Where rows are long, the strips of A and B that a tile reads are copied once into
///    the order in which they are read, so that the innermost loop only walks forward. It also
///    transposes B, whose numbers must lie side by side, and fills the edges with zeros so that every
///    tile is a full one.
/// 3. **Blocking.** K is cut into slices so that a strip of A (6 × slice) stays in the first cache,
///    and C into blocks of columns so that the strips of B that it passes by stay in the second. A
///    tile's right neighbour comes next, so that the memory of C is walked through forward, too.
///
/// The threads pack a slice of B together; then each takes panels of C, some rows high, and packs the
/// rows of A for its panel by itself, so that they are in its own cache when they are used. Factors of
/// shorter rows are read where they lie: A always, B if it is not transposed. The ways of smaller products
/// use the same tiles.
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
    let packsA = (a.isTransposed ? m : k) >= Blocking.longRow
    let slice = min(k, m * n >= Blocking.largeC ? Blocking.deep : Blocking.depth)
    let packsB = !(b.isReadableInStrips(n) && n <= Blocking.blockColumns(slice))
    let columnsAtOnce = min(n, Blocking.columns)
    let packedB =
        packsB ? Storage(count: filled(columnsAtOnce, MiddleTile.columns) * slice) : nil
    for firstColumn in stride(from: 0, to: n, by: columnsAtOnce) {
        for firstDepth in stride(from: 0, to: k, by: slice) {
            let columns = min(columnsAtOnce, n - firstColumn)
            let depth = min(slice, k - firstDepth)
            let source = b.pointer + (firstDepth * stepB.row + firstColumn * stepB.column)
            let strips = Strips(
                source, acrossStep: stepB.column, depthStep: stepB.row, across: columns,
                depth: depth, stripLength: MiddleTile.columns, packedInto: packedB)
            multiplyPanels(
                a.pointer + firstDepth * stepA.column, steps: stepA, packed: packsA, rows: m,
                strips, columns: columns, depth: depth, into: c + firstColumn, width: n,
                accumulating: accumulating || firstDepth > 0)
        }
    }
    withExtendedLifetime(packedB) {}
}

/// How far C and K are cut. Each size was the best of its neighbours on 256³ to 2048³.
enum Blocking {
    /// Slices of K: a strip of A is 6 × 256 Floats, 6 KiB of the first cache.
    static let depth = 256
    /// Slices for a large C, since each slice reads and writes all of it: a quarter as many save more than
    /// smaller blocks and a strip of A of 24 KiB cost. 1024³ takes 0.96 to 0.99 of the time, 2048³ 0.95.
    static let deep = 1_024
    /// Floats of a C that is larger than the second cache: 4 MiB.
    static let largeC = 1_048_576
    /// Columns of B that are packed at a time: they bound its memory to 4 MiB, or 16.
    static let columns = 4_096
    /// Columns of C in a block: 512 × 256 or 128 × 1024 Floats of B, 512 KiB of the second cache.
    static func blockColumns(_ slice: Int) -> Int { slice > depth ? 128 : 512 }
    /// Rows of C in one panel, at most: 96 × 256 Floats of A, 96 KiB of the second cache, or 384.
    static let panelStrips = 96 / MiddleTile.rows
    /// Panels come in multiples of this, so that all threads have equal shares.
    static let panels = 8
    /// Columns that would leave most of a tile empty.
    static let fewColumns = 32
    /// An A of so few rows, and of so many Floats (512 KiB), stays whole in the second cache.
    static let fewRows = 256
    static let wholeA = 131_072
    /// How many strips of B it takes to give all threads work.
    static let stripsForAll = 4
    /// So few multiply-adds take less time in two strips at once than cut finer, in one parallel region
    /// after another: 128 × 400 · 400 × 120, before it was computed turned, 40 µs and not 47.
    static let smallProduct = 8_000_000
    /// So few multiply-adds take less time than a parallel region.
    static let alone = 65_536
    /// So few are better done at once than in spare moments: 32 × 120 · 120 × 84 gained nothing.
    static let notWorthPuttingOff = 1_000_000
    /// So many in a piece for spare moments take one to two microseconds.
    static let forSpareMoments = 150_000
    /// So few take less time than packing.
    static let notWorthPacking = 16_384
    /// Floats in a row, a page of memory: strips of rows as long are not read in place. They would take
    /// each other's places in the caches, and the processor would look up where every row lies.
    static let longRow = 1_024
}

extension MatrixOperand {
    /// Whether the tiles may read strips of B where they lie: rows that are short and begin with cache
    /// lines, so that no vector lies across two of them.
    fileprivate func isReadableInStrips(_ columns: Int) -> Bool {
        !isTransposed && columns < Blocking.longRow && columns % laneCount == 0
    }
}

/// Adds the product of some columns of A and some rows of B to C, panel by panel.
///
/// - Parameters:
///   - a: the first Float of those columns, with the steps from row to row and column to column
///   - packed: whether each panel of A is to be packed; else it is read where it lies
///   - rows: how many A and C have
///   - c: the first Float of the columns of C, `width` from row to row
private func multiplyPanels(
    _ a: UnsafePointer<Float>, steps: (row: Int, column: Int), packed: Bool, rows: Int,
    _ b: Strips, columns: Int, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int,
    accumulating: Bool
) {
    let strips = (rows + MiddleTile.rows - 1) / MiddleTile.rows
    let panels = min(strips, filled((strips - 1) / Blocking.panelStrips + 1, Blocking.panels))
    parallelFor(panels, alone: rows * columns * depth <= Blocking.alone) { panel in
        let top = panel * strips / panels * MiddleTile.rows
        let bottom = min((panel + 1) * strips / panels * MiddleTile.rows, rows)
        let storage =
            packed ? Storage(count: filled(bottom - top, MiddleTile.rows) * depth) : nil
        let panelOfA = Strips(
            a + top * steps.row, acrossStep: steps.row, depthStep: steps.column,
            across: bottom - top, depth: depth, stripLength: MiddleTile.rows, packedInto: storage)
        let blockColumns = Blocking.blockColumns(depth)
        for left in stride(from: 0, to: columns, by: blockColumns) {
            multiplyStrips(
                panelOfA, rows: bottom - top, b.from(left / MiddleTile.columns),
                columns: min(blockColumns, columns - left), depth: depth,
                into: c + (top * width + left), width: width, accumulating: accumulating)
        }
        withExtendedLifetime(storage) {}
    }
}
