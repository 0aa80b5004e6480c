// The innermost loop of the weights' gradient: many dot products at once.
//
// Sixteen positions of a row of gradients (A) meet sixteen of a shifted row of the image (B). A tile
// of rows of A and rows of B shares what it loads: with AVX-512, 4 × 6 dot products for 10 loads.

/// The rows that the dot products are taken of, over several images.
struct DotFactors {
    let a: UnsafePointer<Float>
    /// From one row of A to the next, and from one image to the next.
    let aRow: Int
    let aImage: Int
    let b: UnsafePointer<Float>
    /// Where each row of B begins.
    let bOffsets: UnsafePointer<Int>
    let bImage: Int
    let images: Range<Int>
    /// How many positions a row has in an image. Behind them A holds zeros, up to the next multiple
    /// of sixteen, so that the last vector may reach over the end.
    let length: Int
    /// The image behind which memory ends: there the last vector may not.
    let lastImage: Int

    /// How many vectors of sixteen are taken of a row of this image.
    @inline(__always)
    func vectors(of image: Int) -> Int {
        (image == lastImage ? length : length &+ laneCount &- 1) / laneCount
    }

    /// The positions of the last image that its vectors leave out.
    func rest(_ line: Int, _ offset: Int) -> Float {
        guard images.contains(lastImage) else { return 0 }
        let a = a + lastImage * aImage + line
        let b = b + lastImage * bImage + offset
        var sum: Float = 0
        for i in length / laneCount * laneCount..<length { sum = multiplyAdd(sum, a[i], b[i]) }
        return sum
    }
}

/// `c[i, j] = Σ_images Σ_position A[i, position] · B[j, position]` for all rows of both.
///
/// - Parameter c: room for `[rows, columns]`
func dotProducts(
    _ factors: DotFactors, rows: Int, columns: Int, into c: UnsafeMutablePointer<Float>
) {
    // A few rows of B stay in the first cache while all rows of A go by.
    for column in stride(from: 0, to: columns, by: DotTile.columns) {
        for row in stride(from: 0, to: rows, by: DotTile.rows) {
            DotTile.sum(
                factors, row, min(DotTile.rows, rows - row), column,
                min(DotTile.columns, columns - column), into: c, width: columns)
        }
    }
}

#if ISA_V4

enum DotTile {
    static let rows = 4
    static let columns = 6

    /// One tile. Where fewer rows or columns are left, the last one is used again and its sum
    /// dropped.
    static func sum(
        _ factors: DotFactors, _ row: Int, _ rowCount: Int, _ column: Int, _ columnCount: Int,
        into c: UnsafeMutablePointer<Float>, width: Int
    ) {
        var s00 = Lanes.zero, s01 = Lanes.zero, s02 = Lanes.zero
        var s03 = Lanes.zero, s04 = Lanes.zero, s05 = Lanes.zero
        var s10 = Lanes.zero, s11 = Lanes.zero, s12 = Lanes.zero
        var s13 = Lanes.zero, s14 = Lanes.zero, s15 = Lanes.zero
        var s20 = Lanes.zero, s21 = Lanes.zero, s22 = Lanes.zero
        var s23 = Lanes.zero, s24 = Lanes.zero, s25 = Lanes.zero
        var s30 = Lanes.zero, s31 = Lanes.zero, s32 = Lanes.zero
        var s33 = Lanes.zero, s34 = Lanes.zero, s35 = Lanes.zero
        func offset(_ j: Int) -> Int { factors.bOffsets[column &+ min(j, columnCount &- 1)] }
        func line(_ i: Int) -> Int { (row &+ min(i, rowCount &- 1)) &* factors.aRow }
        let (o0, o1, o2, o3, o4, o5) = (
            offset(0), offset(1), offset(2), offset(3), offset(4), offset(5)
        )
        let (r0, r1, r2, r3) = (line(0), line(1), line(2), line(3))
        for image in factors.images {
            let a = factors.a + image &* factors.aImage
            let b = factors.b + image &* factors.bImage
            let end = factors.vectors(of: image) &* laneCount
            var i = 0
            while i < end {
                let a0 = a.lanes(at: r0 &+ i)
                let a1 = a.lanes(at: r1 &+ i)
                let a2 = a.lanes(at: r2 &+ i)
                let a3 = a.lanes(at: r3 &+ i)
                let b0 = b.lanes(at: o0 &+ i)
                s00 = multiplyAdd(s00, a0, b0)
                s10 = multiplyAdd(s10, a1, b0)
                s20 = multiplyAdd(s20, a2, b0)
                s30 = multiplyAdd(s30, a3, b0)
                let b1 = b.lanes(at: o1 &+ i)
                s01 = multiplyAdd(s01, a0, b1)
                s11 = multiplyAdd(s11, a1, b1)
                s21 = multiplyAdd(s21, a2, b1)
                s31 = multiplyAdd(s31, a3, b1)
                let b2 = b.lanes(at: o2 &+ i)
                s02 = multiplyAdd(s02, a0, b2)
                s12 = multiplyAdd(s12, a1, b2)
                s22 = multiplyAdd(s22, a2, b2)
                s32 = multiplyAdd(s32, a3, b2)
                let b3 = b.lanes(at: o3 &+ i)
                s03 = multiplyAdd(s03, a0, b3)
                s13 = multiplyAdd(s13, a1, b3)
                s23 = multiplyAdd(s23, a2, b3)
                s33 = multiplyAdd(s33, a3, b3)
                let b4 = b.lanes(at: o4 &+ i)
                s04 = multiplyAdd(s04, a0, b4)
                s14 = multiplyAdd(s14, a1, b4)
                s24 = multiplyAdd(s24, a2, b4)
                s34 = multiplyAdd(s34, a3, b4)
                let b5 = b.lanes(at: o5 &+ i)
                s05 = multiplyAdd(s05, a0, b5)
                s15 = multiplyAdd(s15, a1, b5)
                s25 = multiplyAdd(s25, a2, b5)
                s35 = multiplyAdd(s35, a3, b5)
                i &+= laneCount
            }
        }
        let sums = [
            s00, s01, s02, s03, s04, s05, s10, s11, s12, s13, s14, s15, s20, s21, s22, s23, s24,
            s25, s30, s31, s32, s33, s34, s35,
        ]
        for i in 0..<rowCount {
            for j in 0..<columnCount {
                c[(row + i) * width + column + j] =
                    sums[i * columns + j].sum() + factors.rest(line(i), offset(j))
            }
        }
    }
}

#else

enum DotTile {
    static let rows = 2
    static let columns = 3

    /// One tile. Where fewer rows or columns are left, the last one is used again and its sum
    /// dropped.
    static func sum(
        _ factors: DotFactors, _ row: Int, _ rowCount: Int, _ column: Int, _ columnCount: Int,
        into c: UnsafeMutablePointer<Float>, width: Int
    ) {
        var s00 = Lanes.zero, s01 = Lanes.zero, s02 = Lanes.zero
        var s10 = Lanes.zero, s11 = Lanes.zero, s12 = Lanes.zero
        func offset(_ j: Int) -> Int { factors.bOffsets[column &+ min(j, columnCount &- 1)] }
        func line(_ i: Int) -> Int { (row &+ min(i, rowCount &- 1)) &* factors.aRow }
        let (o0, o1, o2) = (offset(0), offset(1), offset(2))
        let (r0, r1) = (line(0), line(1))
        for image in factors.images {
            let a = factors.a + image &* factors.aImage
            let b = factors.b + image &* factors.bImage
            let end = factors.vectors(of: image) &* laneCount
            var i = 0
            while i < end {
                let a0 = a.lanes(at: r0 &+ i)
                let a1 = a.lanes(at: r1 &+ i)
                let b0 = b.lanes(at: o0 &+ i)
                s00 = multiplyAdd(s00, a0, b0)
                s10 = multiplyAdd(s10, a1, b0)
                let b1 = b.lanes(at: o1 &+ i)
                s01 = multiplyAdd(s01, a0, b1)
                s11 = multiplyAdd(s11, a1, b1)
                let b2 = b.lanes(at: o2 &+ i)
                s02 = multiplyAdd(s02, a0, b2)
                s12 = multiplyAdd(s12, a1, b2)
                i &+= laneCount
            }
        }
        let sums = [s00, s01, s02, s10, s11, s12]
        for i in 0..<rowCount {
            for j in 0..<columnCount {
                c[(row + i) * width + column + j] =
                    sums[i * columns + j].sum() + factors.rest(line(i), offset(j))
            }
        }
    }
}

#endif
