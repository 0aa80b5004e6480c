#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `y[n, k] = eˣ⁽ⁿ'ᵏ⁾ / Σⱼ eˣ⁽ⁿ'ʲ⁾` by the definition, in Doubles. It overflows for x beyond 709:
/// that is why the fast one subtracts the largest number of the row first, which changes nothing
/// in the quotient.
func softmaxReference(_ x: [Float], classes: Int) -> [Float] {
    stride(from: 0, to: x.count, by: classes).flatMap { start -> [Float] in
        let powers = x[start..<start + classes].map { exp(Double($0)) }
        let total = powers.reduce(0, +)
        return powers.map { Float($0 / total) }
    }
}

/// The softmax of every row: `y[n, k] = eˣ⁻ᵐ / Σⱼ eˣ⁻ᵐ`, m the largest number of the row.
///
/// - Parameters:
///   - x: `[N, K]`
///   - y: room for `[N, K]`; may be `x`
func softmax(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, rows: Int, classes: Int
) {
    parallelRanges(rows, length: rowsPerPiece(classes)) { range in
        for n in range {
            let target = y + n * classes
            let total = shiftedPowers(x + n * classes, into: target, count: classes).total
            let scale = 1 / total
            var k = 0
            while k &+ laneCount <= classes {
                target.store(target.lanes(at: k) * scale, at: k)
                k &+= laneCount
            }
            while k < classes {
                target[k] *= scale
                k &+= 1
            }
        }
    }
}

/// The logarithm of the softmax of every row: `y[n, k] = x − m − log Σⱼ eˣ⁻ᵐ`.
///
/// Not `log(softmax(x))`: a probability that rounds to 0 has no logarithm, this has.
func logSoftmax(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, rows: Int, classes: Int
) {
    parallelRanges(rows, length: rowsPerPiece(classes)) { range in
        for n in range {
            let source = x + n * classes
            let target = y + n * classes
            let (largest, total) = shiftedPowers(source, into: target, count: classes)
            let shift = largest + log(total)
            for k in 0..<classes { target[k] = source[k] - shift }
        }
    }
}

private func rowsPerPiece(_ classes: Int) -> Int { max(1, 8_192 / max(classes, 1)) }

/// `target = eˣ⁻ᵐ` for one row; returns m and the sum.
@inline(never)
private func shiftedPowers(
    _ x: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>, count: Int
) -> (largest: Float, total: Float) {
    var largest = x[0]
    for k in 1..<max(count, 1) where x[k] > largest || x[k].isNaN { largest = x[k] }
    var k = 0
    while k < count {
        let filled = min(laneCount, count &- k)
        if filled == laneCount {
            target.store(exp(x.lanes(at: k) - largest), at: k)
        } else {
            target.store(exp(x.lanes(at: k, first: filled) - largest), at: k, first: filled)
        }
        k &+= laneCount
    }
    return (largest, sumRow(target, count: count))
}
