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
        if outer == 1 && length > elementsPerPiece {
            sumPieces(x, into: y, count: length)
        } else {
            parallelRanges(outer, length: max(1, elementsPerPiece / max(length, 1))) { range in
                for o in range { y[o] = sumRow(x + o * length, count: length) }
            }
        }
        return
    }
    parallelRanges(outer, length: max(1, elementsPerPiece / max(length * inner, 1))) { range in
        for o in range {
            let target = y + o * inner
            target.update(repeating: 0, count: inner)
            for l in 0..<length {
                addScaled(1, x + (o * length + l) * inner, to: target, count: inner)
            }
        }
    }
}

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
    let pieces = (count + elementsPerPiece - 1) / elementsPerPiece
    withUnsafeTemporaryAllocation(of: Float.self, capacity: pieces) { partial in
        let partial = partial.baseAddress!
        parallelRanges(count, length: elementsPerPiece) { range in
            partial[range.lowerBound / elementsPerPiece] =
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
    parallelRanges(outer, length: max(1, elementsPerPiece / max(length * inner, 1))) { range in
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
