// The register tiles of the convolution by shifts: a few filters times a stretch of the long row.
//
// As the tile of the matrix product (`Tile`), but row p of the second factor is read wherever its
// shift says. Two forms, so that the filters of a layer are dealt with nearly none left over: 16
// filters are 12 and 4.

#if ISA_V4

/// Twelve filters, 32 columns: 24 sums of sixteen lanes for 2 loads and 12 repeated numbers.
enum TallTile {
    static let rows = 12
    static let columns = 32

    /// `C[i, j] = Σ_p packed[p, i] · source[offsets[p] + j]` for one tile.
    ///
    /// - Parameters:
    ///   - packed: a strip of filters: `rows` Floats for each depth
    ///   - source: where the first column's inputs are counted from
    ///   - c: the tile, written whole; `width` from one row to the next
    @inline(never)
    static func multiply(
        _ packed: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int
    ) {
        var c00 = Lanes.zero, c01 = Lanes.zero
        var c10 = Lanes.zero, c11 = Lanes.zero
        var c20 = Lanes.zero, c21 = Lanes.zero
        var c30 = Lanes.zero, c31 = Lanes.zero
        var c40 = Lanes.zero, c41 = Lanes.zero
        var c50 = Lanes.zero, c51 = Lanes.zero
        var c60 = Lanes.zero, c61 = Lanes.zero
        var c70 = Lanes.zero, c71 = Lanes.zero
        var c80 = Lanes.zero, c81 = Lanes.zero
        var c90 = Lanes.zero, c91 = Lanes.zero
        var c100 = Lanes.zero, c101 = Lanes.zero
        var c110 = Lanes.zero, c111 = Lanes.zero
        for p in 0..<depth {
            let b = source + offsets[p]
            let a = packed + p &* rows
            let b0 = b.lanes(at: 0)
            let b1 = b.lanes(at: 16)
            let a0 = Lanes(repeating: a[0])
            c00 = multiplyAdd(c00, a0, b0)
            c01 = multiplyAdd(c01, a0, b1)
            let a1 = Lanes(repeating: a[1])
            c10 = multiplyAdd(c10, a1, b0)
            c11 = multiplyAdd(c11, a1, b1)
            let a2 = Lanes(repeating: a[2])
            c20 = multiplyAdd(c20, a2, b0)
            c21 = multiplyAdd(c21, a2, b1)
            let a3 = Lanes(repeating: a[3])
            c30 = multiplyAdd(c30, a3, b0)
            c31 = multiplyAdd(c31, a3, b1)
            let a4 = Lanes(repeating: a[4])
            c40 = multiplyAdd(c40, a4, b0)
            c41 = multiplyAdd(c41, a4, b1)
            let a5 = Lanes(repeating: a[5])
            c50 = multiplyAdd(c50, a5, b0)
            c51 = multiplyAdd(c51, a5, b1)
            let a6 = Lanes(repeating: a[6])
            c60 = multiplyAdd(c60, a6, b0)
            c61 = multiplyAdd(c61, a6, b1)
            let a7 = Lanes(repeating: a[7])
            c70 = multiplyAdd(c70, a7, b0)
            c71 = multiplyAdd(c71, a7, b1)
            let a8 = Lanes(repeating: a[8])
            c80 = multiplyAdd(c80, a8, b0)
            c81 = multiplyAdd(c81, a8, b1)
            let a9 = Lanes(repeating: a[9])
            c90 = multiplyAdd(c90, a9, b0)
            c91 = multiplyAdd(c91, a9, b1)
            let a10 = Lanes(repeating: a[10])
            c100 = multiplyAdd(c100, a10, b0)
            c101 = multiplyAdd(c101, a10, b1)
            let a11 = Lanes(repeating: a[11])
            c110 = multiplyAdd(c110, a11, b0)
            c111 = multiplyAdd(c111, a11, b1)
        }
        c.store(c00, at: 0)
        c.store(c01, at: 16)
        c.store(c10, at: 1 &* width &+ 0)
        c.store(c11, at: 1 &* width &+ 16)
        c.store(c20, at: 2 &* width &+ 0)
        c.store(c21, at: 2 &* width &+ 16)
        c.store(c30, at: 3 &* width &+ 0)
        c.store(c31, at: 3 &* width &+ 16)
        c.store(c40, at: 4 &* width &+ 0)
        c.store(c41, at: 4 &* width &+ 16)
        c.store(c50, at: 5 &* width &+ 0)
        c.store(c51, at: 5 &* width &+ 16)
        c.store(c60, at: 6 &* width &+ 0)
        c.store(c61, at: 6 &* width &+ 16)
        c.store(c70, at: 7 &* width &+ 0)
        c.store(c71, at: 7 &* width &+ 16)
        c.store(c80, at: 8 &* width &+ 0)
        c.store(c81, at: 8 &* width &+ 16)
        c.store(c90, at: 9 &* width &+ 0)
        c.store(c91, at: 9 &* width &+ 16)
        c.store(c100, at: 10 &* width &+ 0)
        c.store(c101, at: 10 &* width &+ 16)
        c.store(c110, at: 11 &* width &+ 0)
        c.store(c111, at: 11 &* width &+ 16)
    }
}

/// Four filters, 96 columns: 24 sums for 6 loads and 4 repeated numbers.
enum WideTile {
    static let rows = 4
    static let columns = 96

    /// `C[i, j] = Σ_p packed[p, i] · source[offsets[p] + j]` for one tile.
    ///
    /// - Parameters:
    ///   - packed: a strip of filters: `rows` Floats for each depth
    ///   - source: where the first column's inputs are counted from
    ///   - c: the tile, written whole; `width` from one row to the next
    @inline(never)
    static func multiply(
        _ packed: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int
    ) {
        var c00 = Lanes.zero, c01 = Lanes.zero, c02 = Lanes.zero, c03 = Lanes.zero,
            c04 = Lanes.zero, c05 = Lanes.zero
        var c10 = Lanes.zero, c11 = Lanes.zero, c12 = Lanes.zero, c13 = Lanes.zero,
            c14 = Lanes.zero, c15 = Lanes.zero
        var c20 = Lanes.zero, c21 = Lanes.zero, c22 = Lanes.zero, c23 = Lanes.zero,
            c24 = Lanes.zero, c25 = Lanes.zero
        var c30 = Lanes.zero, c31 = Lanes.zero, c32 = Lanes.zero, c33 = Lanes.zero,
            c34 = Lanes.zero, c35 = Lanes.zero
        for p in 0..<depth {
            let b = source + offsets[p]
            let a = packed + p &* rows
            let b0 = b.lanes(at: 0)
            let b1 = b.lanes(at: 16)
            let b2 = b.lanes(at: 32)
            let b3 = b.lanes(at: 48)
            let b4 = b.lanes(at: 64)
            let b5 = b.lanes(at: 80)
            let a0 = Lanes(repeating: a[0])
            c00 = multiplyAdd(c00, a0, b0)
            c01 = multiplyAdd(c01, a0, b1)
            c02 = multiplyAdd(c02, a0, b2)
            c03 = multiplyAdd(c03, a0, b3)
            c04 = multiplyAdd(c04, a0, b4)
            c05 = multiplyAdd(c05, a0, b5)
            let a1 = Lanes(repeating: a[1])
            c10 = multiplyAdd(c10, a1, b0)
            c11 = multiplyAdd(c11, a1, b1)
            c12 = multiplyAdd(c12, a1, b2)
            c13 = multiplyAdd(c13, a1, b3)
            c14 = multiplyAdd(c14, a1, b4)
            c15 = multiplyAdd(c15, a1, b5)
            let a2 = Lanes(repeating: a[2])
            c20 = multiplyAdd(c20, a2, b0)
            c21 = multiplyAdd(c21, a2, b1)
            c22 = multiplyAdd(c22, a2, b2)
            c23 = multiplyAdd(c23, a2, b3)
            c24 = multiplyAdd(c24, a2, b4)
            c25 = multiplyAdd(c25, a2, b5)
            let a3 = Lanes(repeating: a[3])
            c30 = multiplyAdd(c30, a3, b0)
            c31 = multiplyAdd(c31, a3, b1)
            c32 = multiplyAdd(c32, a3, b2)
            c33 = multiplyAdd(c33, a3, b3)
            c34 = multiplyAdd(c34, a3, b4)
            c35 = multiplyAdd(c35, a3, b5)
        }
        c.store(c00, at: 0)
        c.store(c01, at: 16)
        c.store(c02, at: 32)
        c.store(c03, at: 48)
        c.store(c04, at: 64)
        c.store(c05, at: 80)
        c.store(c10, at: 1 &* width &+ 0)
        c.store(c11, at: 1 &* width &+ 16)
        c.store(c12, at: 1 &* width &+ 32)
        c.store(c13, at: 1 &* width &+ 48)
        c.store(c14, at: 1 &* width &+ 64)
        c.store(c15, at: 1 &* width &+ 80)
        c.store(c20, at: 2 &* width &+ 0)
        c.store(c21, at: 2 &* width &+ 16)
        c.store(c22, at: 2 &* width &+ 32)
        c.store(c23, at: 2 &* width &+ 48)
        c.store(c24, at: 2 &* width &+ 64)
        c.store(c25, at: 2 &* width &+ 80)
        c.store(c30, at: 3 &* width &+ 0)
        c.store(c31, at: 3 &* width &+ 16)
        c.store(c32, at: 3 &* width &+ 32)
        c.store(c33, at: 3 &* width &+ 48)
        c.store(c34, at: 3 &* width &+ 64)
        c.store(c35, at: 3 &* width &+ 80)
    }
}

#else

/// Six filters, sixteen columns; twelve of the sixteen registers of AVX2.
enum TallTile {
    static let rows = 6
    static let columns = 16

    /// `C[i, j] = Σ_p packed[p, i] · source[offsets[p] + j]` for one tile.
    ///
    /// - Parameters:
    ///   - packed: a strip of filters: `rows` Floats for each depth
    ///   - source: where the first column's inputs are counted from
    ///   - c: the tile, written whole; `width` from one row to the next
    @inline(never)
    static func multiply(
        _ packed: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int
    ) {
        var c00 = Lanes.zero
        var c10 = Lanes.zero
        var c20 = Lanes.zero
        var c30 = Lanes.zero
        var c40 = Lanes.zero
        var c50 = Lanes.zero
        for p in 0..<depth {
            let b = source + offsets[p]
            let a = packed + p &* rows
            let b0 = b.lanes(at: 0)
            let a0 = Lanes(repeating: a[0])
            c00 = multiplyAdd(c00, a0, b0)
            let a1 = Lanes(repeating: a[1])
            c10 = multiplyAdd(c10, a1, b0)
            let a2 = Lanes(repeating: a[2])
            c20 = multiplyAdd(c20, a2, b0)
            let a3 = Lanes(repeating: a[3])
            c30 = multiplyAdd(c30, a3, b0)
            let a4 = Lanes(repeating: a[4])
            c40 = multiplyAdd(c40, a4, b0)
            let a5 = Lanes(repeating: a[5])
            c50 = multiplyAdd(c50, a5, b0)
        }
        c.store(c00, at: 0)
        c.store(c10, at: 1 &* width &+ 0)
        c.store(c20, at: 2 &* width &+ 0)
        c.store(c30, at: 3 &* width &+ 0)
        c.store(c40, at: 4 &* width &+ 0)
        c.store(c50, at: 5 &* width &+ 0)
    }
}

/// Two filters, 48 columns.
enum WideTile {
    static let rows = 2
    static let columns = 48

    /// `C[i, j] = Σ_p packed[p, i] · source[offsets[p] + j]` for one tile.
    ///
    /// - Parameters:
    ///   - packed: a strip of filters: `rows` Floats for each depth
    ///   - source: where the first column's inputs are counted from
    ///   - c: the tile, written whole; `width` from one row to the next
    @inline(never)
    static func multiply(
        _ packed: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int
    ) {
        var c00 = Lanes.zero, c01 = Lanes.zero, c02 = Lanes.zero
        var c10 = Lanes.zero, c11 = Lanes.zero, c12 = Lanes.zero
        for p in 0..<depth {
            let b = source + offsets[p]
            let a = packed + p &* rows
            let b0 = b.lanes(at: 0)
            let b1 = b.lanes(at: 16)
            let b2 = b.lanes(at: 32)
            let a0 = Lanes(repeating: a[0])
            c00 = multiplyAdd(c00, a0, b0)
            c01 = multiplyAdd(c01, a0, b1)
            c02 = multiplyAdd(c02, a0, b2)
            let a1 = Lanes(repeating: a[1])
            c10 = multiplyAdd(c10, a1, b0)
            c11 = multiplyAdd(c11, a1, b1)
            c12 = multiplyAdd(c12, a1, b2)
        }
        c.store(c00, at: 0)
        c.store(c01, at: 16)
        c.store(c02, at: 32)
        c.store(c10, at: 1 &* width &+ 0)
        c.store(c11, at: 1 &* width &+ 16)
        c.store(c12, at: 1 &* width &+ 32)
    }
}

#endif
