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
