#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// eˣ of every element.
public func exp(_ x: Tensor) -> Tensor { x.mapped(exp) }

/// The natural logarithm of every element: −∞ of 0, NaN of a negative number.
public func log(_ x: Tensor) -> Tensor { x.mappedEach { log($0) } }

/// The square root of every element: NaN of a negative number.
public func sqrt(_ x: Tensor) -> Tensor { x.mapped { $0.squareRoot() } }

/// Every element to the power of `exponent`.
public func pow(_ x: Tensor, _ exponent: Float) -> Tensor {
    if exponent == 1 { return x }
    if exponent == 2 { return x.mapped { $0 * $0 } }
    return x.mappedEach { pow($0, exponent) }
}

/// The absolute value of every element.
public func abs(_ x: Tensor) -> Tensor { x.mapped { $0.replacing(with: -$0, where: $0 .< 0) } }

/// The hyperbolic tangent of every element, in −1 … 1.
public func tanh(_ x: Tensor) -> Tensor { x.mapped(tanh) }

/// The logistic function `1 / (1 + e⁻ˣ)` of every element, in 0 … 1.
public func sigmoid(_ x: Tensor) -> Tensor { x.mapped(sigmoid) }

/// `max(0, x)` of every element.
public func relu(_ x: Tensor) -> Tensor { x.mapped { $0.replacing(with: 0, where: $0 .< 0) } }

/// x where it is positive, `slope · x` where not.
public func leakyReLU(_ x: Tensor, slope: Float = 0.01) -> Tensor {
    x.mapped { $0.replacing(with: $0 * slope, where: $0 .< 0) }
}

/// x where it is positive, `α (eˣ − 1)` where not.
public func elu(_ x: Tensor, alpha: Float = 1) -> Tensor {
    x.mapped { $0.replacing(with: (exp($0) - 1) * alpha, where: $0 .< 0) }
}

/// The softmax along the last axis: positive numbers that add up to 1 in every row.
///
/// - Shape: `[…, K]` → the same
public func softmax(_ x: Tensor) -> Tensor { x.mappedRows("softmax", softmax) }

/// The logarithm of the softmax along the last axis, finite where the softmax rounds to 0.
///
/// - Shape: `[…, K]` → the same
public func logSoftmax(_ x: Tensor) -> Tensor { x.mappedRows("logSoftmax", logSoftmax) }

extension Tensor {
    /// Every element kept within `range`. NaN stays NaN: a broken number must not look like a bound.
    public func clamped(to range: ClosedRange<Float>) -> Tensor {
        let low = Lanes(repeating: range.lowerBound)
        let high = Lanes(repeating: range.upperBound)
        return mapped {
            $0.clamped(lowerBound: low, upperBound: high).replacing(with: $0, where: $0 .!= $0)
        }
    }

    /// A new tensor with `f` of every element, for functions that the C library has one at a time.
    public func mappedEach(_ f: (Float) -> Float) -> Tensor {
        var result = Tensor(uninitialized: shape)
        withUnsafePointer { x in
            result.withUnsafeMutablePointer { y in
                parallelRows(count, of: 1) { for i in $0 { y[i] = f(x[i]) } }
            }
        }
        return result
    }

    fileprivate func mappedRows(
        _ name: String,
        _ kernel: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int, Int) -> Void
    ) -> Tensor {
        guard let classes = shape.last, classes > 0 else {
            mistake("\(name) needs a last axis with at least one number, but got \(shape).")
        }
        var result = Tensor(uninitialized: shape)
        withUnsafePointer { x in
            result.withUnsafeMutablePointer { kernel(x, $0, count / classes, classes) }
        }
        return result
    }
}
