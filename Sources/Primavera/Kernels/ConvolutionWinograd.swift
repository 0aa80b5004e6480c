/// Convolution by Winograd's F(4 × 4, 3 × 3): sixteen outputs for thirty-six multiplications.
///
/// A tile of 4 × 4 outputs needs 6 × 6 inputs, and by the definition 16 · 9 = 144 products for each
/// channel and filter. But with the matrices A, B and G of `WinogradTransforms.swift`,
/// `Y = Aᵀ [ (G w Gᵀ) ∘ (Bᵀ x B) ] A`: the product in the middle is element by element, 36 of them.
/// Summed over channels, each of the 36 places is a matrix product by itself, tiles × channels times
/// channels × filters, and the register tiles do it. The transformations cost additions only (their
/// factors are small numbers), once for each channel and once for each filter.
///
/// The price is rounding: the transformations add and subtract numbers that are larger than the result.
///
/// Winograd 1980; for networks Lavin and Gray 2016.
struct WinogradConvolution {
    private let shape: ConvolutionShape
    private let grid: WinogradGrid
    private let filters: WinogradFilters

    /// How many rows of tiles one piece transforms and multiplies.
    ///
    /// 48 tiles: so few that their numbers stay in the second cache, and so many that rows of them fill
    /// register tiles: three rows of 14, six of 7, twelve of 4. With half as many, 64 → 64 channels of
    /// 56 × 56 took 1.1 times as long; but where there are few, all threads must have a share.
    private var rowsPerPiece: Int {
        let strips = shape.n * grid.down * grid.across < 1_024 ? 4 : 8
        return max(1, strips * MiddleTile.rows / grid.across)
    }

    init(_ shape: ConvolutionShape, _ kernels: KernelNumbers) {
        self.shape = shape
        grid = WinogradGrid(shape)
        filters = WinogradFilters(kernels, filters: shape.f, channels: shape.c)
    }

    /// Whether this way is open for the shape, and likely the fastest: from 32 channels and filters on it
    /// was, where three in five of the outputs that the tiles compute exist. Against the other ways,
    /// forward and backward, with 128 images (32 of the largest) on one thread: 32 → 32 channels of
    /// 16 × 16 take 0.83 times as long, 32 → 64 of 28 × 28 0.65, 64 → 64 of 56 × 56 0.50, 256 → 256 of
    /// 4 × 4 0.62; 48 → 48 of 7 × 7 as long; and 16 → 32 of 16 × 16 1.24 times.
    static func isWorthwhile(_ s: ConvolutionShape) -> Bool {
        s.kh == 3 && s.kw == 3 && s.stride == 1 && s.dilation == 1 && s.groups == 1
            && s.c >= 32 && s.f >= 32 && WinogradGrid.share(s) >= 0.6
    }

    /// - Parameters:
    ///   - x: `[N, C, H, W]`
    ///   - mask: as large as x; where it is 0 or less, x counts as 0. For gradients behind ReLU
    ///   - bias: `[F]`, or `nil`
    ///   - rectifies: takes `max(0, y)`
    ///   - y: room for `[N, F, outH, outW]`
    func compute(
        _ x: UnsafePointer<Float>, mask: UnsafePointer<Float>? = nil,
        bias: UnsafePointer<Float>? = nil, rectifies: Bool = false,
        into y: UnsafeMutablePointer<Float>
    ) {
        parallelRanges(shape.n * grid.down, length: rowsPerPiece) { rows in
            let tiles = rows.count * grid.across
            let inputs = WinogradTiles(shape, grid, rows: rows.count, filledTo: 1)
            inputs.fill(rows, of: x, mask: mask, inputTransform)
            let sums = WinogradSums(rows: tiles, columns: MiddleTile.columns)
            for strip in filters.strips {
                filters.multiply(inputs, tiles: tiles, strip, into: sums)
                let end = min(strip.first + strip.columns, shape.f)
                for filter in stride(from: strip.first, to: end, by: laneCount) {
                    write(
                        rows, sums, column: filter - strip.first, filter, bias, rectifies, into: y)
                }
            }
            withExtendedLifetime((inputs, sums)) {}
        }
    }

    /// Transforms the sums of up to sixteen filters back and writes them to their planes.
    private func write(
        _ rows: Range<Int>, _ sums: WinogradSums, column: Int, _ filter: Int,
        _ bias: UnsafePointer<Float>?, _ rectifies: Bool, into y: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        let count = min(laneCount, s.f - filter)
        let biases = bias.map { ($0 + filter).lanes(at: 0, upTo: count) } ?? .zero
        let floor = Lanes(repeating: rectifies ? 0 : -.infinity)
        // A row of tiles pixel by pixel, `[4, line]`, and then plane by plane, `[16, plane]`.
        let line = 4 * grid.across * laneCount
        let plane = oddLines(4 * s.outW + 4)
        let buffer = Storage(count: 24 * laneCount + 4 * line + laneCount * plane)
        let (half, pixels) = (buffer.pointer, buffer.pointer + 24 * laneCount)
        let planes = pixels + 4 * line
        for (index, row) in rows.enumerated() {
            for tile in 0..<grid.across {
                transformBack(
                    sums.row(index &* grid.across &+ tile, place: 0) + column, sums.placeStep,
                    by: half, biases, floor, into: pixels + 4 &* tile &* laneCount, line)
            }
            let (image, down) = row.quotientAndRemainder(dividingBy: grid.down)
            let lines = min(4, s.outH - 4 * down)
            for lane in stride(from: 0, to: count, by: 4) {
                for number in 0..<lines {
                    // The last block of a line may reach into the next one, which comes after it.
                    for column in stride(from: 0, to: s.outW, by: 4) {
                        transposeBlock(
                            pixels + (number &* line &+ column &* laneCount &+ lane),
                            step: laneCount,
                            into: planes + (lane &* plane &+ number &* s.outW &+ column),
                            step: plane)
                    }
                }
            }
            for lane in 0..<count {
                let start = ((image * s.f + filter + lane) * s.outH + 4 * down) * s.outW
                (y + start).update(from: planes + lane * plane, count: lines * s.outW)
            }
        }
        withExtendedLifetime(buffer) {}
    }

    /// The 4 × 4 outputs of one tile, of sixteen filters.
    ///
    /// - Parameter half: room for what is transformed in one direction: `[4, 6, 16]`
    @inline(__always)
    private func transformBack(
        _ sums: UnsafePointer<Float>, _ placeStep: Int, by half: UnsafeMutablePointer<Float>,
        _ biases: Lanes, _ floor: Lanes, into pixels: UnsafeMutablePointer<Float>, _ line: Int
    ) {
        @inline(__always)
        func finish(_ output: Lanes) -> Lanes {
            let sum = output + biases
            return sum.replacing(with: floor, where: sum .< floor)
        }
        for column in 0..<6 {
            half.store(
                outputTransform(sums.six(at: column &* placeStep, step: 6 &* placeStep)),
                at: column &* laneCount, step: 6 &* laneCount)
        }
        for row in 0..<4 {
            let v = outputTransform(
                UnsafePointer(half).six(at: 6 &* row &* laneCount, step: laneCount))
            pixels.store(
                (finish(v.0), finish(v.1), finish(v.2), finish(v.3)), at: row &* line,
                step: laneCount)
        }
    }
}
