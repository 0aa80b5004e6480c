/// How two arrays of different shapes meet, element by element.
///
/// Shapes are compared from the last axis backwards. An axis of length 1, or one that is not
/// there, is used again for every position of the other: it is *broadcast*. So `[N, K] + [K]`
/// adds a row to each row, `[N, K] + [N, 1]` a column to each column.
///
/// The plan turns this into loops: an axis that is broadcast has step 0, and neighbouring axes
/// that both arrays walk through in the same way are joined into one. Two arrays of one shape
/// become a single long row.
struct BroadcastPlan {
    /// The shape of the result.
    let shape: [Int]
    /// The joined axes: their lengths, and each array's step. The last is the innermost loop.
    private(set) var lengths: [Int] = []
    private(set) var stepsA: [Int] = []
    private(set) var stepsB: [Int] = []

    /// `nil` when the shapes do not fit: two lengths differ and neither is 1.
    init?(_ a: [Int], _ b: [Int]) {
        let rank = max(a.count, b.count)
        func length(_ shape: [Int], _ axis: Int) -> Int {
            let own = axis - (rank - shape.count)
            return own < 0 ? 1 : shape[own]
        }
        var shape: [Int] = []
        for axis in 0..<rank {
            let (la, lb) = (length(a, axis), length(b, axis))
            guard la == lb || la == 1 || lb == 1 else { return nil }
            shape.append(la == 1 ? lb : la)
        }
        self.shape = shape
        var (stepA, stepB) = (1, 1)
        for axis in (0..<rank).reversed() where shape[axis] != 1 {
            let (la, lb) = (length(a, axis), length(b, axis))
            join(length: shape[axis], la == 1 ? 0 : stepA, lb == 1 ? 0 : stepB)
            stepA *= la
            stepB *= lb
        }
        if lengths.isEmpty { join(length: 1, 1, 1) }
    }

    /// Adds an axis outside of those so far, or makes the outermost one longer.
    private mutating func join(length: Int, _ stepA: Int, _ stepB: Int) {
        if let outermost = lengths.first, stepA == stepsA[0] * outermost,
            stepB == stepsB[0] * outermost
        {
            lengths[0] *= length
        } else {
            lengths.insert(length, at: 0)
            stepsA.insert(stepA, at: 0)
            stepsB.insert(stepB, at: 0)
        }
    }

    /// The length of the innermost loop.
    var rowLength: Int { lengths[lengths.count - 1] }

    /// How many times the innermost loop runs.
    var rowCount: Int { lengths.dropLast().reduce(1, *) }

    /// Where b is one row, which meets every row of a, and rows end inside of a vector: how many of them are
    /// whole vectors together, if that goes into the number of rows.
    var rowsInWholeVectors: Int? {
        guard lengths.count == 2, stepsA[0] == rowLength, stepsA[1] == 1, stepsB[0] == 0,
            stepsB[1] == 1
        else { return nil }
        let powersOfTwo = min(rowLength.trailingZeroBitCount, laneCount.trailingZeroBitCount)
        let together = laneCount >> powersOfTwo
        return together > 1 && lengths[0] % together == 0 ? together : nil
    }

    /// Where row number `row` begins in each array.
    @inline(__always)
    func offsets(ofRow row: Int) -> (a: Int, b: Int) {
        var (rest, a, b) = (row, 0, 0)
        var axis = lengths.count - 2
        while axis >= 0 {
            let (quotient, index) = rest.quotientAndRemainder(dividingBy: lengths[axis])
            a += index * stepsA[axis]
            b += index * stepsB[axis]
            rest = quotient
            axis -= 1
        }
        return (a, b)
    }
}

/// `z = f(a, b)` element by element with broadcasting, along the innermost loop.
func broadcastElements(
    _ plan: BroadcastPlan, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into z: UnsafeMutablePointer<Float>, _ f: StretchOfPairs
) {
    let length = plan.rowLength
    let (stepA, stepB) = (plan.stepsA.last!, plan.stepsB.last!)
    if plan.lengths.count == 1, stepA == 1, stepB == 1 {
        mapElements(a, b, into: z, count: length, f)
        return
    }
    if let together = plan.rowsInWholeVectors {
        // So many rows are one, and meet b as many times in a row. A bias takes two thirds of the time.
        let long = together * length
        let repeated = Storage(count: long)
        for i in 0..<together { (repeated.pointer + i * length).update(from: b, count: length) }
        parallelRows(plan.rowCount / together, of: long) { rows in
            for i in rows { f(a + i &* long, repeated.pointer, z + i &* long, long) }
        }
        withExtendedLifetime(repeated) {}
        return
    }
    parallelRows(plan.rowCount, of: length) { rows in
        // Three vectors in memory: for numbers that are repeated, and for the end of a row, behind which the
        // next one may begin.
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * laneCount) { room in
            let laneA = room.baseAddress!
            let (laneB, laneZ) = (laneA + laneCount, laneA + 2 * laneCount)
            room.update(repeating: 0)
            let whole = length & ~(laneCount - 1)
            for row in rows {
                let offset = plan.offsets(ofRow: row)
                let (rowA, rowB, rowZ) = (a + offset.a, b + offset.b, z + row &* length)
                if stepA == 0 { laneA.update(repeating: rowA[0], count: laneCount) }
                if stepB == 0 { laneB.update(repeating: rowB[0], count: laneCount) }
                if stepA == 1 && stepB == 1 {
                    if whole > 0 { f(rowA, rowB, rowZ, whole) }
                } else {
                    for i in stride(from: 0, to: whole, by: laneCount) {
                        f(
                            stepA == 0 ? UnsafePointer(laneA) : rowA + i,
                            stepB == 0 ? UnsafePointer(laneB) : rowB + i, rowZ + i, laneCount)
                    }
                }
                if whole < length {
                    if stepA == 1 { laneA.update(from: rowA + whole, count: length - whole) }
                    if stepB == 1 { laneB.update(from: rowB + whole, count: length - whole) }
                    f(laneA, laneB, laneZ, laneCount)
                    (rowZ + whole).update(from: laneZ, count: length - whole)
                }
            }
        }
    }
}

/// `z = f(a, b)` with broadcasting as the rule says it: for each element of the result, where it
/// comes from in each array. The judge of ``broadcastElements(_:_:_:into:_:)``.
func broadcastElementsReference(
    _ a: [Float], shapeA: [Int], _ b: [Float], shapeB: [Int], shape: [Int],
    _ f: (Float, Float) -> Float
) -> [Float] {
    func source(_ position: [Int], _ shape: [Int]) -> Int {
        let own = position.suffix(shape.count)
        return zip(own, shape).reduce(0) { $0 * $1.1 + ($1.1 == 1 ? 0 : $1.0) }
    }
    return (0..<shape.reduce(1, *)).map { index in
        var (rest, position) = (index, [Int](repeating: 0, count: shape.count))
        for axis in shape.indices.reversed() {
            position[axis] = rest % shape[axis]
            rest /= shape[axis]
        }
        return f(a[source(position, shapeA)], b[source(position, shapeB)])
    }
}
