/// The filters of a layer in strips for the register tiles: tall ones, then wide ones for the rest.
///
/// Twelve rows at a time as long as they fill; then what is left in fours, unless it nearly fills
/// another twelve.
struct ConvolutionStrips {
    struct Strip {
        let first: Int
        /// How many rows exist; the packed strip is filled up with zeros.
        let rows: Int
        let isTall: Bool
        /// Where its packed numbers begin.
        let offset: Int
    }

    let strips: [Strip]
    let depth: Int
    private let packed: Storage

    /// Packs `rows` rows of `depth` numbers, which lie one after the other.
    init(_ matrix: UnsafePointer<Float>, rows: Int, depth: Int) {
        var strips: [Strip] = []
        var (first, offset) = (0, 0)
        while first < rows {
            let left = rows - first
            let isTall = left > 2 * WideTile.rows
            let height = isTall ? TallTile.rows : WideTile.rows
            strips.append(
                Strip(first: first, rows: min(height, left), isTall: isTall, offset: offset))
            first += height
            offset += height * depth
        }
        self.strips = strips
        self.depth = depth
        packed = Storage(count: offset)
        for strip in strips {
            packStrips(
                matrix + strip.first * depth, acrossStep: depth, depthStep: 1, across: strip.rows,
                depth: depth, stripLength: strip.isTall ? TallTile.rows : WideTile.rows,
                into: packed.pointer + strip.offset)
        }
    }

    /// The columns of a strip's tile: rows to write to are as long as a multiple of it.
    static func columns(_ strip: Strip) -> Int {
        strip.isTall ? TallTile.columns : WideTile.columns
    }

    /// How many Floats a strip's rows take for `length` columns, filled up to whole tiles.
    static func width(_ strip: Strip, length: Int) -> Int {
        let columns = columns(strip)
        return (length + columns - 1) / columns * columns
    }

    /// All sums of one strip: `rows` rows of `width` columns.
    func multiply(
        _ strip: Strip, _ source: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>,
        into sums: UnsafeMutablePointer<Float>, width: Int
    ) {
        let filters = packed.pointer + strip.offset
        for column in stride(from: 0, to: width, by: Self.columns(strip)) {
            if strip.isTall {
                TallTile.multiply(
                    filters, source + column, offsets, depth: depth, into: sums + column,
                    width: width)
            } else {
                WideTile.multiply(
                    filters, source + column, offsets, depth: depth, into: sums + column,
                    width: width)
            }
        }
    }
}
