#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `eˣ` in sixteen lanes, within 2 ulp of the C library's (measured on every 997th of all Floats by
/// `ExponentialTests`).
///
/// `eˣ = 2ⁿ · eʳ` with `n = round(x / ln 2)` and `r = x − n · ln 2`, so `|r| ≤ 0.35`. There a
/// polynomial of degree 6 is exact to the last bits (the coefficients are those of Taylor's series,
/// adjusted to spread the error: S. Moshier, Cephes, 1989). `2ⁿ` is made by writing n into the
/// exponent of a Float. `ln 2` is taken away in two parts, the first with so few digits that
/// `n · part` is exact.
@inline(__always)
func exp(_ x: Lanes) -> Lanes {
    // Beyond these bounds the answer is 0 or infinity in any case; NaN is put back at the end. Not by
    // `clamped`: when compiled for size, that is a call for each bound.
    let bounded = x.replacing(with: -104, where: x .< -104).replacing(with: 89, where: x .> 89)
    // Adding 1.5 · 2²³ rounds to a whole number and leaves that number in the lowest bits.
    let shifted = multiplyAdd(roundingShift, bounded, Lanes(repeating: 1.442_695_04))
    let n = shifted - roundingShift
    var r = multiplyAdd(bounded, n, Lanes(repeating: -0.693_359_375))
    r = multiplyAdd(r, n, Lanes(repeating: 2.121_944_4e-4))
    var p = Lanes(repeating: 1.987_569_15e-4)
    p = multiplyAdd(Lanes(repeating: 1.398_199_95e-3), p, r)
    p = multiplyAdd(Lanes(repeating: 8.333_451_9e-3), p, r)
    p = multiplyAdd(Lanes(repeating: 4.166_579_6e-2), p, r)
    p = multiplyAdd(Lanes(repeating: 1.666_666_55e-1), p, r)
    p = multiplyAdd(Lanes(repeating: 0.5), p, r)
    let power = multiplyAdd(r, p, r * r) + 1
    // 2ⁿ in two factors: n may reach from −150 to 128, and one Float's exponent holds −126 … 127.
    let exponent =
        unsafeBitCast(shifted, to: SIMD16<Int32>.self)
        &- unsafeBitCast(roundingShift, to: SIMD16<Int32>.self)
    let half = exponent &>> 1
    let result = power * powerOfTwo(half) * powerOfTwo(exponent &- half)
    return result.replacing(with: x, where: x .!= x)
}

/// A computed constant, not a stored one: a global would be read from memory through a lazy check.
@inline(__always)
private var roundingShift: Lanes { Lanes(repeating: 0x1.8p23) }

/// `2ⁿ` for n in −126 … 127: n goes where a Float keeps its exponent.
@inline(__always)
private func powerOfTwo(_ n: SIMD16<Int32>) -> Lanes {
    unsafeBitCast((n &+ 127) &<< 23, to: Lanes.self)
}

/// The hyperbolic tangent in sixteen lanes, within 4 ulp of the C library's.
///
/// For small x, where `1 − 2 / (e²ˣ + 1)` would subtract two nearly equal numbers, a polynomial
/// in x² (Cephes again); that formula for the others.
@inline(__always)
func tanh(_ x: Lanes) -> Lanes {
    let magnitude = x.replacing(with: -x, where: x .< 0)
    let s = x * x
    var p = Lanes(repeating: -5.704_988_7e-3)
    p = multiplyAdd(Lanes(repeating: 2.063_909e-2), p, s)
    p = multiplyAdd(Lanes(repeating: -5.373_971e-2), p, s)
    p = multiplyAdd(Lanes(repeating: 1.333_144_2e-1), p, s)
    p = multiplyAdd(Lanes(repeating: -3.333_328_2e-1), p, s)
    let near = multiplyAdd(x, p * s, x)
    let far = 1 - 2 / (exp(magnitude + magnitude) + 1)
    let signed = far.replacing(with: -far, where: x .< 0)
    return near.replacing(with: signed, where: magnitude .>= 0.625)
}

/// The logistic function `1 / (1 + e⁻ˣ)` in sixteen lanes.
@inline(__always)
func sigmoid(_ x: Lanes) -> Lanes {
    1 / (1 + exp(-x))
}
