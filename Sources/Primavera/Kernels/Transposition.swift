/// Turns a block of 4 × 4 numbers in registers: its rows become columns.
///
/// To turn one number at a time costs a load and a store for each. Here whole rows are loaded, mixed in
/// two rounds, and stored as columns. Each round takes rows two by two and shuffles them as two halves
/// of a deck of cards are; after two rounds the number that was at (row, column) is at (column, row).
/// A factor of 256 × 256 is packed in 15 to 20 µs, one number at a time in 29. Blocks of 16 × 16 take
/// 35: the compiler finds no good order for their 64 shuffles.
///
/// - Parameters:
///   - source: four rows, `sourceStep` from one to the next
///   - target: room for four rows, `targetStep` from one to the next
@inline(__always)
func transposeBlock(
    _ source: UnsafePointer<Float>, step sourceStep: Int,
    into target: UnsafeMutablePointer<Float>, step targetStep: Int
) {
    func row(_ i: Int) -> SIMD4<Float> {
        UnsafeRawPointer(source + i &* sourceStep).loadUnaligned(as: SIMD4<Float>.self)
    }
    func put(_ column: SIMD4<Float>, _ i: Int) {
        UnsafeMutableRawPointer(target + i &* targetStep).storeBytes(
            of: column, as: SIMD4<Float>.self)
    }
    let (a, b) = inTurns(row(0), row(2))
    let (c, d) = inTurns(row(1), row(3))
    let (column0, column1) = inTurns(a, c)
    let (column2, column3) = inTurns(b, d)
    put(column0, 0)
    put(column1, 1)
    put(column2, 2)
    put(column3, 3)
}

/// The numbers of two rows, taken in turns: the first of each, the second of each, and so on.
@inline(__always)
private func inTurns(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> (SIMD4<Float>, SIMD4<Float>) {
    var both = SIMD8<Float>()
    both.evenHalf = a
    both.oddHalf = b
    return (both.lowHalf, both.highHalf)
}
