/// A tile of C that lives in registers: the innermost loop of matrix product and convolution.
///
/// Every number of the tile is a sum of its own, so that the multiply-adds (four to five cycles each,
/// two started a cycle) never wait for one another. Compare the plain loops of
/// ``matrixProductReference(_:_:into:m:n:k:accumulating:)``: it is the same sum.
///
/// What counts beside the multiply-adds is how many other instructions they need. With all numbers in
/// the first cache 6 × 64 came to 0.76 to 0.86 of the limit of an Intel processor (of one of AMD's to
/// 0.97 and more), 12 × 32 to 0.70 to 0.78, and 24 × 16, with a load for each multiply-add, to 0.47.
/// So the middle form is the rule; the tall one is for few columns, the wide and the flat one for few rows:
/// 16 rows are 6, 6 and 4. The half and the low one are for where a matrix ends. `RegisterTileForms.swift`
/// has their sizes, which fit the registers.
protocol RegisterTile {
    static var rows: Int { get }
    static var columns: Int { get }

    /// All sums zero.
    init()

    /// One step along the depth: `sum[i, j] += a[i] · b[j]`. The numbers of a begin `rowStep` apart.
    mutating func add(_ a: UnsafePointer<Float>, rowStep: Int, _ b: UnsafePointer<Float>)

    /// Writes the sums to C, whose rows begin `width` Floats apart, or adds them to it.
    func write(to c: UnsafeMutablePointer<Float>, width: Int, accumulating: Bool)
}

extension RegisterTile {
    /// `C[i, j] (+)= Σ_p a[p, i] · b[p, j]` for one tile.
    ///
    /// Two steps at a time, because the loop's own counting costs as much as a multiply-add: 2 to 6 %.
    ///
    /// A lies as it likes: its numbers are repeated one by one, and six addresses that grow together cost
    /// no instruction more than one. Of B the `columns` numbers at a position lie side by side.
    ///
    /// - Parameters:
    ///   - a, b: where the factors' numbers at the first position along K begin; those at the next
    ///     position are a `step` further, and those of A's next row a `rowStep`
    ///   - c: the tile, written whole; `width` from one row to the next
    ///   - accumulating: adds to what C holds instead of replacing it
    @inline(never)
    static func multiply(
        _ a: UnsafePointer<Float>, rowStep: Int, step stepA: Int, _ b: UnsafePointer<Float>,
        step stepB: Int, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int,
        accumulating: Bool
    ) {
        var sums = Self()
        var (a, b) = (a, b)
        for _ in 0..<depth / 2 {
            sums.add(a, rowStep: rowStep, b)
            sums.add(a + stepA, rowStep: rowStep, b + stepB)
            a += 2 &* stepA
            b += 2 &* stepB
        }
        if depth % 2 == 1 { sums.add(a, rowStep: rowStep, b) }
        sums.write(to: c, width: width, accumulating: accumulating)
    }

    /// The same where the rows of the second factor lie anywhere, as the shifted images of a
    /// convolution do.
    ///
    /// - Parameters:
    ///   - packed: a strip of the first factor: `rows` Floats for each position
    ///   - offsets: row p of the second factor begins at `source + offsets[p]`
    @inline(never)
    static func multiply(
        _ packed: UnsafePointer<Float>, _ source: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, depth: Int, into c: UnsafeMutablePointer<Float>, width: Int,
        accumulating: Bool
    ) {
        var sums = Self()
        var (a, offset) = (packed, offsets)
        for _ in 0..<depth / 2 {
            sums.add(a, rowStep: 1, source + offset[0])
            sums.add(a + rows, rowStep: 1, source + offset[1])
            a += 2 &* rows
            offset += 2
        }
        if depth % 2 == 1 { sums.add(a, rowStep: 1, source + offset[0]) }
        sums.write(to: c, width: width, accumulating: accumulating)
    }
}

/// The next multiple of `length`: how many rows or columns whole tiles have.
func filled(_ count: Int, _ length: Int) -> Int { (count + length - 1) / length * length }
