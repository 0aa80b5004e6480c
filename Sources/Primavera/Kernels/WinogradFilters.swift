/// The filters of a convolution in Winograd's form, `G w Gᵀ`, side by side in strips for the register
/// tiles.
struct WinogradFilters {
    struct Strip {
        let first: Int
        /// How many filters there is room for; behind the last one there are zeros.
        let columns: Int
        /// Where its numbers begin: by place (36), channel, filter of the strip.
        let offset: Int
    }

    let strips: [Strip]
    private let channels: Int
    private let packed: Storage

    init(_ kernels: KernelNumbers, filters: Int, channels: Int) {
        var strips: [Strip] = []
        var (first, offset) = (0, 0)
        while first < filters {
            let isHalf = filters - first <= HalfTile.columns
            let columns = isHalf ? HalfTile.columns : MiddleTile.columns
            strips.append(Strip(first: first, columns: columns, offset: offset))
            first += columns
            offset += 36 * channels * columns
        }
        let packed = Storage(count: offset)
        self.strips = strips
        self.channels = channels
        self.packed = packed
        parallelFor(strips.count * channels) { index in
            let (number, channel) = index.quotientAndRemainder(dividingBy: channels)
            let strip = strips[number]
            for column in stride(from: 0, to: strip.columns, by: laneCount) {
                let filter = strip.first + column
                Self.transform(
                    kernels, filter..<max(filter, min(filter + laneCount, filters)), channel,
                    into: packed.pointer + strip.offset + channel * strip.columns + column,
                    placeStep: channels * strip.columns)
            }
        }
    }

    /// One channel of up to sixteen filters; zeros for the rest of sixteen.
    private static func transform(
        _ numbers: KernelNumbers, _ filters: Range<Int>, _ channel: Int,
        into target: UnsafeMutablePointer<Float>, placeStep: Int
    ) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: (9 + 18) * laneCount) {
            let kernels = $0.baseAddress!
            let transformed = kernels + 9 * laneCount
            kernels.update(repeating: 0, count: 9 * laneCount)
            for (lane, filter) in filters.enumerated() {
                for tap in 0..<9 {
                    kernels[tap * laneCount + lane] = numbers[filter, channel, tap / 3, tap % 3]
                }
            }
            // `[3, 3, 16]` becomes `[6, 3, 16]`, and then `[6, 6, 16]`.
            let line = 3 * laneCount
            for column in stride(from: 0, to: line, by: laneCount) {
                let three = UnsafePointer(kernels).three(at: column, step: line)
                transformed.store(filterTransform(three), at: column, step: line)
            }
            for row in 0..<6 {
                let three = UnsafePointer(transformed).three(at: row * line, step: laneCount)
                target.store(filterTransform(three), at: 6 * row * placeStep, step: placeStep)
            }
        }
    }

    /// For each of the 36 places: tiles × channels times channels × filters.
    func multiply(_ inputs: WinogradTiles, tiles: Int, _ strip: Strip, into sums: WinogradSums) {
        let isHalf = strip.columns == HalfTile.columns
        for place in 0..<36 {
            let filters = packed.pointer + strip.offset + place * channels * strip.columns
            for tile in stride(from: 0, to: tiles, by: MiddleTile.rows) {
                let numbers = inputs.channels(ofTile: tile, place: place)
                let target = sums.row(tile, place: place)
                if isHalf {
                    HalfTile.multiply(
                        numbers, rowStep: inputs.tileStep, step: 1, filters, step: strip.columns,
                        depth: channels, into: target, width: sums.width, accumulating: false)
                } else {
                    MiddleTile.multiply(
                        numbers, rowStep: inputs.tileStep, step: 1, filters, step: strip.columns,
                        depth: channels, into: target, width: sums.width, accumulating: false)
                }
            }
        }
    }
}
