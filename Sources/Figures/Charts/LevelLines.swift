extension Chart {
    /// Where a function that is known on a grid has one value: short straight lines, at most two
    /// in each cell of the grid (marching squares; Lorensen and Cline 1987 in two dimensions).
    func levelLines(
        _ level: Double, _ columns: Int, _ values: [Double]
    ) -> [((Double, Double), (Double, Double))] {
        let rows = values.count / max(columns, 1)
        guard columns > 1, rows > 1 else { return [] }
        func position(_ column: Double, _ row: Double) -> (Double, Double) {
            (
                xRange.lowerBound
                    + (xRange.upperBound - xRange.lowerBound) * column / Double(columns - 1),
                yRange.lowerBound
                    + (yRange.upperBound - yRange.lowerBound) * row / Double(rows - 1)
            )
        }
        var lines: [((Double, Double), (Double, Double))] = []
        for row in 0..<rows - 1 {
            for column in 0..<columns - 1 {
                let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { dx, dy in
                    (column + dx, row + dy, values[(row + dy) * columns + column + dx] - level)
                }
                var crossings: [(Double, Double)] = []
                for side in 0..<4 {
                    let (a, b) = (corners[side], corners[(side + 1) % 4])
                    guard a.2.isFinite, b.2.isFinite, (a.2 < 0) != (b.2 < 0) else { continue }
                    let t = a.2 / (a.2 - b.2)
                    crossings.append(
                        position(
                            Double(a.0) + t * Double(b.0 - a.0), Double(a.1) + t * Double(b.1 - a.1)
                        ))
                }
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    lines.append((crossings[pair], crossings[pair + 1]))
                }
            }
        }
        return lines
    }
}

extension Chart.Layer {
    /// The level lines of a function over the plane of a chart.
    public static func contours(
        of function: (Double, Double) -> Double, x: ClosedRange<Double>, y: ClosedRange<Double>,
        levels: [Double], columns: Int = 80
    ) -> Chart.Layer {
        let xs = places(in: x, columns)
        let ys = places(in: y, columns)
        let values = ys.flatMap { y in xs.map { x in function(x, y) } }
        return .contours(levels: levels, columns: columns, values: values)
    }

    /// The decision of a classifier over the plane of a chart: the class at each place, and how
    /// sure it is (0 … 1).
    public static func regions(
        of classify: (Double, Double) -> (label: Int, certainty: Double), x: ClosedRange<Double>,
        y: ClosedRange<Double>, columns: Int = 72
    ) -> Chart.Layer {
        // The middles of the cells.
        let half = 0.5 / Double(columns)
        let xs = places(in: x, columns + 1).dropLast().map {
            $0 + half * (x.upperBound - x.lowerBound)
        }
        let ys = places(in: y, columns + 1).dropLast().map {
            $0 + half * (y.upperBound - y.lowerBound)
        }
        let decisions = ys.flatMap { y in xs.map { x in classify(x, y) } }
        return .regions(
            columns: columns, colours: decisions.map(\.label), strengths: decisions.map(\.certainty)
        )
    }
}

/// `count` places from one end of a range to the other, evenly apart.
private func places(in range: ClosedRange<Double>, _ count: Int) -> [Double] {
    let step = (range.upperBound - range.lowerBound) / Double(count - 1)
    return (0..<count).map { range.lowerBound + step * Double($0) }
}
