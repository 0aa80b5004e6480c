/// How many elements one piece of parallel elementwise work has: some 2 µs for the cheapest functions,
/// ten for those with an exponential. An output of 128 × 784 is thirteen pieces, of which two threads get
/// equal shares; of four larger pieces one would get two thirds.
private let elementsPerPiece = 8_192
/// Up to so many elements are not worth a parallel region.
private let elementsAlone = 32_768

/// Shares rows of `length` elements among the threads, some 8,000 elements a piece, where they are many.
func parallelRows(_ rows: Int, of length: Int, _ body: (Range<Int>) -> Void) {
    let isWorthwhile = rows * length > elementsAlone
    let rowsPerPiece = isWorthwhile ? elementsPerPiece / max(length, 1) : rows
    parallelRanges(rows, length: max(1, rowsPerPiece), body)
}

/// `y[i] = f(x[i])`, sixteen elements at once, on several threads for large arrays.
///
/// One text serves every function. On small arrays the closure is compiled into the loop; the
/// pieces of a large one call it, which hides behind the time that memory takes. The elements that
/// do not fill a vector at the end go through the same `f`, in a vector filled up with zeros: an
/// element's result never depends on its place.
///
/// - Parameters:
///   - x: `count` Floats
///   - y: room for `count` Floats; may be `x`
@inline(__always)
func mapElements(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int,
    _ f: (Lanes) -> Lanes
) {
    if count <= elementsAlone {
        mapRange(x, into: y, 0..<count, f)
    } else {
        parallelRows(count, of: 1) { mapRange(x, into: y, $0, f) }
    }
}

/// `z[i] = f(x[i], y[i])`, as ``mapElements(_:into:count:_:)`` for two arrays.
@inline(__always)
func mapElements(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, into z: UnsafeMutablePointer<Float>,
    count: Int, _ f: (Lanes, Lanes) -> Lanes
) {
    if count <= elementsAlone {
        mapRange(x, y, into: z, 0..<count, f)
    } else {
        parallelRows(count, of: 1) { mapRange(x, y, into: z, $0, f) }
    }
}

@inline(__always)
private func mapRange(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, _ range: Range<Int>,
    _ f: (Lanes) -> Lanes
) {
    var i = range.lowerBound
    while i < range.upperBound {
        let count = range.upperBound &- i
        y.store(f(x.lanes(at: i, upTo: count)), at: i, upTo: count)
        i &+= laneCount
    }
}

@inline(__always)
private func mapRange(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, into z: UnsafeMutablePointer<Float>,
    _ range: Range<Int>, _ f: (Lanes, Lanes) -> Lanes
) {
    var i = range.lowerBound
    while i < range.upperBound {
        let count = range.upperBound &- i
        z.store(f(x.lanes(at: i, upTo: count), y.lanes(at: i, upTo: count)), at: i, upTo: count)
        i &+= laneCount
    }
}

extension UnsafePointer<Float> {
    /// The next sixteen Floats; where only `count` are left, those and then zeros.
    @inline(__always)
    func lanes(at offset: Int, upTo count: Int) -> Lanes {
        count >= laneCount ? lanes(at: offset) : lanes(at: offset, first: count)
    }

    /// The first `count` (fewer than sixteen) Floats from `offset` on, then zeros.
    @inline(never)
    func lanes(at offset: Int, first count: Int) -> Lanes {
        var lanes = Lanes.zero
        for lane in 0..<count { lanes[lane] = self[offset &+ lane] }
        return lanes
    }
}

extension UnsafeMutablePointer<Float> {
    /// Writes the lanes; where only `count` are left, the first of them.
    @inline(__always)
    func store(_ lanes: Lanes, at offset: Int, upTo count: Int) {
        if count >= laneCount {
            store(lanes, at: offset)
        } else {
            store(lanes, at: offset, first: count)
        }
    }

    /// Writes the first `count` (fewer than sixteen) lanes from `offset` on: eight, four, and the rest.
    @inline(never)
    func store(_ lanes: Lanes, at offset: Int, first count: Int) {
        var place = self + offset
        var eight = lanes.lowHalf
        if count & 8 != 0 {
            UnsafeMutableRawPointer(place).storeBytes(of: eight, as: SIMD8<Float>.self)
            eight = lanes.highHalf
            place += 8
        }
        var four = eight.lowHalf
        if count & 4 != 0 {
            UnsafeMutableRawPointer(place).storeBytes(of: four, as: SIMD4<Float>.self)
            four = eight.highHalf
            place += 4
        }
        for i in 0..<count & 3 { place[i] = four[i] }
    }
}
