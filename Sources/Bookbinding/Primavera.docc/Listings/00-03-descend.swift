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
