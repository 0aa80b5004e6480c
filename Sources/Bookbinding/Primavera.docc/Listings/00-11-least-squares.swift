/// The weights with the least squared error for several features: the solution w of the *normal
/// equations* `Xᵀ X w = Xᵀ y`, by elimination.
///
/// - Parameter rows: an example a row; a column of ones for the intercept belongs to it
func leastSquares(_ rows: [[Double]], _ y: [Double]) -> [Double] {
    let n = rows[0].count
    // The equations as a table of n rows and, in a last column, their right sides.
    var table = (0..<n).map { i in
        (0..<n).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } }
            + [zip(rows, y).reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for column in 0..<n {
        let pivot = (column..<n).max { abs(table[$0][column]) < abs(table[$1][column]) }!
        table.swapAt(column, pivot)
        for row in 0..<n where row != column {
            let factor = table[row][column] / table[column][column]
            for j in column...n { table[row][j] -= factor * table[column][j] }
        }
    }
    return (0..<n).map { table[$0][n] / table[$0][$0] }
}
