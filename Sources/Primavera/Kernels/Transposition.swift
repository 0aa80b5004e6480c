/// Turns a block of numbers in registers: up to 16 rows of 16 Floats become 16 rows of up to 16.
///
/// To turn one number at a time costs a load and a store for each, and every store goes to another row.
/// Here whole rows are loaded, mixed in four rounds, and stored as columns. Each round takes rows two by
/// two and shuffles them as two halves of a deck of cards are; after four rounds the number that was at
/// (row, column) is at (column, row). Twice as fast as one by one.
///
/// - Parameters:
///   - source: the rows, `sourceStep` from one to the next
///   - rows: how many there are, 1 to 16
///   - target: room for 16 rows of `min(16, targetStep)` Floats, `targetStep` from one to the next;
///     where rows are missing, zeros are written
@inline(never)
func transposeBlock(
    _ source: UnsafePointer<Float>, step sourceStep: Int, rows: Int,
    into target: UnsafeMutablePointer<Float>, step targetStep: Int
) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: 32) { block in
        let (a, b) = (block.baseAddress!, block.baseAddress! + 16)
        for i in 0..<16 { a[i] = i < rows ? source.lanes(at: i &* sourceStep) : .zero }
        shuffle(a, into: b)
        shuffle(b, into: a)
        shuffle(a, into: b)
        shuffle(b, into: a)
        // Where the steps are shorter than sixteen, a row's surplus is overwritten by the next row.
        for i in 0..<15 { target.store(a[i], at: i &* targetStep) }
        target.store(a[15], at: 15 &* targetStep, upTo: targetStep)
    }
}

/// Rows i and i + 8, taken in turns number by number, become rows 2 i and 2 i + 1.
@inline(__always)
private func shuffle(_ a: UnsafeMutablePointer<Lanes>, into b: UnsafeMutablePointer<Lanes>) {
    for i in 0..<8 {
        var both = SIMD32<Float>()
        both.evenHalf = a[i]
        both.oddHalf = a[i &+ 8]
        b[2 &* i] = both.lowHalf
        b[2 &* i &+ 1] = both.highHalf
    }
}
