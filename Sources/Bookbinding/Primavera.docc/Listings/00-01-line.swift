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
