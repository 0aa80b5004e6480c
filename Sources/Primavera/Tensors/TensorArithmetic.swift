extension Tensor {
    /// The sum, element by element, with broadcasting: `[N, K] + [K]` adds the row to each row.
    ///
    /// - Fails: with a sentence naming both shapes when they do not fit
    public static func + (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "+") { $0 + $1 } }

    /// The difference, element by element, with broadcasting.
    public static func - (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "-") { $0 - $1 } }

    /// The product, element by element (not the matrix product), with broadcasting.
    public static func * (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "*") { $0 * $1 } }

    /// The quotient, element by element, with broadcasting.
    public static func / (a: Tensor, b: Tensor) -> Tensor { combined(a, b, "/") { $0 / $1 } }

    /// Adds a number to each element.
    public static func + (a: Tensor, b: Float) -> Tensor { a.mapped { $0 + b } }
    /// Subtracts a number from each element.
    public static func - (a: Tensor, b: Float) -> Tensor { a.mapped { $0 - b } }
    /// Multiplies each element by a number.
    public static func * (a: Tensor, b: Float) -> Tensor { a.mapped { $0 * b } }
    /// Divides each element by a number.
    public static func / (a: Tensor, b: Float) -> Tensor { a.mapped { $0 / b } }
    /// Adds each element to a number.
    public static func + (a: Float, b: Tensor) -> Tensor { b.mapped { a + $0 } }
    /// Subtracts each element from a number.
    public static func - (a: Float, b: Tensor) -> Tensor { b.mapped { a - $0 } }
    /// Multiplies a number by each element.
    public static func * (a: Float, b: Tensor) -> Tensor { b.mapped { a * $0 } }
    /// Divides a number by each element.
    public static func / (a: Float, b: Tensor) -> Tensor { b.mapped { a / $0 } }

    /// The tensor with every sign turned.
    public static prefix func - (a: Tensor) -> Tensor { a.mapped { -$0 } }

    /// Adds in place.
    public static func += (a: inout Tensor, b: Tensor) { a.update(with: b, "+=") { $0 + $1 } }
    /// Subtracts in place.
    public static func -= (a: inout Tensor, b: Tensor) { a.update(with: b, "-=") { $0 - $1 } }
    /// Multiplies in place.
    public static func *= (a: inout Tensor, b: Float) { a.update { $0 * b } }

    /// The larger of two elements, with broadcasting. NaN counts as larger than anything.
    public static func maximum(_ a: Tensor, _ b: Tensor) -> Tensor {
        combined(a, b, "maximum") { $0.replacing(with: $1, where: ($1 .> $0) .| ($1 .!= $1)) }
    }

    /// The matrix product `A · B`.
    ///
    /// - Shape: `[M, K] · [K, N]` → `[M, N]`; a factor marked as transposed is given as `[K, M]`
    ///   or `[N, K]`, and is not copied
    /// - Fails: with a sentence naming both shapes when the inner lengths differ
    ///
    /// ```swift
    /// Tensor([[1, 2]]).matrixProduct(Tensor([[3], [4]]))      // [[11]]
    /// ```
    public func matrixProduct(
        _ b: Tensor, transposingSelf: Bool = false, transposingOther: Bool = false
    ) -> Tensor {
        if rank != 2 || b.rank != 2 {
            mistake("A matrix product takes two matrices, but got shapes \(shape) and \(b.shape).")
        }
        let (m, k) = transposingSelf ? (shape[1], shape[0]) : (shape[0], shape[1])
        let (inner, n) = transposingOther ? (b.shape[1], b.shape[0]) : (b.shape[0], b.shape[1])
        if k != inner {
            mistake(
                "A matrix product needs as many columns on the left as rows on the right, but got "
                    + "[\(m), \(k)] · [\(inner), \(n)]. Is one of them to be transposed?")
        }
        var result = Tensor(uninitialized: [m, n])
        withUnsafePointer { a in
            b.withUnsafePointer { b in
                result.withUnsafeMutablePointer {
                    Primavera.matrixProduct(
                        MatrixOperand(pointer: a, isTransposed: transposingSelf),
                        MatrixOperand(pointer: b, isTransposed: transposingOther), into: $0,
                        m: m, n: n, k: k)
                }
            }
        }
        return result
    }
}

extension Tensor {
    // A function gets its loop at the place where it is written: handed to a loop elsewhere, it would be
    // called for every sixteen elements.

    /// A new tensor with `f` of every element.
    @inline(__always)
    func mapped(_ f: (Lanes) -> Lanes) -> Tensor {
        mapped(by: { mapStretch($0, $1, $2, f) })
    }

    /// Replaces every element by `f` of it.
    @inline(__always)
    mutating func update(_ f: (Lanes) -> Lanes) {
        update(by: { mapStretch($0, $1, $2, f) })
    }

    /// A new tensor with `f` of every pair of elements, broadcast as needed.
    @inline(__always)
    static func combined(
        _ a: Tensor, _ b: Tensor, _ name: String, _ f: (Lanes, Lanes) -> Lanes
    ) -> Tensor {
        combined(a, b, name, by: { mapStretch($0, $1, $2, $3, f) })
    }

    /// Replaces every element by `f` of it and its partner; `b` may be broadcast, `self` not.
    @inline(__always)
    mutating func update(with b: Tensor, _ name: String, _ f: (Lanes, Lanes) -> Lanes) {
        update(with: b, name, by: { mapStretch($0, $1, $2, $3, f) })
    }

    @inline(never)
    private func mapped(by f: Stretch) -> Tensor {
        var result = Tensor(uninitialized: shape)
        withUnsafePointer { x in
            result.withUnsafeMutablePointer { mapElements(x, into: $0, count: count, f) }
        }
        return result
    }

    @inline(never)
    private mutating func update(by f: Stretch) {
        let count = count
        withUnsafeMutablePointer { mapElements($0, into: $0, count: count, f) }
    }

    @inline(never)
    private static func combined(
        _ a: Tensor, _ b: Tensor, _ name: String, by f: StretchOfPairs
    ) -> Tensor {
        if a.shape == b.shape {
            var result = Tensor(uninitialized: a.shape)
            a.withUnsafePointer { x in
                b.withUnsafePointer { y in
                    result.withUnsafeMutablePointer {
                        mapElements(x, y, into: $0, count: a.count, f)
                    }
                }
            }
            return result
        }
        let plan = broadcastPlan(a, b, name)
        var result = Tensor(uninitialized: plan.shape)
        if result.count == 0 { return result }
        a.withUnsafePointer { x in
            b.withUnsafePointer { y in
                result.withUnsafeMutablePointer { broadcastElements(plan, x, y, into: $0, f) }
            }
        }
        return result
    }

    @inline(never)
    private mutating func update(with b: Tensor, _ name: String, by f: StretchOfPairs) {
        if shape != b.shape {
            let plan = Tensor.broadcastPlan(self, b, name)
            if plan.shape != shape {
                mistake(
                    "'\(name)' keeps the shape \(shape) of its left side, but the right side of "
                        + "shape \(b.shape) would make it \(plan.shape).")
            }
            if count == 0 { return }
            b.withUnsafePointer { y in
                withUnsafeMutablePointer {
                    broadcastElements(plan, UnsafePointer($0), y, into: $0, f)
                }
            }
            return
        }
        let count = count
        b.withUnsafePointer { y in
            withUnsafeMutablePointer { mapElements($0, y, into: $0, count: count, f) }
        }
    }

    private static func broadcastPlan(_ a: Tensor, _ b: Tensor, _ name: String) -> BroadcastPlan {
        guard let plan = BroadcastPlan(a.shape, b.shape) else {
            mistake(
                "The shapes \(a.shape) and \(b.shape) do not fit in '\(name)': seen from the last "
                    + "axis, lengths must be equal, or one of them 1.")
        }
        return plan
    }
}
