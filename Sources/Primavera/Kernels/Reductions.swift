/// Sums, maxima and positions of maxima along one axis.
///
/// Every shape is seen as `[outer, length, inner]` with the axis in the middle: `outer` is the
/// product of the lengths before it, `inner` of those after it. Summing the columns of a matrix
/// is then `[1, rows, columns]`, the rows `[rows, columns, 1]`, everything `[1, count, 1]`.

/// `y[o, i] = Σₗ x[o, l, i]` by the definition.
func sumReference(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, outer: Int, length: Int,
    inner: Int
) {
    for o in 0..<outer {
        for i in 0..<inner {
            var sum: Float = 0
            for l in 0..<length { sum += x[(o * length + l) * inner + i] }
            y[o * inner + i] = sum
        }
    }
}

/// `y[o, i] = Σₗ x[o, l, i]`, sixteen columns or sixteen partial sums at once.
///
/// Long sums are cut into pieces of fixed length whose sums are added in order, so the result is
/// the same for any number of threads, and nearer to the true one than one long sum.
func sum(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, outer: Int, length: Int,
    inner: Int
) {
    if inner == 1 {
        if outer == 1 && length > sumLength {
            sumPieces(x, into: y, count: length)
        } else {
            parallelRows(outer, of: length) { range in
                for o in range { y[o] = sumRow(x + o * length, count: length) }
            }
        }
    } else if outer == 1 {
        // One sum for each column: the columns are shared out, whole vectors of them.
        let vectors = (inner + laneCount - 1) / laneCount
        parallelRows(vectors, of: length * laneCount) { range in
            let first = range.lowerBound * laneCount
            let columns = min(inner, range.upperBound * laneCount) - first
            addRows(x + first, length, step: inner, into: y + first, count: columns)
        }
    } else {
        parallelRows(outer, of: length * inner) { range in
            for o in range {
                addRows(
                    x + o * length * inner, length, step: inner, into: y + o * inner, count: inner)
            }
        }
    }
}

/// The sum of rows that lie `step` apart, column by column.
private func addRows(
    _ x: UnsafePointer<Float>, _ rows: Int, step: Int, into y: UnsafeMutablePointer<Float>,
    count: Int
) {
    y.update(repeating: 0, count: count)
    for row in 0..<rows { addScaled(1, x + row * step, to: y, count: count) }
}

/// How many numbers of a long sum are added in one go.
private let sumLength = 32_768

/// The sum of a row that lies in one stretch, in four vectors of partial sums.
@inline(__always)
func sumRow(_ x: UnsafePointer<Float>, count: Int) -> Float {
    var s0 = Lanes.zero
    var s1 = Lanes.zero
    var s2 = Lanes.zero
    var s3 = Lanes.zero
    var i = 0
    while i &+ 4 &* laneCount <= count {
        s0 += x.lanes(at: i)
        s1 += x.lanes(at: i &+ 16)
        s2 += x.lanes(at: i &+ 32)
        s3 += x.lanes(at: i &+ 48)
        i &+= 4 &* laneCount
    }
    var total = ((s0 + s1) + (s2 + s3)).total
    while i < count {
        total += x[i]
        i &+= 1
    }
    return total
}

private func sumPieces(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int
) {
    let pieces = (count + sumLength - 1) / sumLength
    withUnsafeTemporaryAllocation(of: Float.self, capacity: pieces) { partial in
        let partial = partial.baseAddress!
        parallelRanges(count, length: sumLength) { range in
            partial[range.lowerBound / sumLength] =
                sumRow(x + range.lowerBound, count: range.count)
        }
        y[0] = sumRow(partial, count: pieces)
    }
}

/// `y[o, i] = maxₗ x[o, l, i]`, and where along the axis it was found first. NaN wins.
///
/// - Parameter positions: room for `outer · inner` indices, or `nil` when nobody asks
func maximum(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
    positions: UnsafeMutablePointer<Int>?, outer: Int, length: Int, inner: Int
) {
    parallelRows(outer, of: length * inner) { range in
        for o in range {
            for i in 0..<inner {
                var best = x[o * length * inner + i]
                var position = 0
                for l in 1..<max(length, 1) {
                    let value = x[(o * length + l) * inner + i]
                    if value > best || (value.isNaN && !best.isNaN) {
                        best = value
                        position = l
                    }
                }
                y[o * inner + i] = best
                positions?[o * inner + i] = position
            }
        }
    }
}
