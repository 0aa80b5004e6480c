/// A product with few rows, as a batch in a dense layer has: A stays in the cache, and each strip of B is
/// read where it lies, also where its rows do not begin with cache lines. Only a transposed B, or one of long
/// rows, is packed, by the thread that uses it at once.
///
/// A packed B would be read as often as A has strips, which is not often enough to pay: 128 × 784 ·
/// 784 × 512 has 6 to 9 % more multiply-adds in a second without, on two threads up to 40 %.
struct FewRowsProduct {
    private let a: Strips
    private let stripsOfA: Int
    private let b: MatrixOperand
    private let stripsOfB: Int
    private let packsB: Bool
    private let c: UnsafeMutablePointer<Float>
    private let m, n, k: Int
    private let accumulating: Bool
    /// Shares of the rows: a piece is one of them with one strip of B.
    private let shares: Int
    /// How many pieces there are.
    var pieces: Int { stripsOfB * shares }

    /// Parameters as in ``matrixProductReference(_:_:into:m:n:k:accumulating:)``; there have to be rows, columns
    /// and depth.
    ///
    /// - Parameter longest: how many multiply-adds a piece may have, as far as it can be cut
    init(
        _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
        m: Int, n: Int, k: Int, accumulating: Bool = false, longest: Int = .max
    ) {
        let steps = a.steps(rows: m, columns: k)
        self.a = Strips(
            a.pointer, acrossStep: steps.row, depthStep: steps.column, across: m, depth: k,
            stripLength: MiddleTile.rows, packedInto: nil)
        stripsOfA = (m + MiddleTile.rows - 1) / MiddleTile.rows
        stripsOfB = (n + MiddleTile.columns - 1) / MiddleTile.columns
        packsB = b.isTransposed || n >= Blocking.longRow
        // Where strips of B are few, or would take too long, the rows are cut, too.
        let cuts = max((Blocking.panels - 1) / stripsOfB, (m * n * k / stripsOfB - 1) / longest)
        shares = packsB ? 1 : min(stripsOfA, cuts + 1)
        (self.b, self.c) = (b, c)
        (self.m, self.n, self.k) = (m, n, k)
        self.accumulating = accumulating
    }

    func compute() {
        parallelFor(pieces, alone: m * n * k <= Blocking.alone) { compute($0) }
    }

    /// Two products in one parallel region, of which the second does not need the first.
    static func compute(_ one: FewRowsProduct, _ other: FewRowsProduct) {
        let pairs = min(one.pieces, other.pieces)
        let longer = one.pieces > other.pieces ? one : other
        // By turns, so that each thread has its share of both.
        parallelFor(one.pieces + other.pieces) { piece in
            if piece < 2 * pairs {
                (piece % 2 == 0 ? one : other).compute(piece / 2)
            } else {
                longer.compute(piece - pairs)
            }
        }
    }

    /// One piece.
    func compute(_ piece: Int) {
        let stepB = b.steps(rows: k, columns: n)
        // Neighbouring pieces, which one thread tends to compute, have in common what is larger: a strip of B,
        // or the rows of C.
        let (strip, share) =
            k > m
            ? (piece / shares, piece % shares) : (piece % stripsOfB, piece / stripsOfB)
        let left = strip * MiddleTile.columns
        let firstStrip = share * stripsOfA / shares
        let lastStrip = (share + 1) * stripsOfA / shares
        let top = firstStrip * MiddleTile.rows
        let columns = min(MiddleTile.columns, n - left)
        let packedB = packsB ? Storage(count: min(k, Blocking.depth) * MiddleTile.columns) : nil
        for first in stride(from: 0, to: k, by: Blocking.depth) {
            let depth = min(Blocking.depth, k - first)
            let source = b.pointer + (first * stepB.row + left * stepB.column)
            let stripOfB = Strips(
                source, acrossStep: stepB.column, depthStep: stepB.row, across: columns,
                depth: depth, stripLength: MiddleTile.columns, packedInto: packedB)
            multiplyStrips(
                a.from(firstStrip, depth: first),
                rows: min(lastStrip * MiddleTile.rows, m) - top, stripOfB, columns: columns,
                depth: depth, into: c + (top * n + left), width: n,
                accumulating: accumulating || first > 0)
        }
        withExtendedLifetime(packedB) {}
    }
}
