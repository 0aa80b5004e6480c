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
