/// Copies rows that lie one after the other to places `step` apart; where the mask is 0 or less the
/// number becomes 0. The last vector of a row may write zeros behind it.
///
/// - Returns: the sums of the lanes, which are what a bias' gradient is made of
@discardableResult
func copyRows(
    _ source: UnsafePointer<Float>, mask: UnsafePointer<Float>? = nil,
    into target: UnsafeMutablePointer<Float>, step: Int, rows: Int, columns: Int
) -> Lanes {
    // One loop with a mask and one without, so that neither asks in every step.
    guard let mask else {
        return copyRowsInLoop(source, mask: nil, into: target, step: step, rows, columns)
    }
    return copyRowsInLoop(source, mask: mask, into: target, step: step, rows, columns)
}

@inline(__always)
private func copyRowsInLoop(
    _ source: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
    into target: UnsafeMutablePointer<Float>, step: Int, _ rows: Int, _ columns: Int
) -> Lanes {
    @inline(__always)
    func numbers(_ index: Int) -> Lanes {
        let lanes = source.lanes(at: index)
        guard let mask else { return lanes }
        return lanes.replacing(with: 0, where: mask.lanes(at: index) .<= 0)
    }
    var total = Lanes.zero
    for row in 0..<rows {
        // Each row by itself: shorter sums are nearer to the true one.
        var sum = Lanes.zero
        let (from, to) = (row &* columns, target + row &* step)
        var column = 0
        while column &+ laneCount <= columns {
            let lanes = numbers(from &+ column)
            to.store(lanes, at: column)
            sum += lanes
            column &+= laneCount
        }
        if column < columns {
            let lanes = numbers(from &+ column).replacing(
                with: 0, where: laneNumbers .>= Float(columns &- column))
            to.store(lanes, at: column)
            sum += lanes
        }
        total += sum
    }
    return total
}

/// The numbers of the lanes, to cut a vector off at the end of a row.
@inline(__always)
private var laneNumbers: Lanes {
    Lanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
}
