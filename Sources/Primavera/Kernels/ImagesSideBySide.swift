/// A batch laid out in groups of sixteen images, side by side: `[C, H, W, 16]`.
///
/// One vector holds the same pixel of sixteen images. Then a kernel position is a shift by whole
/// vectors, whatever the size of the images: an image of 5 × 5 fills the registers as well as one of
/// 500 × 500, and no vector reaches over the end of a row.
///
/// The last group may have fewer images; zeros take the places of the missing ones.
struct ImagesSideBySide {
    /// Of the batch, `[N, C, H, W]`.
    let n: Int, c: Int, h: Int, w: Int
    /// Rows of zeros above and below, and columns of zeros left and right.
    let rowMargin: Int
    let columnMargin: Int

    // In Floats:
    let rowSize: Int
    let channelSize: Int
    /// From the beginning of a channel to its first pixel that is not margin.
    let origin: Int
    /// Where each pixel of a channel lies, if they do not lie one after the other from `origin` on; if there
    /// are fewer than sixteen, some more places behind the end.
    private let places: [Int]

    /// What a register tile may write behind the last row of a channel.
    private static let tail = FlatTile.columns

    init(n: Int, c: Int, h: Int, w: Int, rowMargin: Int = 0, columnMargin: Int = 0) {
        (self.n, self.c, self.h, self.w) = (n, c, h, w)
        (self.rowMargin, self.columnMargin) = (rowMargin, columnMargin)
        let rowSize = (w + 2 * columnMargin) * laneCount
        let origin = rowMargin * rowSize + columnMargin * laneCount
        self.rowSize = rowSize
        self.origin = origin
        channelSize = (h + 2 * rowMargin) * rowSize + ImagesSideBySide.tail
        if columnMargin == 0 && h * w >= laneCount {
            places = []
            return
        }
        let end = (h + 2 * rowMargin) * rowSize
        let count = max(laneCount, h * w)
        // Written straight into the array, since this is done for every layer in every step.
        places = Array(unsafeUninitializedCapacity: count) { places, filled in
            for row in 0..<h {
                for column in 0..<w {
                    places[row &* w &+ column] = origin &+ row &* rowSize &+ column &* laneCount
                }
            }
            for place in h * w..<count { places[place] = end }
            filled = count
        }
    }

    var groupCount: Int { (n + laneCount - 1) / laneCount }
    var size: Int { c * channelSize }

    /// The images of a group; the last one may have fewer.
    private func images(of group: Int) -> Range<Int> {
        group * laneCount..<min((group + 1) * laneCount, n)
    }

    /// Lays one group out.
    ///
    /// - Parameters:
    ///   - x: `[N, C, H, W]`
    ///   - mask: of the same shape; where it is 0 or less, x counts as 0
    ///   - lanes: room for `size` Floats
    func gather(
        _ group: Int, of x: UnsafePointer<Float>, mask: UnsafePointer<Float>? = nil,
        into lanes: UnsafeMutablePointer<Float>
    ) {
        let images = images(of: group)
        let step = c * h * w
        let rows = SixteenRows()
        for channel in 0..<c {
            let to = lanes + channel * channelSize
            let first = images.lowerBound * step + channel * h * w
            if origin > 0 { to.update(repeating: 0, count: channelSize) }
            for block in 0..<blockCount {
                let start = start(of: block)
                @inline(__always)
                func pixels(_ image: Int) -> Lanes {
                    if image >= images.count { return .zero }
                    let from = first &+ image &* step &+ start
                    let pixels = (x + from).lanes(at: 0)
                    guard let mask else { return pixels }
                    return pixels.replacing(with: 0, where: (mask + from).lanes(at: 0) .<= 0)
                }
                for pair in 0..<SixteenRows.pairs {
                    rows.take(pair, pixels(2 &* pair), pixels(2 &* pair &+ 1))
                }
                rows.turn()
                for pair in 0..<SixteenRows.pairs {
                    let (a, b) = rows.columns(pair)
                    to.store(a, at: place(start &+ pair))
                    to.store(b, at: place(start &+ pair &+ SixteenRows.pairs))
                }
            }
        }
    }

    @inline(__always)
    private func place(_ pixel: Int) -> Int {
        places.isEmpty ? origin &+ pixel &* laneCount : places[pixel]
    }

    /// Adds the sum of each channel's pixels to `sums`.
    func addChannelSums(_ lanes: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>) {
        for channel in 0..<c {
            let from = lanes + channel * channelSize
            var sum = Lanes.zero
            for row in 0..<h {
                for column in 0..<w {
                    sum += from.lanes(at: origin &+ row &* rowSize &+ column &* laneCount)
                }
            }
            sums[channel] += sum.total
        }
    }

    /// Writes one group back to its images, which have no margins.
    ///
    /// - Parameters:
    ///   - bias: is added to each channel, if there is one
    ///   - rectifies: takes `max(0, y)` on the way
    ///   - y: `[N, C, H, W]`
    func scatter(
        _ group: Int, _ lanes: UnsafePointer<Float>, adding bias: UnsafePointer<Float>?,
        rectifies: Bool, into y: UnsafeMutablePointer<Float>
    ) {
        let images = images(of: group)
        let step = c * h * w
        let floor = Lanes(repeating: rectifies ? 0 : -.infinity)
        let rows = SixteenRows()
        for channel in 0..<c {
            let from = lanes + channel * channelSize
            let first = y + (images.lowerBound * step + channel * h * w)
            let bias = Lanes(repeating: bias?[channel] ?? 0)
            for block in 0..<blockCount {
                let start = start(of: block)
                @inline(__always)
                func pixel(_ i: Int) -> Lanes {
                    let sum = from.lanes(at: (start &+ i) &* laneCount) + bias
                    return sum.replacing(with: floor, where: sum .< floor)
                }
                @inline(__always)
                func put(_ pixels: Lanes, _ image: Int) {
                    if image >= images.count { return }
                    let to = first + (image &* step &+ start)
                    if h &* w >= laneCount {
                        to.store(pixels, at: 0)
                    } else {
                        to.store(pixels, at: 0, upTo: h * w)
                    }
                }
                for pair in 0..<SixteenRows.pairs {
                    rows.take(pair, pixel(2 &* pair), pixel(2 &* pair &+ 1))
                }
                rows.turn()
                for pair in 0..<SixteenRows.pairs {
                    let (a, b) = rows.columns(pair)
                    put(a, pair)
                    put(b, pair &+ SixteenRows.pairs)
                }
            }
        }
    }

    /// How many blocks of sixteen pixels a channel has.
    private var blockCount: Int { (h * w + laneCount - 1) / laneCount }

    /// Where a block begins. The last one may have some pixels in common with the one before.
    private func start(of block: Int) -> Int { max(0, min(block * laneCount, h * w - laneCount)) }
}
