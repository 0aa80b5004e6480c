/// A matrix in memory as a factor of a product: its first Float, and whether to read it transposed.
///
/// `rows` and `columns` in the kernels are those of the factor as it is used. A transposed factor
/// is stored with the two exchanged, and never copied to be turned: packing reads it as it lies.
///
/// The kernels may read a little behind its end, as far as ``Storage`` has slack.
struct MatrixOperand {
    let pointer: UnsafePointer<Float>
    let isTransposed: Bool

    /// The step from one row to the next, and from one column to the next, of the factor as used.
    func steps(rows: Int, columns: Int) -> (row: Int, column: Int) {
        isTransposed ? (1, rows) : (columns, 1)
    }

    /// The same memory, read the other way.
    var turned: MatrixOperand { MatrixOperand(pointer: pointer, isTransposed: !isTransposed) }
}

/// The matrix product as the definition has it: `C[i, j] = Σₖ A[i, k] · B[k, j]`.
///
/// Three loops, one sum at a time. It is the text of the fast versions and the judge of their
/// tests. On 1024 × 1024 matrices it is some hundred times slower than ``matrixProduct``.
///
/// - Parameters:
///   - a: A `[M, K]`, or `[K, M]` read transposed
///   - b: B `[K, N]`, or `[N, K]` read transposed
///   - c: C `[M, N]`, written
///   - accumulating: adds to what C holds instead of replacing it
func matrixProductReference(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool = false
) {
    let stepA = a.steps(rows: m, columns: k)
    let stepB = b.steps(rows: k, columns: n)
    for i in 0..<m {
        for j in 0..<n {
            var sum: Float = 0
            for p in 0..<k {
                sum +=
                    a.pointer[i * stepA.row + p * stepA.column]
                    * b.pointer[p * stepB.row + j * stepB.column]
            }
            c[i * n + j] = accumulating ? c[i * n + j] + sum : sum
        }
    }
}

/// The matrix product `C = A · B`, by whichever way is fast for the shape, or the one that is asked for.
///
/// Same parameters as ``matrixProductReference(_:_:into:m:n:k:accumulating:)``.
func matrixProduct(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool = false, by way: ProductWay? = nil
) {
    if m == 0 || n == 0 { return }
    switch way ?? ProductWay(a, b, m: m, n: n, k: k, accumulating: accumulating) {
    case .small:
        matrixProductSmall(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating)
    case .fewColumns:
        multiplyFewColumns(a, b, into: c, m: m, n: n, k: k)
    case .byWeights:
        multiplyByWeights(a.pointer, b.pointer, into: c, m: m, n: n, k: k)
    case .fewRows:
        FewRowsProduct(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating).compute()
    case .packed:
        matrixProductPacked(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating)
    }
}

/// The ways to compute a product. Each is the fast one for some shapes; the first that suits is taken.
enum ProductWay {
    /// Straight from where the factors lie: so little, or so few rows, that packing does not pay.
    case small
    /// Turned, as the classes in a last layer: their few columns are then few rows, which fill the tiles
    /// better. C is written, not added to, as in the next one.
    case fewColumns
    /// Turned, as a batch times the weights of a dense layer. To turn the result costs as much as to pack a
    /// factor of its size, which pays where rows are long; and the tiles are as wide as a batch of 16 to 128.
    case byWeights
    /// As a batch in a dense layer has: A stays in the cache, and B has enough strips for all threads.
    case fewRows
    /// Blocked and packed: all others.
    case packed

    /// The fast one. Parameters as in ``matrixProductReference(_:_:into:m:n:k:accumulating:)``.
    init(
        _ a: MatrixOperand, _ b: MatrixOperand, m: Int, n: Int, k: Int, accumulating: Bool = false
    ) {
        let stripsOfB = (n + MiddleTile.columns - 1) / MiddleTile.columns
        if m * n * k <= Blocking.notWorthPacking || m < 4 {
            self = .small
        } else if n <= Blocking.fewColumns && m >= 4 * n && !accumulating {
            self = .fewColumns
        } else if !a.isTransposed && b.isTransposed && m >= 16 && m <= 128 && k >= 2 * m
            && !accumulating
        {
            self = .byWeights
        } else if m <= Blocking.fewRows && m * k <= Blocking.wholeA
            && stripsOfB >= (m * n * k <= Blocking.smallProduct ? 2 : Blocking.stripsForAll)
        {
            self = .fewRows
        } else {
            self = .packed
        }
    }
}
