/// How an image's outputs are cut into tiles of 4 × 4; the last ones may be partly empty.
struct WinogradGrid {
    let across: Int
    let down: Int

    init(_ shape: ConvolutionShape) {
        across = (shape.outW + 3) / 4
        down = (shape.outH + 3) / 4
    }

    /// How much of all tiles there is of the outputs.
    static func share(_ s: ConvolutionShape) -> Double {
        let grid = WinogradGrid(s)
        return Double(s.outH * s.outW) / Double(16 * grid.across * grid.down)
    }
}

/// Rows of tiles in Winograd's form, with their channels side by side: `[36, tiles, channels]`.
///
/// A vector holds one pixel of sixteen channels, so that the transformations need no shuffles and an
/// image of 4 × 4 fills it as well as one of 64 × 64. The price: rows of channels are turned into
/// columns first.
struct WinogradTiles {
    private let shape: ConvolutionShape
    private let grid: WinogradGrid
    /// Room for a row of the padded image: two pixels more than the tiles have outputs, and what the
    /// last vector writes behind them.
    private let width: Int
    /// From one tile to the next.
    let tileStep: Int
    /// From one of the 36 places to the next.
    ///
    /// An odd number of cache lines. The first cache keeps lines whose addresses differ by a multiple of
    /// 4 KiB in the same few places: with a power of two here, the 36 numbers of a tile would drive
    /// one another out (64 → 128 channels of 16 × 16 took 1.15 times as long).
    private let placeStep: Int
    private let storage: Storage

    /// - Parameters:
    ///   - shape: its input `[N, C, H, W]`, with padding, is what is cut into tiles of 6 × 6, each four
    ///     pixels from the next
    ///   - rows: how many rows of tiles there is room for
    ///   - length: channels are filled up with zeros to a multiple of it
    init(_ shape: ConvolutionShape, _ grid: WinogradGrid, rows: Int, filledTo length: Int) {
        self.shape = shape
        self.grid = grid
        width = filled(4 * grid.across + 2 + laneCount, laneCount)
        let written = filled(shape.c, laneCount)
        let read = filled(shape.c, length)
        tileStep = oddLines(max(written, read))
        // Register tiles are read whole, although the last one may be filled in part only.
        let tiles = filled(rows * grid.across, MiddleTile.rows)
        placeStep = oddLines(tiles * tileStep)
        storage = Storage(count: 36 * placeStep)
        if read <= written { return }
        for place in 0..<36 {
            for tile in 0..<tiles {
                (storage.pointer + (place * placeStep + tile * tileStep + written))
                    .update(repeating: 0, count: read - written)
            }
        }
    }

    /// Where a tile's channels begin.
    func channels(ofTile tile: Int, place: Int) -> UnsafePointer<Float> {
        UnsafePointer(storage.pointer + (place * placeStep + tile * tileStep))
    }

    /// Transforms rows of tiles, of one image after another.
    ///
    /// - Parameters:
    ///   - rows: which rows of tiles; `grid.down` for each image
    ///   - x: `[N, C, H, W]`
    ///   - mask: as large; where it is 0 or less, x counts as 0
    ///   - position: which row of tiles, of those that there is room for, the first one becomes
    ///   - transform: what becomes of six numbers, in both directions
    @inline(__always)
    func fill(
        _ rows: Range<Int>, of x: UnsafePointer<Float>, mask: UnsafePointer<Float>? = nil,
        at position: Int = 0, _ transform: (SixLanes) -> SixLanes
    ) {
        let most = 4 * min(rows.count, grid.down) + 2
        let line = width &* laneCount
        let buffer = Storage(count: most * (line + 4 * width) + 6 * line)
        let (lines, transformed) = (buffer.pointer, buffer.pointer + most * line)
        let planes = transformed + 6 * line
        planes.update(repeating: 0, count: most * 4 * width)
        var first = rows.lowerBound
        while first < rows.upperBound {
            // Rows of one image together, because each shares two lines with the next.
            let (image, down) = first.quotientAndRemainder(dividingBy: grid.down)
            let count = min(rows.upperBound - first, grid.down - down)
            for channel in stride(from: 0, to: shape.c, by: laneCount) {
                read(
                    image, lines: 4 * down..<4 * (down + count) + 2, channel, of: x, mask: mask,
                    by: planes, into: lines)
                for row in 0..<count {
                    let six = UnsafePointer(lines + 4 &* row &* line)
                    let end = (4 &* grid.across &+ 2) &* laneCount
                    for column in stride(from: 0, to: end, by: laneCount) {
                        transformed.store(
                            transform(six.six(at: column, step: line)), at: column, step: line)
                    }
                    let tile = (position &+ first &- rows.lowerBound &+ row) &* grid.across
                    write(
                        transformed, into: storage.pointer + (tile &* tileStep &+ channel),
                        transform)
                }
            }
            first += count
        }
        withExtendedLifetime(buffer) {}
    }

    /// The second direction: six lines of pixels become a row of tiles.
    @inline(__always)
    private func write(
        _ lines: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>,
        _ transform: (SixLanes) -> SixLanes
    ) {
        for tile in 0..<grid.across {
            for line in 0..<6 {
                let pixels = (line &* width &+ 4 &* tile) &* laneCount
                target.store(
                    transform(lines.six(at: pixels, step: laneCount)),
                    at: tile &* tileStep &+ 6 &* line &* placeStep, step: placeStep)
            }
        }
    }

    /// Lines of the padded image, pixel by pixel: `[lines, width, 16]`.
    ///
    /// - Parameters:
    ///   - first: the first of sixteen channels; those that do not exist are zeros
    ///   - planes: room for four of them, `[4, lines, width]`, with zeros at first
    private func read(
        _ image: Int, lines range: Range<Int>, _ first: Int, of x: UnsafePointer<Float>,
        mask: UnsafePointer<Float>?, by planes: UnsafeMutablePointer<Float>,
        into lines: UnsafeMutablePointer<Float>
    ) {
        let planeSize = range.count &* width
        for four in stride(from: 0, to: laneCount, by: 4) {
            for lane in 0..<4 {
                let plane = planes + lane * planeSize
                let channel = first + four + lane
                if channel >= shape.c {
                    plane.update(repeating: 0, count: planeSize)
                    continue
                }
                let start = (image * shape.c + channel) * shape.h * shape.w
                shape.padRows(
                    range, x + start, mask: mask.map { $0 + start }, into: plane, step: width)
            }
            for line in 0..<range.count {
                for column in stride(from: 0, to: 4 * grid.across + 2, by: 4) {
                    let pixel = line &* width &+ column
                    transposeBlock(
                        planes + pixel, step: planeSize, into: lines + (pixel &* laneCount &+ four),
                        step: laneCount)
                }
            }
        }
    }
}

/// The next odd number of cache lines of sixteen Floats.
func oddLines(_ count: Int) -> Int { filled(count, laneCount) | laneCount }
