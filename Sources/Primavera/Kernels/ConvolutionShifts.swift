/// Convolution as a matrix product whose second factor is the image itself.
///
/// Row p of the factor B is the whole image, shifted by the p-th kernel position
/// (``ConvolutionPlanes``): nothing is copied to build it. The register tile of the matrix product
/// (`Tile`) reads each row where it lies. So one text serves every kernel size, stride, dilation
/// and padding.
///
/// Chosen where most of the computed outputs exist; see ``conv2dForward``.
///
/// - Parameters:
///   - weight: `[F, C / G, KH, KW]`
///   - bias: `[F]`, or `nil`
///   - rectifies: takes `max(0, y)`, the activation ReLU, on the way out
///   - y: room for `[N, F, outH, outW]`
func conv2dForwardByShifts(
    _ planes: ConvolutionPlanes, _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, rectifies: Bool, into y: UnsafeMutablePointer<Float>
) {
    let s = planes.shape
    let dealt = planes.areImages ? nil : Storage(count: s.n * planes.imageSize)
    if let dealt { planes.deal(x, into: dealt.pointer) }
    let source = dealt.map { UnsafePointer($0.pointer) } ?? x
    let filters = packedFilters(s, weight)
    let strips = (s.filtersPerGroup + Tile.rows - 1) / Tile.rows
    let width = (planes.rowLength + Tile.columns - 1) / Tile.columns * Tile.columns
    planes.offsets.withUnsafeBufferPointer { offsets in
        let offsets = offsets.baseAddress!
        parallelFor(s.n * s.groups * strips) { piece in
            let (image, part) = piece.quotientAndRemainder(dividingBy: s.groups * strips)
            let (group, strip) = part.quotientAndRemainder(dividingBy: strips)
            let input =
                source + image * planes.imageSize
                + group * s.channelsPerGroup * planes.channelSize
            let packed = filters.pointer + (group * strips + strip) * Tile.rows * s.depth
            let sums = Storage(count: Tile.rows * width)
            for column in stride(from: 0, to: width, by: Tile.columns) {
                Tile.multiply(
                    packed, depth: s.depth, into: sums.pointer + column, width: width,
                    accumulating: false
                ) { input + (column &+ offsets[$0]) }
            }
            let first = strip * Tile.rows
            for row in 0..<min(Tile.rows, s.filtersPerGroup - first) {
                let filter = group * s.filtersPerGroup + first + row
                copyRows(
                    sums.pointer + row * width, step: planes.planeW,
                    into: y + (image * s.f + filter) * s.outH * s.outW, rows: s.outH,
                    columns: s.outW, adding: bias?[filter] ?? 0, rectifies: rectifies)
            }
        }
    }
}

/// The filters of each group in strips for the register tile.
private func packedFilters(_ s: ConvolutionShape, _ weight: UnsafePointer<Float>) -> Storage {
    let strips = (s.filtersPerGroup + Tile.rows - 1) / Tile.rows
    let packed = Storage(count: s.groups * strips * Tile.rows * s.depth)
    for group in 0..<s.groups {
        packStrips(
            weight + group * s.filtersPerGroup * s.depth, acrossStep: s.depth, depthStep: 1,
            across: s.filtersPerGroup, depth: s.depth, stripLength: Tile.rows,
            into: packed.pointer + group * strips * Tile.rows * s.depth)
    }
    return packed
}

/// Takes the outputs that exist out of a long row, adds the bias, and rectifies if wanted.
private func copyRows(
    _ source: UnsafePointer<Float>, step: Int, into y: UnsafeMutablePointer<Float>, rows: Int,
    columns: Int, adding bias: Float, rectifies: Bool
) {
    let floor = Lanes(repeating: rectifies ? 0 : -.infinity)
    let biases = Lanes(repeating: bias)
    for row in 0..<rows {
        let from = source + row &* step
        let to = y + row &* columns
        var column = 0
        while column &+ laneCount <= columns {
            let sum = from.lanes(at: column) + biases
            to.store(sum.replacing(with: floor, where: sum .< floor), at: column)
            column &+= laneCount
        }
        while column < columns {
            let sum = from[column] + bias
            to[column] = rectifies && sum < 0 ? 0 : sum
            column &+= 1
        }
    }
}
