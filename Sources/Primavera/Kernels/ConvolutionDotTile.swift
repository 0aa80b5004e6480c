// The innermost loop of the weights' gradient: many dot products at once.
//
// Sixteen positions of a row of gradients (A) meet sixteen of a shifted row of the image (B). A tile
// of rows of A and rows of B shares what it loads: with AVX-512, 4 × 6 dot products for 10 loads.

/// The rows that the dot products are taken of, over several images.
struct DotFactors {
    /// One factor: where each of its rows begins in the first image, and from one image to the next.
    struct Rows {
        let start: UnsafePointer<Float>
        let offsets: [Int]
        let image: Int
    }

    let a: Rows
    let b: Rows
    let images: Int
    /// How many positions a row has in an image. Behind them one of the factors holds zeros, up to the
    /// next multiple of sixteen, so that the last vector may reach over the end.
    let length: Int
    /// The first image whose last vector would reach over the end of memory that is ours, where there
    /// may be what is not a number, which zeros do not make harmless.
    let guarded: Int

    /// How many vectors of sixteen are taken of a row of this image.
    func vectors(of image: Int) -> Int {
        (image >= guarded ? length : length + laneCount - 1) / laneCount
    }

    /// The positions of the guarded images that their vectors leave out.
    func rest(_ row: Int, _ column: Int) -> Float {
        var sum: Float = 0
        for image in min(guarded, images)..<images {
            let a = a.start + image * a.image + a.offsets[row]
            let b = b.start + image * b.image + b.offsets[column]
            for i in length / laneCount * laneCount..<length { sum = multiplyAdd(sum, a[i], b[i]) }
        }
        return sum
    }

    /// The same with A and B exchanged.
    var turned: DotFactors {
        DotFactors(a: b, b: a, images: images, length: length, guarded: guarded)
    }
}

/// `c[i · rowStep + j · columnStep] += Σ_images Σ_position A[i, position] · B[j, position]`
func addDotProducts(
    _ factors: DotFactors, to c: UnsafeMutablePointer<Float>, rowStep: Int, columnStep: Int
) {
    let (rows, columns) = (factors.a.offsets.count, factors.b.offsets.count)
    // The tile is wider than high. It goes over fewer of them, if A and B are exchanged, when that
    // fills them better: 6 filters and 25 weights are 7 tiles of 6 × 4 instead of 10 of 4 × 6.
    if tiles(columns, rows) < tiles(rows, columns) {
        addDotProducts(
            factors.turned, inOrder: c, rowStep: columnStep, columnStep: rowStep)
    } else {
        addDotProducts(factors, inOrder: c, rowStep: rowStep, columnStep: columnStep)
    }
}

private func tiles(_ rows: Int, _ columns: Int) -> Int {
    (rows + DotTile.rows - 1) / DotTile.rows * ((columns + DotTile.columns - 1) / DotTile.columns)
}

private func addDotProducts(
    _ factors: DotFactors, inOrder c: UnsafeMutablePointer<Float>, rowStep: Int, columnStep: Int
) {
    let (rows, columns) = (factors.a.offsets.count, factors.b.offsets.count)
    // A few rows of A stay in the first cache while all of B goes by.
    for row in stride(from: 0, to: rows, by: DotTile.rows) {
        for column in stride(from: 0, to: columns, by: DotTile.columns) {
            DotTile.add(
                factors, row, column, to: c + row * rowStep + column * columnStep,
                rowStep: rowStep, columnStep: columnStep)
        }
    }
}

#if ISA_V4

enum DotTile {
    static let rows = 4
    static let columns = 6

    /// Adds the products of one image to the tile's 24 sums, which live in registers meanwhile. A
    /// function of its own: inside of the loop over images the compiler keeps half of them in memory
    /// (measured: a third of the rate).
    @inline(never)
    static func accumulate(
        _ a: UnsafePointer<Float>, _ rows: UnsafePointer<Int>, _ b: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, count: Int, into sums: UnsafeMutablePointer<Lanes>
    ) {
        var s00 = sums[0], s01 = sums[1], s02 = sums[2], s03 = sums[3], s04 = sums[4], s05 = sums[5]
        var s10 = sums[6], s11 = sums[7], s12 = sums[8], s13 = sums[9], s14 = sums[10],
            s15 = sums[11]
        var s20 = sums[12], s21 = sums[13], s22 = sums[14], s23 = sums[15], s24 = sums[16],
            s25 = sums[17]
        var s30 = sums[18], s31 = sums[19], s32 = sums[20], s33 = sums[21], s34 = sums[22],
            s35 = sums[23]
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

    /// Adds the products of one image to the tile's 6 sums, which live in registers meanwhile. A
    /// function of its own: inside of the loop over images the compiler keeps half of them in memory
    /// (measured: a third of the rate).
    @inline(never)
    static func accumulate(
        _ a: UnsafePointer<Float>, _ rows: UnsafePointer<Int>, _ b: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, count: Int, into sums: UnsafeMutablePointer<Lanes>
    ) {
        var s00 = sums[0], s01 = sums[1], s02 = sums[2]
        var s10 = sums[3], s11 = sums[4], s12 = sums[5]
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
        sums[0] = s00
        sums[1] = s01
        sums[2] = s02
        sums[3] = s10
        sums[4] = s11
        sums[5] = s12
    }
}

#endif

extension DotTile {
    /// One tile. Where fewer rows or columns are left, the last one is used again and its sum
    /// dropped.
    static func add(
        _ factors: DotFactors, _ row: Int, _ column: Int, to c: UnsafeMutablePointer<Float>,
        rowStep: Int, columnStep: Int
    ) {
        let (a, b) = (factors.a, factors.b)
        let rowCount = min(rows, a.offsets.count - row)
        let columnCount = min(columns, b.offsets.count - column)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: rows + columns) { offsets in
            for i in 0..<rows { offsets[i] = a.offsets[row + min(i, rowCount - 1)] }
            for j in 0..<columns { offsets[rows + j] = b.offsets[column + min(j, columnCount - 1)] }
            withUnsafeTemporaryAllocation(of: Lanes.self, capacity: rows * columns) { sums in
                let sums = sums.baseAddress!
                sums.update(repeating: .zero, count: rows * columns)
                for image in 0..<factors.images {
                    accumulate(
                        a.start + image * a.image, offsets.baseAddress!, b.start + image * b.image,
                        offsets.baseAddress! + rows,
                        count: factors.vectors(of: image) * laneCount, into: sums)
                }
                for i in 0..<rowCount {
                    for j in 0..<columnCount {
                        c[i * rowStep + j * columnStep] +=
                            sums[i * columns + j].total + factors.rest(row + i, column + j)
                    }
                }
            }
        }
    }
}
