// The register tiles for processors with narrower or fewer registers; see RegisterTiles.swift.

#if !ISA_V4

/// 6 × 16 numbers: 12 of the 16 registers of AVX2, 24 of the 32 of Arm.
///
/// Without AVX2 (SSE: sixteen registers of four Floats) the tile does not fit and some of it goes
/// through memory, which is slower but right.
struct MiddleTile: RegisterTile {
    static let rows = 6
    static let columns = 16

    private var c0a = Lanes.zero
    private var c1a = Lanes.zero
    private var c2a = Lanes.zero
    private var c3a = Lanes.zero
    private var c4a = Lanes.zero
    private var c5a = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        let a0 = Lanes(repeating: a[0])
        c0a = multiplyAdd(c0a, a0, ba)
        let a1 = Lanes(repeating: a[rowStep])
        c1a = multiplyAdd(c1a, a1, ba)
        let a2 = Lanes(repeating: a[2 &* rowStep])
        c2a = multiplyAdd(c2a, a2, ba)
        let a3 = Lanes(repeating: a[3 &* rowStep])
        c3a = multiplyAdd(c3a, a3, ba)
        let a4 = Lanes(repeating: a[4 &* rowStep])
        c4a = multiplyAdd(c4a, a4, ba)
        let a5 = Lanes(repeating: a[5 &* rowStep])
        c5a = multiplyAdd(c5a, a5, ba)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c2a, c + 2 &* width, 0, accumulating)
        put(c3a, c + 3 &* width, 0, accumulating)
        put(c4a, c + 4 &* width, 0, accumulating)
        put(c5a, c + 5 &* width, 0, accumulating)
    }
}

/// As narrow as it is, it is its own half, and tall enough.
typealias HalfTile = MiddleTile
typealias TallTile = MiddleTile

/// Three rows are one and a half wide tiles: two, as any other form would be.
typealias FlatTile = WideTile

/// 2 × 16 numbers: the columns of a middle tile and two of its rows, which are left of 32 and of 128.
struct LowTile: RegisterTile {
    static let rows = 2
    static let columns = 16

    private var c0a = Lanes.zero
    private var c1a = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        c0a = multiplyAdd(c0a, Lanes(repeating: a[0]), ba)
        c1a = multiplyAdd(c1a, Lanes(repeating: a[rowStep]), ba)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c1a, c + width, 0, accumulating)
    }
}

/// 2 × 48 numbers.
struct WideTile: RegisterTile {
    static let rows = 2
    static let columns = 48

    private var c0a = Lanes.zero, c0b = Lanes.zero, c0c = Lanes.zero
    private var c1a = Lanes.zero, c1b = Lanes.zero, c1c = Lanes.zero

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let ba = b.lanes(at: 0)
        let bb = b.lanes(at: 16)
        let bc = b.lanes(at: 32)
        let a0 = Lanes(repeating: a[0])
        c0a = multiplyAdd(c0a, a0, ba)
        c0b = multiplyAdd(c0b, a0, bb)
        c0c = multiplyAdd(c0c, a0, bc)
        let a1 = Lanes(repeating: a[rowStep])
        c1a = multiplyAdd(c1a, a1, ba)
        c1b = multiplyAdd(c1b, a1, bb)
        c1c = multiplyAdd(c1c, a1, bc)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        put(c0a, c, 0, accumulating)
        put(c0b, c, 16, accumulating)
        put(c0c, c, 32, accumulating)
        put(c1a, c + width, 0, accumulating)
        put(c1b, c + width, 16, accumulating)
        put(c1c, c + width, 32, accumulating)
    }
}

#endif
