/// The filters of a convolution in Winograd's form, `G w Gᵀ`, in strips for the register tiles.
struct WinogradFilters {
    struct Strip {
        let first: Int
        /// How many filters exist; the strip is filled up with zeros.
        let rows: Int
        let form: ConvolutionStrips.Form
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
            let left = filters - first
            let form: ConvolutionStrips.Form = left > MiddleTile.rows ? .tall : .middle
            strips.append(
                Strip(first: first, rows: min(form.rows, left), form: form, offset: offset))
            first += form.rows
            offset += 36 * channels * form.rows
        }
        let packed = Storage(count: offset)
        self.strips = strips
        self.channels = channels
        self.packed = packed
        parallelFor(strips.count) { index in
            let strip = strips[index]
            let target = packed.pointer + strip.offset
            target.update(repeating: 0, count: 36 * channels * strip.form.rows)
            for row in 0..<strip.rows {
                for channel in 0..<channels {
                    let kernel = weight + ((strip.first + row) * channels + channel) * 9
                    let first = channel * strip.form.rows + row
                    let step = channels * strip.form.rows
                    transformFilter(kernel) { target[first + $0 * step] = $1 }
                }
            }
        }
    }

    /// For each of the 36 places: filters × channels times channels × tiles.
    ///
    /// - Parameters:
    ///   - inputs: `[36, channels, tiles]`
    ///   - products: room for `[36, strip.form.rows, tiles]`
    func multiply(
        _ strip: Strip, _ inputs: UnsafePointer<Float>, tiles: Int,
        into products: UnsafeMutablePointer<Float>
    ) {
        let (rows, columns) = (strip.form.rows, strip.form.columns)
        let tile =
            strip.form == .tall
            ? TallTile.multiply(_:_:step:depth:into:width:accumulating:)
            : MiddleTile.multiply(_:_:step:depth:into:width:accumulating:)
        for place in 0..<36 {
            let filters = packed.pointer + strip.offset + place * channels * rows
            let source = inputs + place * channels * tiles
            for column in stride(from: 0, to: tiles, by: columns) {
                tile(
                    filters, source + column, tiles, channels,
                    products + place * rows * tiles + column, tiles, false)
            }
        }
    }
}
