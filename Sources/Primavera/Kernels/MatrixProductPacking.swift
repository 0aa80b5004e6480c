/// Copies part of a factor into strips, in the order in which the register tiles read them.
///
/// A strip is `stripLength` rows of A, or columns of B, side by side: first their Floats at depth
/// 0 (the position along K), then those at depth 1, and so on. Where the factor has fewer rows or
/// columns left, zeros fill the strip.
///
/// - Parameters:
///   - source: the first Float of the part
///   - acrossStep: from one row of A (column of B) to the next
///   - depthStep: from one position along K to the next
///   - across: how many rows of A (columns of B) there are
///   - depth: how many positions along K
///   - packed: room for all strips, `stripLength · depth` Floats each
func packStrips(
    _ source: UnsafePointer<Float>, acrossStep: Int, depthStep: Int, across: Int, depth: Int,
    stripLength: Int, into packed: UnsafeMutablePointer<Float>
) {
    for first in stride(from: 0, to: across, by: stripLength) {
        let filled = min(stripLength, across - first)
        let from = source + first * acrossStep
        let to = packed + first * depth
        if filled < stripLength { to.update(repeating: 0, count: stripLength * depth) }
        if acrossStep == 1 {
            copyRows(from, step: depthStep, length: filled, depth: depth, to, stripLength)
        } else {
            turnRows(
                from, acrossStep: acrossStep, depthStep: depthStep, length: filled,
                depth: depth, to, stripLength)
        }
    }
}

/// The same, by all threads together: a piece is some strips, or a part of the depth of one.
func packStripsInParallel(
    _ source: UnsafePointer<Float>, acrossStep: Int, depthStep: Int, across: Int, depth: Int,
    stripLength: Int, into packed: UnsafeMutablePointer<Float>
) {
    let pieceLength = 4_096
    let stripsAtOnce = max(1, pieceLength / (stripLength * depth))
    let parts = (stripLength * depth - 1) / pieceLength + 1
    // Whole blocks of four, as they are turned.
    let part = filled((depth - 1) / parts + 1, 4)
    let width = stripsAtOnce * stripLength
    parallelFor((across + width - 1) / width * parts) { piece in
        let first = piece / parts * width
        let start = min(piece % parts * part, depth)
        packStrips(
            source + (first * acrossStep + start * depthStep), acrossStep: acrossStep,
            depthStep: depthStep, across: min(width, across - first),
            depth: min(part, depth - start), stripLength: stripLength,
            into: packed + (first * depth + start * stripLength))
    }
}

/// The Floats at one depth lie side by side in the factor too: copies of whole rows.
@inline(__always)
private func copyRows(
    _ source: UnsafePointer<Float>, step: Int, length: Int, depth: Int,
    _ strip: UnsafeMutablePointer<Float>, _ stripLength: Int
) {
    for p in 0..<depth {
        let row = source + p &* step
        let target = strip + p &* stripLength
        var i = 0
        while i &+ laneCount <= length {
            target.store(row.lanes(at: i), at: i)
            i &+= laneCount
        }
        inFours(i..<length) {
            copyFour(row + $0, to: target + $0)
        } single: {
            target[$0] = row[$0]
        }
    }
}

@inline(__always)
private func copyFour(_ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>) {
    let four = UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self)
    UnsafeMutableRawPointer(target).storeBytes(of: four, as: SIMD4<Float>.self)
}

/// The Floats at one depth lie apart: a transposition, in blocks of four by four where those along the
/// depth lie side by side.
///
/// - Parameters:
///   - length: how many rows there are, `acrossStep` from one to the next
///   - strip: room for `depth` rows of `length` Floats, `stripLength` from one to the next
@inline(__always)
func turnRows(
    _ source: UnsafePointer<Float>, acrossStep: Int, depthStep: Int, length: Int, depth: Int,
    _ strip: UnsafeMutablePointer<Float>, _ stripLength: Int
) {
    let inBlocks = depthStep == 1 && length >= 4 ? depth & ~3 : 0
    if inBlocks > 0 {
        // So many positions at a time that the part of the strip stays in the first cache.
        let part = max(4, 8_192 / stripLength & ~3)
        for start in stride(from: 0, to: inBlocks, by: part) {
            inFours(0..<length) { i in
                for p in stride(from: start, to: min(start &+ part, inBlocks), by: 4) {
                    transposeBlock(
                        source + (i &* acrossStep &+ p), step: acrossStep,
                        into: strip + (p &* stripLength &+ i), step: stripLength)
                }
            } single: { _ in
            }
        }
    }
    for i in 0..<length {
        for p in inBlocks..<depth {
            strip[p &* stripLength &+ i] = source[i &* acrossStep &+ p &* depthStep]
        }
    }
}

/// Calls `four` for every four places of a range; the last four begin where some were done already,
/// rather than to do the rest one by one. Only a range of less than four has its places `single`.
@inline(__always)
private func inFours(_ range: Range<Int>, _ four: (Int) -> Void, single: (Int) -> Void) {
    if range.count < 4 {
        for i in range { single(i) }
        return
    }
    var i = range.lowerBound
    while i < range.upperBound {
        four(min(i, range.upperBound &- 4))
        i &+= 4
    }
}
