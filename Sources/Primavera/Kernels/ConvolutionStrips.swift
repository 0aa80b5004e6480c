/// The filters of a layer in strips for the register tiles: middle ones, and for the rest the form that
/// it fills best.
///
/// Six rows at a time as long as they fill. Of what is left, three go into a flat tile, fewer and four into
/// a wide one, five or six into another middle one, seven or eight into two wide ones. (With AVX-512; see
/// ``RegisterTile``.)
struct ConvolutionStrips {
    enum Form {
        case middle
        case wide
        case flat

        var rows: Int {
            switch self {
            case .middle: MiddleTile.rows
            case .wide: WideTile.rows
            case .flat: FlatTile.rows
            }
        }

        var columns: Int {
            switch self {
            case .middle: MiddleTile.columns
            case .wide: WideTile.columns
            case .flat: FlatTile.columns
            }
        }

        /// The form for the first of `left` rows.
        init(left: Int) {
            let rowsOfWide = (left + WideTile.rows - 1) / WideTile.rows * WideTile.rows
            let suitsWide =
                left > MiddleTile.rows
                ? left <= 2 * WideTile.rows : rowsOfWide < MiddleTile.rows
            self = left == FlatTile.rows ? .flat : suitsWide ? .wide : .middle
        }
    }

    struct Strip {
        let first: Int
        /// How many rows exist; the packed strip is filled up with zeros.
        let rows: Int
        let form: Form
        /// Where its packed numbers begin.
        let offset: Int
    }

    let strips: [Strip]
    let depth: Int
    private let packed: Storage

    /// Packs `rows` rows of `depth` numbers, which lie one after the other.
    init(_ matrix: UnsafePointer<Float>, rows: Int, depth: Int) {
        self.init(rows: rows, depth: depth) { strip, packed in
            packStrips(
                matrix + strip.first * depth, acrossStep: depth, depthStep: 1, across: strip.rows,
                depth: depth, stripLength: strip.form.rows, into: packed)
        }
    }

    /// - Parameter pack: writes a strip: of each depth, one after the other, the numbers of all rows
    init(
        rows: Int, depth: Int, pack: (_ strip: Strip, _ packed: UnsafeMutablePointer<Float>) -> Void
    ) {
        var strips: [Strip] = []
        strips.reserveCapacity(rows / FlatTile.rows + 1)
        var (first, offset) = (0, 0)
        while first < rows {
            let form = Form(left: rows - first)
            strips.append(
                Strip(
                    first: first, rows: min(form.rows, rows - first), form: form, offset: offset))
            first += form.rows
            offset += form.rows * depth
        }
        self.strips = strips
        self.depth = depth
        packed = Storage(count: offset)
        for strip in strips { pack(strip, packed.pointer + strip.offset) }
    }

    /// How many Floats a strip's rows take for `length` columns, filled up to whole tiles.
    static func width(_ strip: Strip, length: Int) -> Int {
        (length + strip.form.columns - 1) / strip.form.columns * strip.form.columns
    }

    /// All sums of one strip: `rows` rows of `width` columns.
    func multiply(
        _ strip: Strip, _ source: UnsafePointer<Float>, _ offsets: UnsafePointer<Int>,
        into sums: UnsafeMutablePointer<Float>, width: Int
    ) {
        multiply(strip, 0..<depth, source, offsets, into: sums, width: width, step: width)
    }

    /// The same over some of the depths alone, with rows that begin `step` Floats apart. The last tile
    /// of a row may write behind `width`.
    func multiply(
        _ strip: Strip, _ depths: Range<Int>, _ source: UnsafePointer<Float>,
        _ offsets: UnsafePointer<Int>, into sums: UnsafeMutablePointer<Float>, width: Int,
        step: Int
    ) {
        let filters = packed.pointer + (strip.offset + depths.lowerBound * strip.form.rows)
        let offsets = offsets + depths.lowerBound
        let tile =
            switch strip.form {
            case .middle: MiddleTile.multiply(_:_:_:depth:into:width:accumulating:)
            case .wide: WideTile.multiply(_:_:_:depth:into:width:accumulating:)
            case .flat: FlatTile.multiply(_:_:_:depth:into:width:accumulating:)
            }
        for column in stride(from: 0, to: width, by: strip.form.columns) {
            tile(filters, source + column, offsets, depths.count, sums + column, step, false)
        }
    }

    /// How many rows all strips have, with those that only fill them up.
    var filledRows: Int { strips.last.map { $0.first + $0.form.rows } ?? 0 }
}
