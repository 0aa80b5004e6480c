/// The straight line `price = slope · size + intercept`: two parameters.
struct Line {
    var slope: Double
    var intercept: Double

    func callAsFunction(_ x: Double) -> Double { slope * x + intercept }

    /// The mean of the squared differences between what the line says and what is so.
    func meanSquaredError(_ x: [Double], _ y: [Double]) -> Double {
        zip(x, y).reduce(0) { $0 + (self($1.0) - $1.1) * (self($1.0) - $1.1) } / Double(x.count)
    }
}

/// The line with the least squared error, in closed form (Legendre 1805, Gauss 1809).
///
/// `slope = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²`, and the line goes through the mean point.
func bestLine(_ x: [Double], _ y: [Double]) -> Line {
    let (meanX, meanY) = (mean(x), mean(y))
    let covariance = zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let variance = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    let slope = covariance / variance
    return Line(slope: slope, intercept: meanY - slope * meanX)
}

/// The same line found step by step, each step against the gradient of the mean squared error.
///
/// `∂/∂slope = 2/n Σ (line(x) − y) · x` and `∂/∂intercept = 2/n Σ (line(x) − y)`.
///
/// - Returns: the line before the first step and after each
func descend(_ x: [Double], _ y: [Double], rate: Double, steps: Int) -> [Line] {
    var line = Line(slope: 0, intercept: 0)
    var lines = [line]
    for _ in 0..<steps {
        let errors = zip(x, y).map { line($0) - $1 }
        let slopeGradient = 2 * mean(zip(errors, x).map { $0 * $1 })
        let interceptGradient = 2 * mean(errors)
        line.slope -= rate * slopeGradient
        line.intercept -= rate * interceptGradient
        lines.append(line)
    }
    return lines
}

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

func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
