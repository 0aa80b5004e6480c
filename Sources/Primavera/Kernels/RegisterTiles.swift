// The innermost loops of matrix product and convolution: a tile of C that lives in registers.
//
// Every number of the tile is a sum of its own, so that the multiply-adds (four to five cycles
// each, two started a cycle) never wait for one another. The variables are written out one by
// one, because only single variables are kept in registers by the compiler: an array would be
// memory. Compare the plain loops of `matrixProductReference`: it is the same sum.
//
// Three forms, tall, middle and wide, so that rows are dealt with nearly none left over: 16 rows are
// 12 and 4. Their sizes fit the registers: `RegisterTilesWide.swift` for AVX-512,
// `RegisterTilesNarrow.swift` for all else.

/// Sixteen finished sums, written to a row of C or added to it.
@inline(__always)
func put(
    _ sums: Lanes, _ row: UnsafeMutablePointer<Float>, _ column: Int, _ accumulating: Bool
) {
    row.store(accumulating ? row.lanes(at: column) + sums : sums, at: column)
}
