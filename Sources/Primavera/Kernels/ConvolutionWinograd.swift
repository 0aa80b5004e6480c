/// Convolution by Winograd's F(4 × 4, 3 × 3): sixteen outputs for thirty-six multiplications.
///
/// A tile of 4 × 4 outputs needs 6 × 6 inputs, and by the definition 16 · 9 = 144 products for each
/// channel and filter. But with the matrices A, B and G below,
/// `Y = Aᵀ [ (G w Gᵀ) ∘ (Bᵀ x B) ] A`: the product in the middle is element by element, 36 of them.
/// Summed over channels, each of the 36 places is a matrix product by itself, filters × channels times
/// channels × tiles, and the register tiles do it. The transformations cost additions only (their
/// factors are small numbers), once for each channel and once for each filter.
///
/// Chosen for kernels of 3 × 3 with stride 1, where there are enough channels and filters to pay for
/// the transformations; see ``isWorthwhile(_:)``. For 64 → 128 channels of 16 × 16 it takes little
/// more than half of the time of the shifts (14 to 18 ms, not 26 to 29). The price is rounding: the
/// transformations add and subtract numbers that are larger than the result.
///
/// Winograd 1980; for networks Lavin and Gray 2016.
struct WinogradConvolution {
    private let shape: ConvolutionShape
    private let filters: WinogradFilters
    private let tilesAcross: Int
    private let tilesDown: Int
    /// How many rows of tiles one piece takes, of whichever images, and how many tiles that are.
    private let rowsPerPiece: Int
    private let tilesPerPiece: Int

    /// - Parameter weight: `[F, C, 3, 3]`
    init(_ shape: ConvolutionShape, _ weight: UnsafePointer<Float>) {
        self.shape = shape
        filters = WinogradFilters(weight, filters: shape.f, channels: shape.c)
        tilesAcross = (shape.outW + 3) / 4
        tilesDown = (shape.outH + 3) / 4
        // Tiles are written by fours, so the last row of them may write three more.
        let columns = max(32, MiddleTile.columns)
        let more = tilesAcross % 4 == 0 ? 0 : 3
        rowsPerPiece = max(1, (columns - more) / tilesAcross)
        tilesPerPiece = (rowsPerPiece * tilesAcross + more + columns - 1) / columns * columns
    }

    /// Whether this way is open for the shape, and likely the fastest: from 64 channels of 12 × 12 on it
    /// was. With fewer of them, or tiles that are half empty, the transformations are most of the work.
    static func isWorthwhile(_ s: ConvolutionShape) -> Bool {
        guard s.kh == 3, s.kw == 3, s.stride == 1, s.dilation == 1, s.groups == 1 else {
            return false
        }
        let computed = (s.outH + 3) / 4 * ((s.outW + 3) / 4) * 16
        return s.outW >= 12 && s.c >= 48 && s.f >= 48 && 10 * s.outH * s.outW >= 6 * computed
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
        let rows = shape.n * tilesDown
        parallelRanges(rows, length: rowsPerPiece) { range in
            // By place (36) and channel: the transformed inputs of all tiles of the piece.
            let inputs = Storage(count: 36 * shape.c * tilesPerPiece + laneCount)
            transform(range, x, mask, into: inputs.pointer)
            let products = Storage(count: 36 * MiddleTile.rows * tilesPerPiece + laneCount)
            for strip in filters.strips {
                filters.multiply(
                    strip, inputs.pointer, tiles: tilesPerPiece, into: products.pointer)
                write(range, strip, products.pointer, bias, rectifies, into: y)
            }
        }
    }

    // MARK: Into the transformed space

    private func transform(
        _ rows: Range<Int>, _ x: UnsafePointer<Float>, _ mask: UnsafePointer<Float>?,
        into inputs: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        // Six padded rows of the image, and after them what they become in the vertical direction.
        let width = (4 * tilesAcross + 2 + 2 * laneCount) / laneCount * laneCount
        let buffer = Storage(count: 12 * width)
        buffer.pointer.update(repeating: 0, count: 12 * width)
        let (image6, vertical) = (buffer.pointer, buffer.pointer + 6 * width)
        let used = rows.count * tilesAcross
        for channel in 0..<s.c {
            for (index, row) in rows.enumerated() {
                let (image, down) = row.quotientAndRemainder(dividingBy: tilesDown)
                let start = (image * s.c + channel) * s.h * s.w
                for line in 0..<6 {
                    s.padRow(
                        4 * down + line, x + start, mask: mask.map { $0 + start },
                        into: image6 + line * width)
                }
                for column in stride(from: 0, to: width, by: laneCount) {
                    let (x0, x1, x2, x3, x4, x5) = inputTransform(
                        image6.lanes(at: column), image6.lanes(at: width &+ column),
                        image6.lanes(at: 2 &* width &+ column),
                        image6.lanes(at: 3 &* width &+ column),
                        image6.lanes(at: 4 &* width &+ column),
                        image6.lanes(at: 5 &* width &+ column))
                    vertical.store(x0, at: column)
                    vertical.store(x1, at: width &+ column)
                    vertical.store(x2, at: 2 &* width &+ column)
                    vertical.store(x3, at: 3 &* width &+ column)
                    vertical.store(x4, at: 4 &* width &+ column)
                    vertical.store(x5, at: 5 &* width &+ column)
                }
                let tile = channel * tilesPerPiece + index * tilesAcross
                transformRows(vertical, width, into: inputs + tile)
            }
            // What fills the piece up is computed too and must not be slow numbers, near to zero.
            for place in 0..<36 {
                (inputs + (place * s.c + channel) * tilesPerPiece + used)
                    .update(repeating: 0, count: tilesPerPiece - used)
            }
        }
        withExtendedLifetime(buffer) {}
    }

    /// The horizontal direction, four tiles at once.
    @inline(__always)
    private func transformRows(
        _ rows: UnsafeMutablePointer<Float>, _ width: Int,
        into inputs: UnsafeMutablePointer<Float>
    ) {
        let place = shape.c &* tilesPerPiece
        for line in 0..<6 {
            let row = rows + line &* width
            let target = inputs + 6 &* line &* place
            var tile = 0
            while tile < tilesAcross {
                // Every fourth number, from 0, 1, 2, 3, and from 4 and 5.
                let first = row.lanes(at: 4 &* tile)
                let next = row.lanes(at: 4 &* tile &+ 4)
                let (x0, x1, x2, x3, x4, x5) = inputTransform(
                    first.evenHalf.evenHalf, first.oddHalf.evenHalf, first.evenHalf.oddHalf,
                    first.oddHalf.oddHalf, next.evenHalf.evenHalf, next.oddHalf.evenHalf)
                store4(x0, target + tile)
                store4(x1, target + (place &+ tile))
                store4(x2, target + (2 &* place &+ tile))
                store4(x3, target + (3 &* place &+ tile))
                store4(x4, target + (4 &* place &+ tile))
                store4(x5, target + (5 &* place &+ tile))
                tile &+= 4
            }
        }
    }

    // MARK: And back

    private func write(
        _ rows: Range<Int>, _ strip: WinogradFilters.Strip, _ products: UnsafePointer<Float>,
        _ bias: UnsafePointer<Float>?, _ rectifies: Bool, into y: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        let place = MiddleTile.rows * tilesPerPiece
        let floor = Lanes(repeating: rectifies ? 0 : -.infinity)
        for filter in 0..<strip.rows {
            let biases = Lanes(repeating: bias?[strip.first + filter] ?? 0)
            for (index, row) in rows.enumerated() {
                let (image, down) = row.quotientAndRemainder(dividingBy: tilesDown)
                let output = y + (image * s.f + strip.first + filter) * s.outH * s.outW
                for tile in stride(from: 0, to: tilesAcross, by: 4) {
                    let sums = products + filter * tilesPerPiece + index * tilesAcross + tile
                    let lines = outputTile(sums, place)
                    let target = output + 4 * down * s.outW + 4 * tile
                    let lineCount = s.outH - 4 * down
                    @inline(__always)
                    func put(_ line: Lanes, _ number: Int) {
                        if number >= lineCount { return }
                        let sum = line + biases
                        target.store(
                            sum.replacing(with: floor, where: sum .< floor), at: number * s.outW,
                            upTo: s.outW - 4 * tile)
                    }
                    put(lines.0, 0)
                    put(lines.1, 1)
                    put(lines.2, 2)
                    put(lines.3, 3)
                }
            }
        }
    }

    /// The outputs of four tiles side by side: four rows of sixteen.
    @inline(__always)
    private func outputTile(
        _ sums: UnsafePointer<Float>, _ place: Int
    ) -> (Lanes, Lanes, Lanes, Lanes) {
        /// One column of the six by six places, in the vertical direction.
        @inline(__always)
        func column(_ j: Int) -> (SIMD4<Float>, SIMD4<Float>, SIMD4<Float>, SIMD4<Float>) {
            outputTransform(
                load4(sums + j &* place), load4(sums + (6 &+ j) &* place),
                load4(sums + (12 &+ j) &* place), load4(sums + (18 &+ j) &* place),
                load4(sums + (24 &+ j) &* place), load4(sums + (30 &+ j) &* place))
        }
        let (c0, c1, c2, c3, c4, c5) = (
            column(0), column(1), column(2), column(3), column(4), column(5)
        )
        return (
            interleaved(outputTransform(c0.0, c1.0, c2.0, c3.0, c4.0, c5.0)),
            interleaved(outputTransform(c0.1, c1.1, c2.1, c3.1, c4.1, c5.1)),
            interleaved(outputTransform(c0.2, c1.2, c2.2, c3.2, c4.2, c5.2)),
            interleaved(outputTransform(c0.3, c1.3, c2.3, c3.3, c4.3, c5.3))
        )
    }
}
