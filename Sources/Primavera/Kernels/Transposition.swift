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

/// Turns a block of 16 × 16 numbers: its rows become columns.
///
/// Take the 256 numbers as a pack of cards, deal them out on two heaps, one by one, and put the second
/// heap behind the first. Do so four times. Each time the last binary digit of a card's place becomes
/// the first one; so after four times row and column, of four digits each, have changed places.
///
/// The first deal is made as the rows come, the last one as the columns go, and the two between them
/// in memory: of four deals in registers the compiler makes a knot of shuffles (measured: 0.41 ns a
/// number, so 0.25).
struct SixteenRows {
    private let storage = Storage(scratch: 2 * laneCount * laneCount)

    /// Half the number of rows: they come and go in pairs.
    static let pairs = laneCount / 2

    /// Takes the rows 2 `pair` and 2 `pair` + 1.
    @inline(__always)
    func take(_ pair: Int, _ a: Lanes, _ b: Lanes) {
        let (even, odd) = dealt(a, b)
        storage.pointer.store(even, at: pair &* laneCount)
        storage.pointer.store(odd, at: (pair &+ SixteenRows.pairs) &* laneCount)
    }

    /// To be called between the last row and the first column.
    func turn() {
        let other = storage.pointer + laneCount * laneCount
        deal(storage.pointer, into: other)
        deal(other, into: storage.pointer)
    }

    /// The columns `pair` and `pair` + 8.
    @inline(__always)
    func columns(_ pair: Int) -> (Lanes, Lanes) {
        dealt(
            storage.pointer.lanes(at: 2 &* pair &* laneCount),
            storage.pointer.lanes(at: (2 &* pair &+ 1) &* laneCount))
    }
}

/// Deals 256 numbers out in two heaps.
@inline(never)
private func deal(_ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
    for pair in 0..<SixteenRows.pairs {
        let (even, odd) = dealt(
            source.lanes(at: 2 &* pair &* laneCount),
            source.lanes(at: (2 &* pair &+ 1) &* laneCount))
        target.store(even, at: pair &* laneCount)
        target.store(odd, at: (pair &+ SixteenRows.pairs) &* laneCount)
    }
}

/// The numbers at even places of both, and those at odd ones.
@inline(__always)
private func dealt(_ a: Lanes, _ b: Lanes) -> (even: Lanes, odd: Lanes) {
    (
        Lanes(lowHalf: a.evenHalf, highHalf: b.evenHalf),
        Lanes(lowHalf: a.oddHalf, highHalf: b.oddHalf)
    )
}
