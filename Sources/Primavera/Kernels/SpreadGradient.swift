/// How the gradient of a convolution's output is laid out so that it can be read with shifts: in rows
/// of `planeW` Floats, as the input's planes are, with zeros where no output exists, and in front.
///
/// Laid out image by image, just before it is used: in the second cache, not in memory. (Written out
/// for a whole batch first, a layer 3 → 32 of 32 × 32 took 1.3 times as long.)
struct SpreadGradient {
    let planes: ConvolutionPlanes
    /// The zeros in front of each filter's row: the largest shift.
    let margin: Int
    /// From one filter to the next, and from one image to the next.
    let filterSize: Int
    var imageSize: Int { planes.shape.f * filterSize }

    init(_ planes: ConvolutionPlanes) {
        self.planes = planes
        margin = planes.largestShift
        // At least whole vectors, so that none of them reaches into the next filter's gradients.
        let vectors = (planes.rowLength + laneCount - 1) / laneCount
        filterSize = margin + max(planes.planeSize, vectors * laneCount)
    }

    /// Spreads the gradient of one image.
    ///
    /// - Parameters:
    ///   - gradient: `[N, F, outH, outW]`
    ///   - y: the output, if it went through ReLU: where it is 0 the gradient becomes 0
    ///   - biasSums: gets the sum of each filter's gradients added, if it is wanted
    ///   - rows: room for `imageSize` Floats, zeros at first; filters and images must be written in
    ///     their order, because the last vector of a row may write zeros behind it
    func spread(
        _ image: Int, of gradient: UnsafePointer<Float>, rectified y: UnsafePointer<Float>?,
        biasSums: UnsafeMutablePointer<Float>, into rows: UnsafeMutablePointer<Float>
    ) {
        let s = planes.shape
        for filter in 0..<s.f {
            let first = (image &* s.f &+ filter) &* s.outH &* s.outW
            let sum = copyRows(
                gradient + first, mask: y.map { $0 + first },
                into: rows + (filter &* filterSize &+ margin), step: planes.planeW, rows: s.outH,
                columns: s.outW)
            biasSums[filter] += sum.total
        }
    }
}

/// The numbers of the lanes, to cut a vector off at the end of a row.
@inline(__always)
private var laneNumbers: Lanes {
    Lanes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
}

/// Copies rows that lie one after the other to places `step` apart; where the mask is 0 or less the
/// number becomes 0. The last vector of a row may write zeros behind it.
///
/// - Returns: the sums of the lanes
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
