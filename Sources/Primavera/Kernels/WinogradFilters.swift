/// The filters of a convolution in Winograd's form, `G w Gᵀ`, in strips for the register tiles.
struct WinogradFilters {
    struct Strip {
        let first: Int
        /// How many filters exist; the strip is filled up with zeros.
        let rows: Int
        /// Where its packed numbers begin: by place (36), channel, filter of the strip.
        let offset: Int
    }

    let strips: [Strip]
    private let channels: Int
    private let packed: Storage

    /// - Parameter weight: `[filters, channels, 3, 3]`
    init(_ weight: UnsafePointer<Float>, filters: Int, channels: Int) {
        var strips: [Strip] = []
        var (first, offset) = (0, 0)
        while first < filters {
            strips.append(
                Strip(first: first, rows: min(MiddleTile.rows, filters - first), offset: offset))
            first += MiddleTile.rows
            offset += 36 * channels * MiddleTile.rows
        }
        let packed = Storage(count: offset)
        self.strips = strips
        self.channels = channels
        self.packed = packed
        parallelFor(strips.count) { index in
            let strip = strips[index]
            let target = packed.pointer + strip.offset
            target.update(repeating: 0, count: 36 * channels * MiddleTile.rows)
            for row in 0..<strip.rows {
                for channel in 0..<channels {
                    let kernel = weight + ((strip.first + row) * channels + channel) * 9
                    let first = channel * MiddleTile.rows + row
                    let step = channels * MiddleTile.rows
                    transformFilter(kernel) { target[first + $0 * step] = $1 }
                }
            }
        }
    }

    /// For each of the 36 places: filters × channels times channels × tiles.
    ///
    /// - Parameters:
    ///   - inputs: `[36, channels, tiles]`
    ///   - products: room for `[36, MiddleTile.rows, tiles]`
    func multiply(
        _ strip: Strip, _ inputs: UnsafePointer<Float>, tiles: Int,
        into products: UnsafeMutablePointer<Float>
    ) {
        let rows = MiddleTile.rows
        for place in 0..<36 {
            let filters = packed.pointer + strip.offset + place * channels * rows
            let source = inputs + place * channels * tiles
            let target = products + place * rows * tiles
            for column in stride(from: 0, to: tiles, by: MiddleTile.columns) {
                MiddleTile.multiply(
                    filters, step: rows, source + column, step: tiles, depth: channels,
                    into: target + column, width: tiles, accumulating: false)
            }
        }
    }
}
