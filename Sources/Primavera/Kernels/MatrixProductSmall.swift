/// The matrix product for few rows, straight from where the factors lie.
///
/// Two cases, by how B is stored:
/// - as it is: row `p` of B, times one number of A, is added to a row of C. Both rows are
///   contiguous, so sixteen columns go at once.
/// - transposed: `C[i, j]` is the dot product of a row of A and a stored row of B.
///
/// Parameters as in ``matrixProductReference(_:_:into:m:n:k:accumulating:)``.
func matrixProductSmall(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool = false
) {
    let stepA = a.steps(rows: m, columns: k)
    // A piece is a row of C with a fixed share of its columns; its sums do not depend on the cut.
    let columnsPerPiece = max(16, 65_536 / max(k, 1) / 16 * 16)
    let piecesPerRow = (n + columnsPerPiece - 1) / columnsPerPiece
    parallelFor(m * piecesPerRow > 1 && m * n * k > 32_768 ? m * piecesPerRow : 1) { piece in
        let whole = m * n * k <= 32_768 || m * piecesPerRow == 1
        let rows = whole ? 0..<m : piece / piecesPerRow..<piece / piecesPerRow + 1
        let first = whole ? 0 : piece % piecesPerRow * columnsPerPiece
        let last = whole ? n : min(first + columnsPerPiece, n)
        for i in rows {
            let rowA = a.pointer + i * stepA.row
            let rowC = c + i * n
            if b.isTransposed {
                for j in first..<last {
                    let sum = dotProduct(rowA, step: stepA.column, b.pointer + j * k, count: k)
                    rowC[j] = accumulating ? rowC[j] + sum : sum
                }
            } else {
                if !accumulating { (rowC + first).update(repeating: 0, count: last - first) }
                for p in 0..<k {
                    addScaled(
                        rowA[p * stepA.column], b.pointer + p * n + first, to: rowC + first,
                        count: last - first)
                }
            }
        }
    }
}

/// `y += scale · x`, sixteen elements at once.
@inline(__always)
func addScaled(
    _ scale: Float, _ x: UnsafePointer<Float>, to y: UnsafeMutablePointer<Float>, count: Int
) {
    let scales = Lanes(repeating: scale)
    var i = 0
    while i &+ laneCount <= count {
        y.store(multiplyAdd(y.lanes(at: i), scales, x.lanes(at: i)), at: i)
        i &+= laneCount
    }
    while i < count {
        y[i] = multiplyAdd(y[i], scale, x[i])
        i &+= 1
    }
}

/// `Σ x[i · step] · y[i]`. With step 1, in four vectors of partial sums.
///
/// The compiler may not reorder a sum of Floats by itself, so the vectors are written out; four
/// of them keep the multiply-adds, four to five cycles long, from waiting for each other.
@inline(__always)
func dotProduct(
    _ x: UnsafePointer<Float>, step: Int = 1, _ y: UnsafePointer<Float>, count: Int
) -> Float {
    var total: Float = 0
    var i = 0
    if step == 1 {
        var s0 = Lanes.zero
        var s1 = Lanes.zero
        var s2 = Lanes.zero
        var s3 = Lanes.zero
        while i &+ 4 &* laneCount <= count {
            s0 = multiplyAdd(s0, x.lanes(at: i), y.lanes(at: i))
            s1 = multiplyAdd(s1, x.lanes(at: i &+ 16), y.lanes(at: i &+ 16))
            s2 = multiplyAdd(s2, x.lanes(at: i &+ 32), y.lanes(at: i &+ 32))
            s3 = multiplyAdd(s3, x.lanes(at: i &+ 48), y.lanes(at: i &+ 48))
            i &+= 4 &* laneCount
        }
        while i &+ laneCount <= count {
            s0 = multiplyAdd(s0, x.lanes(at: i), y.lanes(at: i))
            i &+= laneCount
        }
        total = ((s0 + s1) + (s2 + s3)).total
    }
    while i < count {
        total = multiplyAdd(total, x[i &* step], y[i])
        i &+= 1
    }
    return total
}
