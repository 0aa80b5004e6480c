/// How many elements one piece of parallel elementwise work has: some 2 µs for the cheapest functions,
/// ten for those with an exponential. An output of 128 × 784 is thirteen pieces, of which two threads get
/// equal shares; of four larger pieces one would get two thirds. Whole vectors: only the last piece of an
/// array may end inside of one.
let elementsPerPiece = 8_192
/// Up to so many elements are not worth a parallel region.
let elementsAlone = 32_768

/// Shares rows of `length` elements among the threads, some 8,000 elements a piece, where they are many.
func parallelRows(_ rows: Int, of length: Int, _ body: (Range<Int>) -> Void) {
    let isWorthwhile = rows * length > elementsAlone
    let rowsPerPiece = isWorthwhile ? elementsPerPiece / max(length, 1) : rows
    parallelRanges(rows, length: max(1, rowsPerPiece), body)
}

/// An elementwise function with the loop inside of it: `y[i] = f(x[i])` for `count` elements, a multiple of
/// sixteen.
///
/// Not `(Lanes) -> Lanes`: Swift hands a vector of sixteen Floats over in four registers of four, and the
/// compiler then goes on computing with fours: four times as many instructions. (An autoencoder's step,
/// with its logistic function and Adam's roots, took 1.28 times as long.)
typealias Stretch = (
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int
) -> Void

/// The same for a function of two elements: `z[i] = f(x[i], y[i])`.
typealias StretchOfPairs = (
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ z: UnsafeMutablePointer<Float>,
    _ count: Int
) -> Void

/// Applies a function to `count` elements, on several threads where they are many.
///
/// The last vector may reach behind the arrays: both must be blocks of ``Storage``, which have slack there.
///
/// - Parameters:
///   - x: `count` Floats
///   - y: room for `count` Floats; may be `x`
func mapElements(
    _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int, _ f: Stretch
) {
    parallelRows(count, of: 1) {
        f(x + $0.lowerBound, y + $0.lowerBound, filled($0.count, laneCount))
    }
}

/// Applies a function to `count` pairs, as ``mapElements(_:into:count:_:)``. `z` may be `x` or `y`.
func mapElements(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, into z: UnsafeMutablePointer<Float>,
    count: Int, _ f: StretchOfPairs
) {
    parallelRows(count, of: 1) {
        f(
            x + $0.lowerBound, y + $0.lowerBound, z + $0.lowerBound,
            filled($0.count, laneCount))
    }
}

/// `y[i] = f(x[i])`, sixteen elements at once, with `f` compiled into the loop.
@inline(__always)
func mapStretch(
    _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ count: Int,
    _ f: (Lanes) -> Lanes
) {
    var i = 0
    while i < count {
        y.store(f(x.lanes(at: i)), at: i)
        i &+= laneCount
    }
}

/// `z[i] = f(x[i], y[i])`, as ``mapStretch(_:_:_:_:)``.
@inline(__always)
func mapStretch(
    _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ z: UnsafeMutablePointer<Float>,
    _ count: Int, _ f: (Lanes, Lanes) -> Lanes
) {
    var i = 0
    while i < count {
        z.store(f(x.lanes(at: i), y.lanes(at: i)), at: i)
        i &+= laneCount
    }
}

// A vector goes to the two functions that are not compiled into their loops, and comes from them, through
// memory: see ``Stretch``.

extension UnsafePointer<Float> {
    /// The next sixteen Floats; where only `count` are left, those and then zeros.
    @inline(__always)
    func lanes(at offset: Int, upTo count: Int) -> Lanes {
        count >= laneCount ? lanes(at: offset) : lanes(at: offset, first: count)
    }

    /// The first `count` (fewer than sixteen) Floats from `offset` on, then zeros.
    @inline(__always)
    func lanes(at offset: Int, first count: Int) -> Lanes {
        var lanes = Lanes.zero
        (self + offset).copyFirst(count, to: &lanes)
        return lanes
    }

    @inline(never)
    private func copyFirst(_ count: Int, to lanes: inout Lanes) {
        for lane in 0..<count { lanes[lane] = self[lane] }
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

    /// Writes the first `count` (fewer than sixteen) lanes from `offset` on.
    @inline(__always)
    func store(_ lanes: Lanes, at offset: Int, first count: Int) {
        var lanes = lanes
        (self + offset).copyFirst(count, from: &lanes)
    }

    /// Eight, four, and the rest.
    @inline(never)
    private func copyFirst(_ count: Int, from lanes: inout Lanes) {
        var place = self
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
