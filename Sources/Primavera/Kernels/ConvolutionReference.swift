// Convolution as the lecture writes it: six loops, and a seventh over the images. Slow, and the
// judge of the fast ways. (As in all libraries it is a correlation: the kernel is not flipped.)

/// `y[n, f, i, j] = b[f] + Σ_c Σ_u Σ_v x[n, c, S i + D u − P, S j + D v − P] · w[f, c, u, v]`
///
/// - Parameters:
///   - x: `[N, C, H, W]`
///   - weight: `[F, C / G, KH, KW]`
///   - bias: `[F]`, or `nil`
///   - y: room for `[N, F, outH, outW]`
func conv2dForwardReference(
    _ shape: ConvolutionShape, _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, into y: UnsafeMutablePointer<Float>
) {
    forEachProduct(shape, start: { y[$0] = bias?[$1] ?? 0 }) { output, input, w in
        y[output] += x[input] * weight[w]
    }
}

/// `∂E/∂x`: every input gets, from every output it was part of, the output's gradient times the
/// weight between them.
func conv2dInputGradientReference(
    _ shape: ConvolutionShape, _ gradient: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    into dx: UnsafeMutablePointer<Float>
) {
    dx.update(repeating: 0, count: shape.n * shape.c * shape.h * shape.w)
    forEachProduct(shape) { output, input, w in dx[input] += gradient[output] * weight[w] }
}

/// `∂E/∂w`: every weight gets, from every output, the output's gradient times the input there.
func conv2dWeightGradientReference(
    _ shape: ConvolutionShape, _ x: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
    into dw: UnsafeMutablePointer<Float>
) {
    dw.update(repeating: 0, count: shape.f * shape.depth)
    forEachProduct(shape) { output, input, w in dw[w] += gradient[output] * x[input] }
}

/// Calls `product` with the positions of output, input and weight for every product that the
/// convolution is the sum of, and `start` with the output's position and its filter before.
private func forEachProduct(
    _ s: ConvolutionShape, start: (Int, Int) -> Void = { _, _ in },
    _ product: (_ output: Int, _ input: Int, _ weight: Int) -> Void
) {
    for n in 0..<s.n {
        for f in 0..<s.f {
            let firstChannel = f / s.filtersPerGroup * s.channelsPerGroup
            for i in 0..<s.outH {
                for j in 0..<s.outW {
                    let output = ((n * s.f + f) * s.outH + i) * s.outW + j
                    start(output, f)
                    for c in 0..<s.channelsPerGroup {
                        for u in 0..<s.kh {
                            for v in 0..<s.kw {
                                let row = i * s.stride + u * s.dilation - s.padding
                                let column = j * s.stride + v * s.dilation - s.padding
                                guard let y = s.paddingMode.source(row, count: s.h),
                                    let x = s.paddingMode.source(column, count: s.w)
                                else { continue }
                                let input = ((n * s.c + firstChannel + c) * s.h + y) * s.w + x
                                product(
                                    output, input,
                                    ((f * s.channelsPerGroup + c) * s.kh + u) * s.kw + v)
                            }
                        }
                    }
                }
            }
        }
    }
}
