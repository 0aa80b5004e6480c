/// The gradient of a convolution's output, spread over the planes that the input was dealt into:
/// in rows of `planeW` Floats with zeros where no output exists, and zeros in front.
///
/// Both gradients read it, so it is made once.
final class SpreadGradient {
    let planes: ConvolutionPlanes
    /// The zeros in front of each filter's row: the largest shift.
    let margin: Int
    /// From one filter to the next.
    let filterSize: Int
    let storage: Storage

    /// - Parameter gradient: `[N, F, outH, outW]`
    init(_ planes: ConvolutionPlanes, _ gradient: UnsafePointer<Float>) {
        let s = planes.shape
        self.planes = planes
        margin = planes.largestShift
        // At least whole vectors, so that none of them reaches into the next filter's gradients.
        let vectors = (planes.rowLength + laneCount - 1) / laneCount
        filterSize = margin + max(planes.planeSize, vectors * laneCount)
        storage = Storage(count: s.n * s.f * filterSize)
        let (target, margin, filterSize) = (storage.pointer, margin, filterSize)
        parallelRanges(s.n * s.f, length: max(1, elementsPerPiece / filterSize)) { range in
            for image in range {
                let row = target + image * filterSize
                row.update(repeating: 0, count: filterSize)
                for i in 0..<s.outH {
                    (row + margin + i * planes.planeW).update(
                        from: gradient + (image * s.outH + i) * s.outW, count: s.outW)
                }
            }
        }
    }
}

/// The gradient with respect to the input, again by shifts, in the other direction.
///
/// Input j was part of output `j − shift` for every kernel position: `∂E/∂x[c, j] = Σ_f Σ_taps
/// g[f, j − shift] · w[f, c, tap]`. That is the forward sum with filters and channels exchanged and
/// the shifts turned round, on the spread gradient, whose zeros stand for outputs that do not
/// exist.
///
/// - Parameter dx: room for `[N, C, H, W]`
func conv2dInputGradientByShifts(
    _ gradient: SpreadGradient, _ weight: UnsafePointer<Float>,
    into dx: UnsafeMutablePointer<Float>
) {
    let planes = gradient.planes
    let s = planes.shape
    let dealt = planes.areImages ? nil : Storage(count: s.n * planes.imageSize)
    let target = dealt?.pointer ?? dx
    for plane in planes.remainders.indices {
        let taps = planes.taps.indices.filter { planes.taps[$0].plane == plane }
        let channels = (0..<s.groups).map { packedChannels(s, weight, taps, group: $0) }
        let strips = channels[0].strips.count
        let offsets = (0..<s.filtersPerGroup).flatMap { filter in
            taps.map { filter * gradient.filterSize + gradient.margin - planes.taps[$0].shift }
        }
        offsets.withUnsafeBufferPointer { offsets in
            let offsets = offsets.baseAddress!
            parallelFor(s.n * s.groups * strips) { piece in
                let (image, part) = piece.quotientAndRemainder(dividingBy: s.groups * strips)
                let (group, index) = part.quotientAndRemainder(dividingBy: strips)
                let input =
                    gradient.storage.pointer
                    + (image * s.f + group * s.filtersPerGroup) * gradient.filterSize
                let strip = channels[group].strips[index]
                let width = ConvolutionStrips.width(strip, length: planes.planeSize)
                let sums = Storage(count: TallTile.rows * width)
                channels[group].multiply(strip, input, offsets, into: sums.pointer, width: width)
                for row in 0..<strip.rows {
                    let channel = group * s.channelsPerGroup + strip.first + row
                    let output =
                        target + image * planes.imageSize + channel * planes.channelSize
                        + plane * planes.planeSize
                    output.update(from: sums.pointer + row * width, count: planes.planeSize)
                }
            }
        }
    }
    if let dealt { planes.collect(dealt.pointer, into: dx) }
}

/// The weights of a group with channels as rows and (filter, tap) as depth, in strips.
private func packedChannels(
    _ s: ConvolutionShape, _ weight: UnsafePointer<Float>, _ taps: [Int], group: Int
) -> ConvolutionStrips {
    let depth = s.filtersPerGroup * taps.count
    let turned = Storage(count: s.channelsPerGroup * depth)
    let size = s.kh * s.kw
    for channel in 0..<s.channelsPerGroup {
        for filter in 0..<s.filtersPerGroup {
            let number = (group * s.filtersPerGroup + filter) * s.channelsPerGroup + channel
            let kernel = weight + number * size
            let row = turned.pointer + channel * depth + filter * taps.count
            for (index, tap) in taps.enumerated() { row[index] = kernel[tap] }
        }
    }
    return ConvolutionStrips(turned.pointer, rows: s.channelsPerGroup, depth: depth)
}

/// The gradient with respect to the weights: for each pair of a filter and a product's offset, the
/// dot product of the spread gradient and the shifted image, over all images.
///
/// The images are cut into chunks, each with sums of its own, which are added in order at the end:
/// so the result does not depend on the number of threads.
///
/// - Parameters:
///   - x: `[N, C, H, W]`
///   - dw: room for `[F, C / G, KH, KW]`
func conv2dWeightGradientByShifts(
    _ gradient: SpreadGradient, _ x: UnsafePointer<Float>, into dw: UnsafeMutablePointer<Float>
) {
    let planes = gradient.planes
    let s = planes.shape
    let dealt = planes.areImages ? nil : Storage(count: s.n * planes.imageSize)
    if let dealt { planes.deal(x, into: dealt.pointer) }
    let source = dealt.map { UnsafePointer($0.pointer) } ?? x
    // Long enough that adding up the lanes at the end of a chunk does not matter.
    let chunk = max((s.n + 15) / 16, (2_047 + planes.rowLength) / planes.rowLength)
    let chunks = (s.n + chunk - 1) / chunk
    let count = s.f * s.depth
    let partial = Storage(count: chunks * count)
    planes.offsets.withUnsafeBufferPointer { offsets in
        let offsets = offsets.baseAddress!
        parallelFor(chunks) { piece in
            let images = piece * chunk..<min((piece + 1) * chunk, s.n)
            for group in 0..<s.groups {
                let factors = DotFactors(
                    a: gradient.storage.pointer + gradient.margin
                        + group * s.filtersPerGroup * gradient.filterSize,
                    aRow: gradient.filterSize, aImage: s.f * gradient.filterSize,
                    b: source + group * s.channelsPerGroup * planes.channelSize, bOffsets: offsets,
                    bImage: planes.imageSize, images: images, length: planes.rowLength,
                    imageCount: s.n)
                dotProducts(
                    factors, rows: s.filtersPerGroup, columns: s.depth,
                    into: partial.pointer + piece * count
                        + group * s.filtersPerGroup * s.depth)
            }
        }
    }
    dw.update(from: partial.pointer, count: count)
    for piece in 1..<max(1, chunks) {
        addScaled(1, partial.pointer + piece * count, to: dw, count: count)
    }
}

/// The gradient with respect to the bias: the sum over images and positions, for each filter.
func conv2dBiasGradient(
    _ shape: ConvolutionShape, _ gradient: UnsafePointer<Float>,
    into db: UnsafeMutablePointer<Float>
) {
    let size = shape.outH * shape.outW
    parallelFor(shape.f) { filter in
        var total: Float = 0
        for image in 0..<shape.n {
            total += sumRow(gradient + (image * shape.f + filter) * size, count: size)
        }
        db[filter] = total
    }
}
