// The innermost loop of the weights' gradient: many dot products at once.
//
// Sixteen numbers of a row of A meet sixteen of a row of B. A tile of rows of A and rows of B shares
// what it loads: with AVX-512, 4 × 6 dot products for 10 loads. See `DotProducts.swift`.

#if ISA_V4

enum DotTile {
    static let rows = 4
    static let columns = 6

    /// Adds products to the tile's 24 sums, which live in registers meanwhile. (Inside of a larger
    /// function the compiler keeps half of them in memory: a third of the rate.)
    ///
    /// - Parameters:
    ///   - a, rows: row i of A begins at `a + rows[i]`, the next segment of it `aStep` behind
    ///   - b, offsets: the rows of B
    ///   - segments: how many pieces a row has
    ///   - count: how long each is, a multiple of sixteen
    ///   - sums: `rows · columns`, each in sixteen lanes
    @inline(never)
    static func accumulate(
        _ a: UnsafePointer<Float>, _ rows: UnsafePointer<Int>, step aStep: Int,
        _ b: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>, step bStep: Int,
        segments: Int, count: Int, into sums: UnsafeMutablePointer<Lanes>
    ) {
        var s00 = sums[0], s01 = sums[1], s02 = sums[2], s03 = sums[3], s04 = sums[4], s05 = sums[5]
        var s10 = sums[6], s11 = sums[7], s12 = sums[8], s13 = sums[9], s14 = sums[10],
            s15 = sums[11]
        var s20 = sums[12], s21 = sums[13], s22 = sums[14], s23 = sums[15], s24 = sums[16],
            s25 = sums[17]
        var s30 = sums[18], s31 = sums[19], s32 = sums[20], s33 = sums[21], s34 = sums[22],
            s35 = sums[23]
        for segment in 0..<segments {
            let a = a + segment &* aStep
            let b = b + segment &* bStep
            let a0 = a + rows[0]
            let a1 = a + rows[1]
            let a2 = a + rows[2]
            let a3 = a + rows[3]
            let b0 = b + offsets[0]
            let b1 = b + offsets[1]
            let b2 = b + offsets[2]
            let b3 = b + offsets[3]
            let b4 = b + offsets[4]
            let b5 = b + offsets[5]
            var i = 0
            while i < count {
                let x0 = a0.lanes(at: i)
                let x1 = a1.lanes(at: i)
                let x2 = a2.lanes(at: i)
                let x3 = a3.lanes(at: i)
                let y0 = b0.lanes(at: i)
                s00 = multiplyAdd(s00, x0, y0)
                s10 = multiplyAdd(s10, x1, y0)
                s20 = multiplyAdd(s20, x2, y0)
                s30 = multiplyAdd(s30, x3, y0)
                let y1 = b1.lanes(at: i)
                s01 = multiplyAdd(s01, x0, y1)
                s11 = multiplyAdd(s11, x1, y1)
                s21 = multiplyAdd(s21, x2, y1)
                s31 = multiplyAdd(s31, x3, y1)
                let y2 = b2.lanes(at: i)
                s02 = multiplyAdd(s02, x0, y2)
                s12 = multiplyAdd(s12, x1, y2)
                s22 = multiplyAdd(s22, x2, y2)
                s32 = multiplyAdd(s32, x3, y2)
                let y3 = b3.lanes(at: i)
                s03 = multiplyAdd(s03, x0, y3)
                s13 = multiplyAdd(s13, x1, y3)
                s23 = multiplyAdd(s23, x2, y3)
                s33 = multiplyAdd(s33, x3, y3)
                let y4 = b4.lanes(at: i)
                s04 = multiplyAdd(s04, x0, y4)
                s14 = multiplyAdd(s14, x1, y4)
                s24 = multiplyAdd(s24, x2, y4)
                s34 = multiplyAdd(s34, x3, y4)
                let y5 = b5.lanes(at: i)
                s05 = multiplyAdd(s05, x0, y5)
                s15 = multiplyAdd(s15, x1, y5)
                s25 = multiplyAdd(s25, x2, y5)
                s35 = multiplyAdd(s35, x3, y5)
                i &+= laneCount
            }
        }
        sums[0] = s00
        sums[1] = s01
        sums[2] = s02
        sums[3] = s03
        sums[4] = s04
        sums[5] = s05
        sums[6] = s10
        sums[7] = s11
        sums[8] = s12
        sums[9] = s13
        sums[10] = s14
        sums[11] = s15
        sums[12] = s20
        sums[13] = s21
        sums[14] = s22
        sums[15] = s23
        sums[16] = s24
        sums[17] = s25
        sums[18] = s30
        sums[19] = s31
        sums[20] = s32
        sums[21] = s33
        sums[22] = s34
        sums[23] = s35
    }
}

#else

enum DotTile {
    static let rows = 2
    static let columns = 3

    /// Adds products to the tile's 6 sums, which live in registers meanwhile. (Inside of a larger
    /// function the compiler keeps half of them in memory: a third of the rate.)
    ///
    /// - Parameters:
    ///   - a, rows: row i of A begins at `a + rows[i]`, the next segment of it `aStep` behind
    ///   - b, offsets: the rows of B
    ///   - segments: how many pieces a row has
    ///   - count: how long each is, a multiple of sixteen
    ///   - sums: `rows · columns`, each in sixteen lanes
    @inline(never)
    static func accumulate(
        _ a: UnsafePointer<Float>, _ rows: UnsafePointer<Int>, step aStep: Int,
        _ b: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>, step bStep: Int,
        segments: Int, count: Int, into sums: UnsafeMutablePointer<Lanes>
    ) {
        var s00 = sums[0], s01 = sums[1], s02 = sums[2]
        var s10 = sums[3], s11 = sums[4], s12 = sums[5]
        for segment in 0..<segments {
            let a = a + segment &* aStep
            let b = b + segment &* bStep
            let a0 = a + rows[0]
            let a1 = a + rows[1]
            let b0 = b + offsets[0]
            let b1 = b + offsets[1]
            let b2 = b + offsets[2]
            var i = 0
            while i < count {
                let x0 = a0.lanes(at: i)
                let x1 = a1.lanes(at: i)
                let y0 = b0.lanes(at: i)
                s00 = multiplyAdd(s00, x0, y0)
                s10 = multiplyAdd(s10, x1, y0)
                let y1 = b1.lanes(at: i)
                s01 = multiplyAdd(s01, x0, y1)
                s11 = multiplyAdd(s11, x1, y1)
                let y2 = b2.lanes(at: i)
                s02 = multiplyAdd(s02, x0, y2)
                s12 = multiplyAdd(s12, x1, y2)
                i &+= laneCount
            }
        }
        sums[0] = s00
        sums[1] = s01
        sums[2] = s02
        sums[3] = s10
        sums[4] = s11
        sums[5] = s12
    }
}

#endif
