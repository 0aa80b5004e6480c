/// A factor in strips, each as many rows of A, or columns of B, as a register tile has.
struct Strips {
    private let start: UnsafePointer<Float>
    /// From one strip to the next.
    private let stripStep: Int
    /// Within a strip, from one row of A, or column of B, to the next: 1 where it is packed.
    let acrossStep: Int
    /// Within a strip, from one position along K to the next.
    let depthStep: Int

    /// Some rows of A, or columns of B, packed into `storage`, for as long as that lives; without one they
    /// are read where they lie.
    ///
    /// Of a B in place the numbers at one depth must lie side by side (`acrossStep` 1). The last strip may
    /// then reach behind the matrix, into the slack of ``Storage``; what it finds there goes into numbers
    /// that nobody reads. Parameters as in
    /// ``packStrips(_:acrossStep:depthStep:across:depth:stripLength:into:)``.
    init(
        _ source: UnsafePointer<Float>, acrossStep: Int, depthStep: Int, across: Int, depth: Int,
        stripLength: Int, packedInto storage: Storage?
    ) {
        guard let storage else {
            self.init(
                start: source, stripStep: stripLength * acrossStep, acrossStep: acrossStep,
                depthStep: depthStep)
            return
        }
        // Inside of a parallel region this is the calling thread alone.
        packStripsInParallel(
            source, acrossStep: acrossStep, depthStep: depthStep, across: across, depth: depth,
            stripLength: stripLength, into: storage.pointer)
        self.init(
            start: storage.pointer, stripStep: stripLength * depth, acrossStep: 1,
            depthStep: stripLength)
    }

    private init(
        start: UnsafePointer<Float>, stripStep: Int, acrossStep: Int, depthStep: Int
    ) {
        self.start = start
        self.stripStep = stripStep
        self.acrossStep = acrossStep
        self.depthStep = depthStep
    }

    /// The same from some strip and some depth on.
    func from(_ strip: Int, depth: Int = 0) -> Strips {
        Strips(
            start: self[strip] + depth * depthStep, stripStep: stripStep, acrossStep: acrossStep,
            depthStep: depthStep)
    }

    subscript(strip: Int) -> UnsafePointer<Float> { start + strip * stripStep }
}

/// Some strips of A times some of B, tile by tile: `C (+)= A · B` for their rows and columns.
///
/// - Parameters:
///   - depth: how far along K; at most a slice, so that a tile finds its strips in the caches
///   - c: `width` from one row to the next
func multiplyStrips(
    _ a: Strips, rows: Int, _ b: Strips, columns: Int, depth: Int,
    into c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool
) {
    for row in stride(from: 0, to: rows, by: MiddleTile.rows) {
        let existing = min(MiddleTile.rows, rows - row)
        var strip = a.from(row / MiddleTile.rows)
        var packed: Storage?
        if existing < MiddleTile.rows && existing != LowTile.rows && a.acrossStep != 1 {
            // Rows that lie apart and do not exist must not be read: zeros stand for them.
            packed = Storage(scratch: MiddleTile.rows * depth)
            strip = Strips(
                strip[0], acrossStep: a.acrossStep, depthStep: a.depthStep, across: existing,
                depth: depth, stripLength: MiddleTile.rows, packedInto: packed)
        }
        for column in stride(from: 0, to: columns, by: MiddleTile.columns) {
            let right = b.from(column / MiddleTile.columns)
            let to = c + (row * width + column)
            let columns = min(MiddleTile.columns, columns - column)
            if existing == LowTile.rows {
                multiplyTile(
                    LowTile.self, strip, right, depth: depth, into: to, width: width,
                    rows: existing, columns: columns, accumulating: accumulating)
            } else if columns > HalfTile.columns {
                multiplyTile(
                    MiddleTile.self, strip, right, depth: depth, into: to, width: width,
                    rows: existing, columns: columns, accumulating: accumulating)
            } else {
                multiplyTile(
                    HalfTile.self, strip, right, depth: depth, into: to, width: width,
                    rows: existing, columns: columns, accumulating: accumulating)
            }
        }
        withExtendedLifetime(packed) {}
    }
}

/// One tile, also where C ends inside of it: then the full tile is computed aside, and the part
/// that exists is copied.
private func multiplyTile<Tile: RegisterTile>(
    _: Tile.Type, _ a: Strips, _ b: Strips, depth: Int, into c: UnsafeMutablePointer<Float>,
    width: Int, rows: Int, columns: Int, accumulating: Bool
) {
    if rows == Tile.rows && columns == Tile.columns {
        Tile.multiply(
            a[0], rowStep: a.acrossStep, step: a.depthStep, b[0], step: b.depthStep, depth: depth,
            into: c, width: width, accumulating: accumulating)
        return
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Tile.rows * Tile.columns) {
        let tile = $0.baseAddress!
        Tile.multiply(
            a[0], rowStep: a.acrossStep, step: a.depthStep, b[0], step: b.depthStep, depth: depth,
            into: tile, width: Tile.columns, accumulating: false)
        for i in 0..<rows {
            let row = c + i * width
            for j in stride(from: 0, to: columns, by: laneCount) {
                let sums = tile.lanes(at: i * Tile.columns + j)
                let before =
                    accumulating ? UnsafePointer(row).lanes(at: j, upTo: columns - j) : .zero
                row.store(before + sums, at: j, upTo: columns - j)
            }
        }
    }
}
