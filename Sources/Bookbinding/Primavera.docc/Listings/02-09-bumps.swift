/// A hidden layer that follows a curve: each pair of sigmoids makes a bump, up at the beginning of
/// its stretch and down at its end, as high as the curve is in between.
///
/// Cybenko 1989: with enough of them any continuous curve is met as nearly as wanted.
struct Bumps {
    /// Where the stretches begin, and where the last one ends.
    let borders: [Double]
    let heights: [Double]
    let steepness: Double

    /// - Parameter count: how many bumps on 0 … 1; twice as many neurons
    init(of curve: (Double) -> Double, count: Int) {
        let width = 1 / Double(count)
        // The first stretch begins before 0 and the last ends after 1, so that the curve's ends are
        // not on the slope of a bump.
        borders = (0...count).map {
            $0 == 0 ? -1 : $0 == count ? 2 : Double($0) * width
        }
        heights = (0..<count).map { curve((Double($0) + 0.5) * width) }
        steepness = 4 / width
    }

    func callAsFunction(_ x: Double) -> Double {
        heights.indices.reduce(0) { sum, bump in
            let up = sigmoid(steepness * (x - borders[bump]))
            let down = sigmoid(steepness * (x - borders[bump + 1]))
            return sum + heights[bump] * (up - down)
        }
    }
}
