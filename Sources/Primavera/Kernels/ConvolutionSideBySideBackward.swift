/// The gradients of a convolution with sixteen images side by side.
///
/// The gradient with respect to the input is a convolution itself: of the output's gradient, with the
/// kernels turned by half a circle, and as much padding as makes it as large as the input. That with
/// respect to the weights is a dot product for each weight: of its filter's gradients with the pixels
/// that it met, over all positions and images.
///
/// - Parameters:
///   - layOut: lays the gradients of the outputs of one group out, as it is told
///   - wanted, and the others: as for `conv2dBackward`
func conv2dBackwardSideBySide(
    _ shape: ConvolutionShape, _ x: UnsafePointer<Float>?, _ weight: UnsafePointer<Float>?,
    into wanted: ConvolutionGradients,
    layOut: (
        _ group: Int, _ gradients: ImagesSideBySide, _ lanes: UnsafeMutablePointer<Float>
    ) -> Void
) {
    if wanted.input == nil && wanted.weight == nil && wanted.bias == nil { return }
    let s = shape
    let toInput = wanted.input.map { _ in
        let back = ConvolutionShape(
            n: s.n, c: s.f, h: s.outH, w: s.outW, f: s.c, kh: s.kh, kw: s.kw,
            padding: s.dilation * (s.kw - 1) - s.padding, dilation: s.dilation)
        return ConvolutionSideBySide(back, KernelNumbers(turned: s, weight!))
    }
    let gradients =
        toInput?.input ?? ImagesSideBySide(n: s.n, c: s.f, h: s.outH, w: s.outW)
    let toWeight = wanted.weight.map { _ in WeightGradientSideBySide(s, gradients) }
    // Each piece has sums of its own, which are added in order at the end.
    let groups = gradients.groupCount
    let piece = (groups + 15) / 16
    let pieces = (groups + piece - 1) / piece
    let sumCount = s.f + (wanted.weight == nil ? 0 : s.f * s.depth)
    let sums = Storage(count: pieces * sumCount)
    parallelFor(pieces) { index in
        let own = sums.pointer + index * sumCount
        own.update(repeating: 0, count: sumCount)
        let rows = Storage(scratch: gradients.size)
        let images = Storage(scratch: toWeight?.images.size ?? 0)
        let dots = Storage(scratch: toWeight?.sumCount ?? 0)
        dots.pointer.update(repeating: 0, count: toWeight?.sumCount ?? 0)
        for group in index * piece..<min((index + 1) * piece, groups) {
            layOut(group, gradients, rows.pointer)
            gradients.addChannelSums(rows.pointer, to: own)
            if let dx = wanted.input {
                toInput?.compute(group, rows.pointer, bias: nil, rectifies: false, into: dx)
            }
            if let toWeight {
                toWeight.images.gather(group, of: x!, into: images.pointer)
                toWeight.add(images.pointer, rows.pointer, to: dots.pointer)
            }
        }
        toWeight?.write(dots.pointer, into: own + s.f)
        withExtendedLifetime((rows, images, dots)) {}
    }
    for index in 1..<max(1, pieces) {
        addScaled(1, sums.pointer + index * sumCount, to: sums.pointer, count: sumCount)
    }
    wanted.bias?.update(from: sums.pointer, count: s.f)
    wanted.weight?.update(from: sums.pointer + s.f, count: s.f * s.depth)
}

/// The dot products for the weights' gradient, each in sixteen lanes, one for an image, until the end.
struct WeightGradientSideBySide {
    /// How the input is laid out: with its padding on all sides.
    let images: ImagesSideBySide
    private let gradients: ImagesSideBySide
    private let products: DotProducts

    init(_ shape: ConvolutionShape, _ gradients: ImagesSideBySide) {
        let s = shape
        let images = ImagesSideBySide(
            n: s.n, c: s.c, h: s.h, w: s.w, rowMargin: s.padding, columnMargin: s.padding)
        self.gradients = gradients
        self.images = images
        var pixels: [Int] = []
        pixels.reserveCapacity(s.depth)
        for c in 0..<s.c {
            for u in 0..<s.kh {
                let row = c * images.channelSize + u * s.dilation * images.rowSize
                for v in 0..<s.kw { pixels.append(row + v * s.dilation * laneCount) }
            }
        }
        products = DotProducts(
            (0..<s.f).map { $0 * gradients.channelSize + gradients.origin }, pixels)
    }

    /// In Floats.
    var sumCount: Int { products.sumCount * laneCount }

    /// Adds the products of one group.
    ///
    /// - Parameters:
    ///   - x, g: input and gradients of the group, as `images` and `gradients` lay them out
    ///   - sums: `sumCount` Floats, zeros at first
    func add(
        _ x: UnsafePointer<Float>, _ g: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>
    ) {
        let length = gradients.w * laneCount
        // So many rows at once that the gradients which are read again and again stay in the first cache.
        let block = max(1, 8192 / (products.rowsReadAgain * length))
        for first in stride(from: 0, to: gradients.h, by: block) {
            products.add(
                (g + first * gradients.rowSize, gradients.rowSize),
                (x + first * images.rowSize, images.rowSize),
                pieces: min(block, gradients.h - first), length: length, to: lanes(sums))
        }
    }

    /// Adds up the lanes.
    ///
    /// - Parameter dw: `[F, C, KH, KW]`, gets them added
    func write(_ sums: UnsafeMutablePointer<Float>, into dw: UnsafeMutablePointer<Float>) {
        products.addTotals(lanes(sums), to: dw)
    }

    private func lanes(_ sums: UnsafeMutablePointer<Float>) -> UnsafeMutablePointer<Lanes> {
        UnsafeMutableRawPointer(sums).assumingMemoryBound(to: Lanes.self)
    }
}
