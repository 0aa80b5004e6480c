/// Convolution as a matrix product whose second factor is the image itself.
///
/// Row p of the factor B is the whole image, shifted by the p-th kernel position
/// (``ConvolutionPlanes``): nothing is copied to build it. The register tiles
/// (``ConvolutionStrips``) read each row where it lies. So one text serves every kernel size, stride,
/// dilation and padding.
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
    if let dealt { planes.dealAll(x, into: dealt.pointer) }
    let source = dealt.map { UnsafePointer($0.pointer) } ?? x
    let filters = (0..<s.groups).map { group in
        ConvolutionStrips(
            weight + group * s.filtersPerGroup * s.depth, rows: s.filtersPerGroup, depth: s.depth)
    }
    let strips = filters[0].strips.count
    planes.offsets.withUnsafeBufferPointer { offsets in
        let offsets = offsets.baseAddress!
        parallelFor(s.n * s.groups * strips) { piece in
            let (image, part) = piece.quotientAndRemainder(dividingBy: s.groups * strips)
            let (group, index) = part.quotientAndRemainder(dividingBy: strips)
            let input =
                source + image * planes.imageSize
                + group * s.channelsPerGroup * planes.channelSize
            let strip = filters[group].strips[index]
            let width = ConvolutionStrips.width(strip, length: planes.rowLength)
            // A strip's sums, for all its rows, also those that only fill it up.
            let sums = Storage(count: MiddleTile.rows * width)
            filters[group].multiply(strip, input, offsets, into: sums.pointer, width: width)
            for row in 0..<strip.rows {
                let filter = group * s.filtersPerGroup + strip.first + row
                cutRows(
                    sums.pointer + row * width, step: planes.planeW,
                    into: y + (image * s.f + filter) * s.outH * s.outW, rows: s.outH,
                    columns: s.outW, adding: bias?[filter] ?? 0, rectifies: rectifies)
            }
        }
    }
}

/// Takes the numbers that exist out of a long row, adds the bias, and rectifies if wanted.
///
/// A row's last vector may write into the next row, which is written after it. So only the last row has to
/// be stored with care.
func cutRows(
    _ source: UnsafePointer<Float>, step: Int, into y: UnsafeMutablePointer<Float>, rows: Int,
    columns: Int, adding bias: Float, rectifies: Bool
) {
    let floor = Lanes(repeating: rectifies ? 0 : -.infinity)
    let biases = Lanes(repeating: bias)
    for row in 0..<rows {
        let from = source + row &* step
        let to = y + row &* columns
        let room = (rows &- row) &* columns
        var column = 0
        while column < columns {
            let sum = from.lanes(at: column) + biases
            to.store(
                sum.replacing(with: floor, where: sum .< floor), at: column,
                upTo: room &- column)
            column &+= laneCount
        }
    }
}
