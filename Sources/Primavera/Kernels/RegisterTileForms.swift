// The forms of register tiles: rows of vectors, one below another; see RegisterTiles.swift and
// VectorRows.swift.

#if ISA_V4

// For the 32 registers of sixteen Floats that AVX-512 has.

/// 6 × 64 numbers in 24 registers: 4 loads and 6 repeated numbers for 24 multiply-adds.
typealias MiddleTile = SixRows<FourVectors>

/// 6 × 32 numbers: the rows of a middle tile and half of its columns, for where a matrix ends.
typealias HalfTile = SixRows<TwoVectors>

/// 2 × 64 numbers: the columns of a middle tile and two of its rows, which are left of 32 and of 128. Eight
/// sums are just enough to keep the multiply-adds from waiting for one another. 32 × 120 · 120 × 400 takes
/// four fifths of the time that it takes with a middle tile filled up with zeros.
typealias LowTile = TwoRows<FourVectors>

/// 12 × 32 numbers: 2 loads and 12 repeated numbers for 24 multiply-adds.
typealias TallTile = OneAboveAnother<SixRows<TwoVectors>>

/// 4 × 96 numbers: 6 loads and 4 repeated numbers for 24 multiply-adds.
typealias WideTile = FourRows<SixVectors>

/// 3 × 128 numbers, for the three channels of coloured pictures: 8 loads and 3 repeated numbers for 24
/// multiply-adds. Two halves, because three rows of eight vectors want all eight of B at once, and the 32
/// registers were too few.
typealias FlatTile = SideBySide<ThreeRows<FourVectors>>

#else

// For narrower or fewer registers. Without AVX2 (SSE: sixteen registers of four Floats) a tile does not
// fit and some of it goes through memory, which is slower but right.

/// 6 × 16 numbers: 12 of the 16 registers of AVX2, 24 of the 32 of Arm.
typealias MiddleTile = SixRows<OneVector>

/// As narrow as it is, it is its own half, and tall enough.
typealias HalfTile = MiddleTile
typealias TallTile = MiddleTile

/// 2 × 16 numbers: the columns of a middle tile and two of its rows, which are left of 32 and of 128.
typealias LowTile = TwoRows<OneVector>

/// 2 × 48 numbers.
typealias WideTile = TwoRows<ThreeVectors>

/// Three rows are one and a half wide tiles: two, as any other form would be.
typealias FlatTile = WideTile

#endif

// MARK: Rows
//
// Each number of A's column meets the row of B, which is loaded once for all.

struct TwoRows<Row: VectorRow>: RegisterTile {
    static var rows: Int { 2 }
    static var columns: Int { Row.columns }

    private var c0 = Row(), c1 = Row()

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let b = Row(b)
        c0.add(a[0], b)
        c1.add(a[rowStep], b)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        c0.write(to: c, accumulating: accumulating)
        c1.write(to: c + width, accumulating: accumulating)
    }
}

struct ThreeRows<Row: VectorRow>: RegisterTile {
    static var rows: Int { 3 }
    static var columns: Int { Row.columns }

    private var c0 = Row(), c1 = Row(), c2 = Row()

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let b = Row(b)
        c0.add(a[0], b)
        c1.add(a[rowStep], b)
        c2.add(a[2 &* rowStep], b)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        c0.write(to: c, accumulating: accumulating)
        c1.write(to: c + width, accumulating: accumulating)
        c2.write(to: c + 2 &* width, accumulating: accumulating)
    }
}

struct FourRows<Row: VectorRow>: RegisterTile {
    static var rows: Int { 4 }
    static var columns: Int { Row.columns }

    private var c0 = Row(), c1 = Row(), c2 = Row(), c3 = Row()

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let b = Row(b)
        c0.add(a[0], b)
        c1.add(a[rowStep], b)
        c2.add(a[2 &* rowStep], b)
        c3.add(a[3 &* rowStep], b)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        c0.write(to: c, accumulating: accumulating)
        c1.write(to: c + width, accumulating: accumulating)
        c2.write(to: c + 2 &* width, accumulating: accumulating)
        c3.write(to: c + 3 &* width, accumulating: accumulating)
    }
}

struct SixRows<Row: VectorRow>: RegisterTile {
    static var rows: Int { 6 }
    static var columns: Int { Row.columns }

    private var c0 = Row(), c1 = Row(), c2 = Row(), c3 = Row(), c4 = Row(), c5 = Row()

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        let b = Row(b)
        c0.add(a[0], b)
        c1.add(a[rowStep], b)
        c2.add(a[2 &* rowStep], b)
        c3.add(a[3 &* rowStep], b)
        c4.add(a[4 &* rowStep], b)
        c5.add(a[5 &* rowStep], b)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        c0.write(to: c, accumulating: accumulating)
        c1.write(to: c + width, accumulating: accumulating)
        c2.write(to: c + 2 &* width, accumulating: accumulating)
        c3.write(to: c + 3 &* width, accumulating: accumulating)
        c4.write(to: c + 4 &* width, accumulating: accumulating)
        c5.write(to: c + 5 &* width, accumulating: accumulating)
    }
}

// MARK: Tiles from two tiles

struct SideBySide<Tile: RegisterTile>: RegisterTile {
    static var rows: Int { Tile.rows }
    static var columns: Int { 2 * Tile.columns }

    private var left = Tile(), right = Tile()

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        left.add(a, rowStep: rowStep, b)
        right.add(a, rowStep: rowStep, b + Tile.columns)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        left.write(to: c, width: width, accumulating: accumulating)
        right.write(to: c + Tile.columns, width: width, accumulating: accumulating)
    }
}

struct OneAboveAnother<Tile: RegisterTile>: RegisterTile {
    static var rows: Int { 2 * Tile.rows }
    static var columns: Int { Tile.columns }

    private var upper = Tile(), lower = Tile()

    @inline(__always)
    init() {}

    @inline(__always)
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>) {
        upper.add(a, rowStep: rowStep, b)
        lower.add(a + Tile.rows &* rowStep, rowStep: rowStep, b)
    }

    @inline(__always)
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool) {
        upper.write(to: c, width: width, accumulating: accumulating)
        lower.write(to: c + Tile.rows &* width, width: width, accumulating: accumulating)
    }
}
