/// The gradient with respect to the weights by Winograd's way, run backwards.
///
/// Forward, `Y = Aᵀ [ (G w Gᵀ) ∘ (Bᵀ x B) ] A` is linear in w. The gradient of a linear map is its
/// transpose: the same matrices, turned, in the opposite order. With δ for the gradient of a tile's
/// 4 × 4 outputs, `∂E/∂w = Gᵀ [ (A δ Aᵀ) ∘ (Bᵀ x B) ] G`: again 36 products where the definition needs
/// 144. Summed over the tiles of all images, each of the 36 places is a matrix product by itself, filters
/// × tiles times tiles × channels, and only the sums go through G.
///
/// Chosen where the forward pass goes by Winograd's way, see ``WinogradConvolution/isWorthwhile(_:)``.
/// For 64 → 128 channels of 16 × 16 it takes half of the time of ``WeightGradientByTiles``.
struct WinogradWeightGradient {
    private let shape: ConvolutionShape
    private let grid: WinogradGrid

    /// How many tiles are transformed at once: so few that their numbers stay in the third cache.
    private static let tilesAtOnce = 256
    /// How many of them are multiplied at once: so few that a strip of channels stays in the first cache.
    private static let depth = 128

    init(_ shape: ConvolutionShape) {
        self.shape = shape
        grid = WinogradGrid(shape)
    }

    /// - Parameters:
    ///   - gradient: `[N, F, outH, outW]`
    ///   - mask: as large as the gradient; where it is 0 or less, the gradient counts as 0
    ///   - x: `[N, C, H, W]`
    ///   - dw: room for `[F, C, 3, 3]`
    ///   - db: room for `[F]`, or `nil`
    func compute(
        _ gradient: UnsafePointer<Float>, mask: UnsafePointer<Float>?, _ x: UnsafePointer<Float>,
        into dw: UnsafeMutablePointer<Float>, bias db: UnsafeMutablePointer<Float>?
    ) {
        let s = shape
        let outputs = ConvolutionShape(n: s.n, c: s.f, h: s.outH, w: s.outW, f: 1, kh: 1, kw: 1)
        let rows = max(1, Self.tilesAtOnce / grid.across)
        let inputs = WinogradTiles(s, grid, rows: rows, filledTo: MiddleTile.columns)
        let gradients = WinogradTiles(outputs, grid, rows: rows, filledTo: MiddleTile.rows)
        let sums = WinogradSums(rows: s.f, columns: s.c)
        db?.update(repeating: 0, count: s.f)
        let rowsInAll = s.n * grid.down
        for first in stride(from: 0, to: rowsInAll, by: rows) {
            let count = min(rows, rowsInAll - first)
            parallelRanges(count, length: max(3, rows / 16)) { part in
                let rows = first + part.lowerBound..<first + part.upperBound
                inputs.fill(rows, of: x, at: part.lowerBound, inputTransform)
                gradients.fill(rows, of: gradient, mask: mask, at: part.lowerBound) {
                    outputGradientTransform(($0.0, $0.1, $0.2, $0.3))
                }
            }
            let tiles = count * grid.across
            parallelFor(36) { place in
                for start in stride(from: 0, to: tiles, by: Self.depth) {
                    let depth = start..<min(start + Self.depth, tiles)
                    add(gradients, inputs, depth, place, to: sums, replacing: first + start == 0)
                }
            }
            if let db { addTotals(gradients, tiles, to: db) }
        }
        write(sums, into: dw)
        withExtendedLifetime((inputs, gradients, sums)) {}
    }

    /// Filters × tiles times tiles × channels, for one place.
    private func add(
        _ gradients: WinogradTiles, _ inputs: WinogradTiles, _ tiles: Range<Int>, _ place: Int,
        to sums: WinogradSums, replacing: Bool
    ) {
        let a = gradients.channels(ofTile: tiles.lowerBound, place: place)
        let b = inputs.channels(ofTile: tiles.lowerBound, place: place)
        for channel in stride(from: 0, to: shape.c, by: MiddleTile.columns) {
            for filter in stride(from: 0, to: shape.f, by: MiddleTile.rows) {
                MiddleTile.multiply(
                    a + filter, rowStep: 1, step: gradients.tileStep, b + channel,
                    step: inputs.tileStep, depth: tiles.count,
                    into: sums.row(filter, place: place) + channel, width: sums.width,
                    accumulating: !replacing)
            }
        }
    }

    /// The bias' gradient: the sum of each filter's gradients.
    ///
    /// A transformed gradient holds values of polynomials. The value at 1, in both directions, is the sum
    /// of the tile's sixteen numbers: place 1 of line 1.
    private func addTotals(
        _ gradients: WinogradTiles, _ tiles: Int, to db: UnsafeMutablePointer<Float>
    ) {
        for tile in 0..<tiles {
            let totals = gradients.channels(ofTile: tile, place: 7)
            for filter in 0..<shape.f { db[filter] += totals[filter] }
        }
    }

    /// `Gᵀ m G` for each filter and channel, sixteen channels at once.
    private func write(_ sums: WinogradSums, into dw: UnsafeMutablePointer<Float>) {
        let channels = shape.c
        parallelFor(shape.f) { filter in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: (18 + 9) * laneCount) {
                let three = $0.baseAddress!
                let kernels = three + 18 * laneCount
                for channel in stride(from: 0, to: channels, by: laneCount) {
                    let m = UnsafePointer(sums.row(filter, place: 0) + channel)
                    // `[6, 6, 16]` becomes `[3, 6, 16]`, and then `[3, 3, 16]`.
                    for column in 0..<6 {
                        let six = m.six(at: column * sums.placeStep, step: 6 * sums.placeStep)
                        three.store(
                            filterGradientTransform(six), at: column * laneCount,
                            step: 6 * laneCount)
                    }
                    for row in 0..<3 {
                        let six = UnsafePointer(three)
                            .six(at: 6 * row * laneCount, step: laneCount)
                        kernels.store(
                            filterGradientTransform(six), at: 3 * row * laneCount, step: laneCount)
                    }
                    for lane in 0..<min(laneCount, channels - channel) {
                        let kernel = dw + (filter * channels + channel + lane) * 9
                        for tap in 0..<9 { kernel[tap] = kernels[tap * laneCount + lane] }
                    }
                }
            }
        }
    }
}
