/// One row of a register tile: some vectors side by side.
///
/// Each vector is a variable of its own, because only single variables are kept in registers by the
/// compiler: an array would be memory. The numbers of B that meet the row are a row of the same form.
protocol VectorRow {
    /// How many Floats the row holds.
    static var columns: Int { get }

    /// All zero.
    init()

    /// The `columns` numbers that begin at `source`.
    init(_ source: UnsafePointer<Float>)

    /// `self[j] += a · b[j]`.
    mutating func add(_ a: Float, _ b: Self)

    /// Writes the numbers to a row of C, or adds them to it.
    func write(to c: UnsafeMutablePointer<Float>, accumulating: Bool)
}

struct OneVector: VectorRow {
    static let columns = 16

    private var v0 = Lanes.zero

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ source: UnsafePointer<Float>) {
        v0 = source.lanes(at: 0)
    }

    @inline(__always)
    mutating func add(_ a: Float, _ b: Self) {
        let a = Lanes(repeating: a)
        v0 = multiplyAdd(v0, a, b.v0)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, accumulating: Bool) {
        put(v0, c, 0, accumulating)
    }
}

struct TwoVectors: VectorRow {
    static let columns = 32

    private var v0 = Lanes.zero, v1 = Lanes.zero

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ source: UnsafePointer<Float>) {
        v0 = source.lanes(at: 0)
        v1 = source.lanes(at: 16)
    }

    @inline(__always)
    mutating func add(_ a: Float, _ b: Self) {
        let a = Lanes(repeating: a)
        v0 = multiplyAdd(v0, a, b.v0)
        v1 = multiplyAdd(v1, a, b.v1)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, accumulating: Bool) {
        put(v0, c, 0, accumulating)
        put(v1, c, 16, accumulating)
    }
}

struct ThreeVectors: VectorRow {
    static let columns = 48

    private var v0 = Lanes.zero, v1 = Lanes.zero, v2 = Lanes.zero

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ source: UnsafePointer<Float>) {
        v0 = source.lanes(at: 0)
        v1 = source.lanes(at: 16)
        v2 = source.lanes(at: 32)
    }

    @inline(__always)
    mutating func add(_ a: Float, _ b: Self) {
        let a = Lanes(repeating: a)
        v0 = multiplyAdd(v0, a, b.v0)
        v1 = multiplyAdd(v1, a, b.v1)
        v2 = multiplyAdd(v2, a, b.v2)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, accumulating: Bool) {
        put(v0, c, 0, accumulating)
        put(v1, c, 16, accumulating)
        put(v2, c, 32, accumulating)
    }
}

struct FourVectors: VectorRow {
    static let columns = 64

    private var v0 = Lanes.zero, v1 = Lanes.zero, v2 = Lanes.zero, v3 = Lanes.zero

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ source: UnsafePointer<Float>) {
        v0 = source.lanes(at: 0)
        v1 = source.lanes(at: 16)
        v2 = source.lanes(at: 32)
        v3 = source.lanes(at: 48)
    }

    @inline(__always)
    mutating func add(_ a: Float, _ b: Self) {
        let a = Lanes(repeating: a)
        v0 = multiplyAdd(v0, a, b.v0)
        v1 = multiplyAdd(v1, a, b.v1)
        v2 = multiplyAdd(v2, a, b.v2)
        v3 = multiplyAdd(v3, a, b.v3)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, accumulating: Bool) {
        put(v0, c, 0, accumulating)
        put(v1, c, 16, accumulating)
        put(v2, c, 32, accumulating)
        put(v3, c, 48, accumulating)
    }
}

struct SixVectors: VectorRow {
    static let columns = 96

    private var v0 = Lanes.zero, v1 = Lanes.zero, v2 = Lanes.zero, v3 = Lanes.zero, v4 = Lanes.zero,
        v5 = Lanes.zero

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ source: UnsafePointer<Float>) {
        v0 = source.lanes(at: 0)
        v1 = source.lanes(at: 16)
        v2 = source.lanes(at: 32)
        v3 = source.lanes(at: 48)
        v4 = source.lanes(at: 64)
        v5 = source.lanes(at: 80)
    }

    @inline(__always)
    mutating func add(_ a: Float, _ b: Self) {
        let a = Lanes(repeating: a)
        v0 = multiplyAdd(v0, a, b.v0)
        v1 = multiplyAdd(v1, a, b.v1)
        v2 = multiplyAdd(v2, a, b.v2)
        v3 = multiplyAdd(v3, a, b.v3)
        v4 = multiplyAdd(v4, a, b.v4)
        v5 = multiplyAdd(v5, a, b.v5)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, accumulating: Bool) {
        put(v0, c, 0, accumulating)
        put(v1, c, 16, accumulating)
        put(v2, c, 32, accumulating)
        put(v3, c, 48, accumulating)
        put(v4, c, 64, accumulating)
        put(v5, c, 80, accumulating)
    }
}

/// Sixteen finished sums, written to a row of C or added to it.
@inline(__always)
private func put(
    _ sums: Lanes, _ row: UnsafeMutablePointer<Float>, _ column: Int, _ accumulating: Bool
) {
    row.store(accumulating ? row.lanes(at: column) + sums : sums, at: column)
}
