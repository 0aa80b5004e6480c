/// Where the gradients of a convolution go; what is `nil` is not wanted.
struct ConvolutionGradients {
    /// `∂E/∂x`: `[N, C, H, W]`
    var input: UnsafeMutablePointer<Float>?
    /// `∂E/∂w`: `[F, C / G, KH, KW]`
    var weight: UnsafeMutablePointer<Float>?
    /// `∂E/∂b`: `[F]`
    var bias: UnsafeMutablePointer<Float>?
}

/// The gradients of a convolution, given that of its output, all in one pass over the images.
///
/// - Parameters:
///   - gradient: `[N, F, outH, outW]`
///   - y: the output `[N, F, outH, outW]`, if it went through ReLU
///   - x: the input; may be `nil` when the weights' gradient is not wanted
///   - weight: may be `nil` when the input's gradient is not wanted
func conv2dBackward(
    _ shape: ConvolutionShape, _ gradient: UnsafePointer<Float>,
    rectified y: UnsafePointer<Float>? = nil, _ x: UnsafePointer<Float>?,
    _ weight: UnsafePointer<Float>?, into wanted: ConvolutionGradients
) {
    var wanted = wanted
    if let dx = wanted.input, let back = backwardConvolution(shape) {
        WinogradConvolution(back, KernelNumbers(turned: shape, weight!)).compute(
            gradient, mask: y, into: dx)
        wanted.input = nil
    }
    if let dw = wanted.weight, WinogradConvolution.isWorthwhile(shape) {
        WinogradWeightGradient(shape).compute(gradient, mask: y, x!, into: dw, bias: wanted.bias)
        (wanted.weight, wanted.bias) = (nil, nil)
    }
    if ConvolutionSideBySide.isWorthwhile(shape) {
        let byTiles = takesWeightGradientByTiles(shape)
        var own = wanted
        if byTiles { (own.weight, own.bias) = (nil, nil) }
        conv2dBackwardSideBySide(shape, x, weight, into: own) { group, gradients, lanes in
            gradients.gather(group, of: gradient, mask: y, into: lanes)
        }
        if !byTiles { return }
        wanted.input = nil
    }
    if wanted.input == nil && wanted.weight == nil && wanted.bias == nil { return }
    let planes = ConvolutionPlanes(shape)
    if planes.isWorthwhile {
        conv2dBackwardByShifts(planes, gradient, rectified: y, x, weight, into: wanted)
    } else {
        let own = y.map { masked(gradient, where: $0, shape) }
        let gradient = own.map { UnsafePointer($0.pointer) } ?? gradient
        if let dx = wanted.input {
            conv2dInputGradientByColumns(shape, gradient, weight!, into: dx)
        }
        if let dw = wanted.weight { conv2dWeightGradientByColumns(shape, x!, gradient, into: dw) }
        if let db = wanted.bias { conv2dBiasGradient(shape, gradient, into: db) }
        withExtendedLifetime(own) {}
    }
}

/// Whether a convolution's output and all its gradients are computed with images side by side.
func goesSideBySide(_ shape: ConvolutionShape) -> Bool {
    ConvolutionSideBySide.isWorthwhile(shape) && !WinogradConvolution.isWorthwhile(shape)
        && backwardConvolution(shape) == nil
        && !takesWeightGradientByTiles(shape)
}

/// For very many weights their gradient is taken by the tiles: side by side each weight has sixteen sums,
/// 64 bytes, which must not leave the caches. With up to 20,736 weights it takes two thirds to four fifths
/// of the time that it takes by tiles.
private func takesWeightGradientByTiles(_ s: ConvolutionShape) -> Bool {
    s.f * s.depth > 24_576 && ConvolutionPlanes(s).shareOfTiles >= 0.5
}

/// The gradient with respect to the input is itself a convolution, of the output's gradient with the
/// turned kernels: its shape, where Winograd's way is the one for it.
private func backwardConvolution(_ s: ConvolutionShape) -> ConvolutionShape? {
    guard s.kh == 3, s.kw == 3, s.padding <= 2, s.padding == 0 || s.paddingMode == .zeros else {
        return nil
    }
    let back = ConvolutionShape(
        n: s.n, c: s.f, h: s.outH, w: s.outW, f: s.c, kh: 3, kw: 3, stride: s.stride,
        padding: 2 - s.padding, dilation: s.dilation, groups: s.groups)
    return WinogradConvolution.isWorthwhile(back) ? back : nil
}

/// Every piece of the batch lays its gradient out and uses it for all that is wanted, while it is in the
/// cache. Each piece has sums of its own for weights and bias, which are added in order at the end:
/// so the result does not depend on the number of threads.
func conv2dBackwardByShifts(
    _ planes: ConvolutionPlanes, _ gradient: UnsafePointer<Float>,
    rectified y: UnsafePointer<Float>?, _ x: UnsafePointer<Float>?,
    _ weight: UnsafePointer<Float>?, into wanted: ConvolutionGradients
) {
    let s = planes.shape
    let spread = SpreadGradient(planes)
    let toInput = wanted.input.map { InputGradientByShifts(spread, weight!, into: $0) }
    let toWeight = wanted.weight.map { _ in weightGradient(spread, x!) }
    // Long enough that adding up the lanes at the end of a block does not matter.
    let piece = max((s.n + 15) / 16, 511 / planes.rowLength + 1)
    // Of so many images at once a few filters' gradients stay in the cache.
    let block = max(1, min(piece, 16_384 / (DotTile.rows * spread.filterSize)))
    let pieces = (s.n + piece - 1) / piece
    let sumCount = (toWeight?.sumCount ?? 0) + s.f
    let sums = Storage(count: pieces * sumCount)
    parallelFor(pieces) { index in
        let biasSums = sums.pointer + index * sumCount
        let weightSums = biasSums + s.f
        biasSums.update(repeating: 0, count: sumCount)
        let storage = Storage(count: block * spread.imageSize)
        let rows = storage.pointer
        rows.update(repeating: 0, count: block * spread.imageSize)
        let end = min((index + 1) * piece, s.n)
        for first in stride(from: index * piece, to: end, by: block) {
            let images = first..<min(first + block, end)
            for (place, image) in images.enumerated() {
                let own = rows + place * spread.imageSize
                spread.spread(image, of: gradient, rectified: y, biasSums: biasSums, into: own)
                toInput?.compute(image, own)
            }
            toWeight?.add(images, rows, to: weightSums)
        }
        withExtendedLifetime(storage) {}
    }
    for index in 1..<max(1, pieces) {
        addScaled(1, sums.pointer + index * sumCount, to: sums.pointer, count: sumCount)
    }
    wanted.bias?.update(from: sums.pointer, count: s.f)
    if let dw = wanted.weight { toWeight?.write(sums.pointer + s.f, into: dw) }
}

private func weightGradient(
    _ spread: SpreadGradient, _ x: UnsafePointer<Float>
) -> any WeightGradient {
    spread.planes.shareOfTiles >= 0.5
        ? WeightGradientByTiles(spread, x) : WeightGradientByDots(spread, x)
}

/// The gradient, 0 where ReLU let nothing through.
private func masked(
    _ gradient: UnsafePointer<Float>, where y: UnsafePointer<Float>, _ s: ConvolutionShape
) -> Storage {
    let count = s.n * s.f * s.outH * s.outW
    let result = Storage(count: count)
    for i in 0..<count { result.pointer[i] = y[i] <= 0 ? 0 : gradient[i] }
    return result
}

/// The sum over images and positions, for each filter.
private func conv2dBiasGradient(
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
