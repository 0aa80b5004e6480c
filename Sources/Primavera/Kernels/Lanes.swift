/// Sixteen Floats that one instruction works on at once: the unit of every fast kernel.
///
/// AVX-512 has registers of sixteen Floats. On a processor with narrower ones (AVX2: 8, NEON and
/// SSE: 4) the compiler makes two or four instructions of one, so the text of the kernels, and
/// the order in which they add, is the same everywhere.
typealias Lanes = SIMD16<Float>

/// How many Floats a `Lanes` holds.
let laneCount = 16

extension UnsafePointer<Float> {
    /// The sixteen Floats that start at `offset`. The address needs no alignment.
    @inline(__always)
    func lanes(at offset: Int) -> Lanes {
        UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self)
    }
}

extension UnsafeMutablePointer<Float> {
    /// The sixteen Floats that start at `offset`. The address needs no alignment.
    @inline(__always)
    func lanes(at offset: Int) -> Lanes {
        UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self)
    }

    /// Writes sixteen Floats from `offset` on.
    @inline(__always)
    func store(_ lanes: Lanes, at offset: Int) {
        UnsafeMutableRawPointer(self + offset).storeBytes(of: lanes, as: Lanes.self)
    }
}

extension Lanes {
    /// The sum of the sixteen, by halves: four additions instead of fifteen.
    @inline(__always)
    var total: Float {
        let eight = lowHalf + highHalf
        let four = eight.lowHalf + eight.highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }
}

/// `sum + a · b` in every lane.
///
/// One instruction where the processor has a fused multiply-add. Without one, Swift's
/// `addingProduct` calls the C library for every lane, 20 to 50 times slower than to multiply
/// and add, so there the two steps are written out.
///
/// To the compiler it is sixteen multiply-adds at first, some eighty instructions in the place of one.
/// `inline_late` makes it write them out only when most of its passes are over.
@_semantics("inline_late")
@inline(__always)
func multiplyAdd<V: SIMD>(_ sum: V, _ a: V, _ b: V) -> V where V.Scalar == Float {
    #if ISA_BASELINE
    sum + a * b
    #else
    sum.addingProduct(a, b)
    #endif
}

/// `sum + a · b` for one Float, rounded as ``multiplyAdd(_:_:_:)-lanes`` rounds.
@inline(__always)
func multiplyAdd(_ sum: Float, _ a: Float, _ b: Float) -> Float {
    #if ISA_BASELINE
    sum + a * b
    #else
    sum.addingProduct(a, b)
    #endif
}
