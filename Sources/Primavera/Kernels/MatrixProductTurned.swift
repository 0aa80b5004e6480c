// Products that are computed turned, as Cᵀ = Bᵀ Aᵀ, because their factors fit the tiles better that way.
// Each number of C is the same sum in the same order.

/// A few columns, as the classes in a last layer are: Cᵀ = Bᵀ Aᵀ has few rows instead. Of 128 × 512 ·
/// 512 × 10 it is half of the time, of its weights' gradient a quarter.
func multiplyFewColumns(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int
) {
    let turned = Storage(count: m * n)
    let way = ProductWay(b.turned, a.turned, m: n, n: m, k: k)
    // In tiles, even for a single column.
    matrixProduct(
        b.turned, a.turned, into: turned.pointer, m: n, n: m, k: k,
        by: way == .small ? .packed : way)
    // A strip as long as a row of C is the whole of C.
    packStrips(
        turned.pointer, acrossStep: m, depthStep: 1, across: n, depth: m, stripLength: n, into: c)
}

/// A batch times the weights of a dense layer, `X Wᵀ`: the rows of W, read where they lie, take the place of
/// A, and the batch, which has fewer of them, is what is packed.
///
/// It saves a third of the time of 32 × 400 · 400 × 120 and of 128 × 2048 · 2048 × 1024, a twelfth of
/// 128 × 784 · 784 × 512.
///
/// - Parameters:
///   - x: `[M, K]`
///   - w: `[N, K]`
///   - c: room for `[M, N]`
///   - biased: makes of the product's numbers and the biases `[N]` of their columns what is wanted
func multiplyByWeights(
    _ x: UnsafePointer<Float>, _ w: UnsafePointer<Float>, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, biased: (bias: UnsafePointer<Float>, f: StretchOfPairs)? = nil
) {
    let stripLength = min(MiddleTile.columns, filled(m, HalfTile.columns))
    let packed = Storage(count: filled(m, stripLength) * k)
    let batch = Strips(
        x, acrossStep: k, depthStep: 1, across: m, depth: k, stripLength: stripLength,
        packedInto: packed)
    let weights = Strips(
        w, acrossStep: k, depthStep: 1, across: n, depth: k, stripLength: MiddleTile.rows,
        packedInto: nil)
    let strips = (n + MiddleTile.rows - 1) / MiddleTile.rows
    let pieces = min(strips, Blocking.panels)
    parallelFor(pieces, alone: m * n * k <= Blocking.alone) { piece in
        let first = piece * strips / pieces
        let top = first * MiddleTile.rows
        let rows = min((piece + 1) * strips / pieces * MiddleTile.rows, n) - top
        let turned = Storage(scratch: rows * m)
        for depth in stride(from: 0, to: k, by: Blocking.depth) {
            multiplyStrips(
                weights.from(first, depth: depth), rows: rows, batch.from(0, depth: depth),
                columns: m, depth: min(Blocking.depth, k - depth), into: turned.pointer,
                width: m, accumulating: depth > 0)
        }
        if let biased {
            // A row, turned, has one bias. All rows at once, since f works on whole vectors.
            let biases = Storage(scratch: rows * m)
            for row in 0..<rows {
                let bias = Lanes(repeating: biased.bias[top + row])
                // The last vector may reach into the next row, which comes next, or behind the last one.
                for i in stride(from: 0, to: m, by: laneCount) {
                    biases.pointer.store(bias, at: row &* m &+ i)
                }
            }
            biased.f(turned.pointer, biases.pointer, turned.pointer, filled(rows * m, laneCount))
            withExtendedLifetime(biases) {}
        }
        turnRows(
            turned.pointer, acrossStep: m, depthStep: 1, length: rows, depth: m, c + top, n)
        withExtendedLifetime(turned) {}
    }
    withExtendedLifetime(packed) {}
}
