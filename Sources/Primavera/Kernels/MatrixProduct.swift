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

/// The matrix product `C = A · B`, by whichever way is fast for the size.
///
/// Small products, and products with a vector, are not worth packing; the others go through
/// ``matrixProductPacked(_:_:into:m:n:k:accumulating:)``. Same parameters as
/// ``matrixProductReference(_:_:into:m:n:k:accumulating:)``.
func matrixProduct(
    _ a: MatrixOperand, _ b: MatrixOperand, into c: UnsafeMutablePointer<Float>,
    m: Int, n: Int, k: Int, accumulating: Bool = false
) {
    if m == 0 || n == 0 { return }
    if isSmallProduct(m: m, n: n, k: k) {
        matrixProductSmall(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating)
    } else {
        matrixProductPacked(a, b, into: c, m: m, n: n, k: k, accumulating: accumulating)
    }
}

/// Whether a product is so small, or has so few rows, that packing does not pay.
func isSmallProduct(m: Int, n: Int, k: Int) -> Bool { m * n * k <= 16_384 || m < 4 }
