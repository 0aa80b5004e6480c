/// Eigenvalues and eigenvectors of a small symmetric matrix, the largest eigenvalue first.
///
/// Jacobi's method: a turn in the plane of two axes makes one pair of numbers beside the diagonal
/// zero. Others grow again a little, but their squares have a smaller sum after every turn, and after
/// a few rounds over all pairs only the diagonal is left. In Doubles; the work grows with D³, which
/// is little for some hundred rows.
///
/// - Shape: `[D, D]` → D values, and `[D, D]` with an eigenvector in each row
///
/// Jacobi 1846.
func symmetricEigenvectors(_ matrix: Tensor) -> (values: [Double], vectors: Tensor) {
    let d = matrix.shape[0]
    var a = (0..<d).map { i in (0..<d).map { j in Double(matrix[i, j] + matrix[j, i]) / 2 } }
    var v = (0..<d).map { i in (0..<d).map { $0 == i ? 1.0 : 0.0 } }
    for _ in 0..<30 {
        var beside = 0.0
        for i in 0..<d { for j in 0..<i { beside += a[i][j] * a[i][j] } }
        let all = a.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } }
        if beside <= 1e-26 * all { break }
        for p in 0..<d {
            for q in p + 1..<max(d, p + 1) where a[p][q] != 0 { turn(&a, &v, p, q) }
        }
    }
    let order = (0..<d).sorted { (a[$0][$0], $1) > (a[$1][$1], $0) }
    return (order.map { a[$0][$0] }, Tensor(order.map { v[$0].map { Float($0) } }))
}

/// The turn in the plane of axes p and q that makes `a[p][q]` zero; v keeps all turns so far.
private func turn(_ a: inout [[Double]], _ v: inout [[Double]], _ p: Int, _ q: Int) {
    // tan 2φ = 2 a[p][q] / (a[q][q] − a[p][p]); of the two angles the smaller one.
    let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
    let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for k in a.indices {
        let (x, y) = (a[k][p], a[k][q])
        a[k][p] = cosine * x - sine * y
        a[k][q] = sine * x + cosine * y
    }
    for k in a.indices {
        let (x, y) = (a[p][k], a[q][k])
        a[p][k] = cosine * x - sine * y
        a[q][k] = sine * x + cosine * y
    }
    for k in a.indices {
        let (x, y) = (v[p][k], v[q][k])
        v[p][k] = cosine * x - sine * y
        v[q][k] = sine * x + cosine * y
    }
}
