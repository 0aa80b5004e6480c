// The three transformations of Winograd's F(4 × 4, 3 × 3), along one direction. They interpolate
// polynomials at 0, 1, −1, 2, −2 and infinity; each is done to columns first, then to rows.

/// `Bᵀ x`: six inputs.
@inline(__always)
func inputTransform<V: SIMD>(
    _ x0: V, _ x1: V, _ x2: V, _ x3: V, _ x4: V, _ x5: V
) -> (V, V, V, V, V, V) where V.Scalar == Float {
    let a = x4 - 4 * x2
    let b = x3 - 4 * x1
    let c = x4 - x2
    let d = 2 * (x3 - x1)
    return (4 * (x0 - x2) + c, a + b, a - b, c + d, c - d, 4 * (x1 - x3) + (x5 - x3))
}

/// `Aᵀ m`: six sums of products become four outputs.
@inline(__always)
func outputTransform<V: SIMD>(
    _ m0: V, _ m1: V, _ m2: V, _ m3: V, _ m4: V, _ m5: V
) -> (V, V, V, V) where V.Scalar == Float {
    let a = m1 + m2
    let b = m1 - m2
    let c = m3 + m4
    let d = m3 - m4
    return (m0 + a + c, b + 2 * d, a + 4 * c, b + 8 * d + m5)
}

/// `G w Gᵀ`: nine weights become thirty-six, told by their place.
@inline(__always)
func transformFilter(_ w: UnsafePointer<Float>, _ put: (_ place: Int, _ value: Float) -> Void) {
    /// `G w`: three become six.
    func six(_ w0: Float, _ w1: Float, _ w2: Float) -> SIMD8<Float> {
        let a = (w0 + w2) / -6
        let b = w1 / 6
        let c = w0 / 24 + w2 / 6
        let d = w1 / 12
        return [w0 / 4, a - b, a + b, c + d, c - d, w2, 0, 0]
    }
    let (left, middle, right) = (
        six(w[0], w[3], w[6]), six(w[1], w[4], w[7]), six(w[2], w[5], w[8])
    )
    for i in 0..<6 {
        let places = six(left[i], middle[i], right[i])
        for j in 0..<6 { put(6 * i + j, places[j]) }
    }
}

/// Four Floats, one of every tile of four.
@inline(__always)
func load4(_ source: UnsafePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self)
}

@inline(__always)
func store4(_ values: SIMD4<Float>, _ target: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(target).storeBytes(of: values, as: SIMD4<Float>.self)
}

/// The columns 0, 1, 2 and 3 of four tiles as sixteen columns side by side.
@inline(__always)
func interleaved(
    _ columns: (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>)
) -> Lanes {
    var even = SIMD8<Float>()
    even.evenHalf = columns.0
    even.oddHalf = columns.2
    var odd = SIMD8<Float>()
    odd.evenHalf = columns.1
    odd.oddHalf = columns.3
    var result = Lanes()
    result.evenHalf = even
    result.oddHalf = odd
    return result
}
