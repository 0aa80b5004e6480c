// A convolution is a matrix product: write the inputs of each output side by side as one row
// ("im2col": a row here is a column there), and the output is that row times the filter.
//
// Chosen where images are so small that a long row (`ConvolutionPlanes`) would be mostly outputs
// that do not exist: LeNet-5's third convolution has a single output for a 5 × 5 image.

/// The inputs of every output: `[N · outH · outW, C / G · KH · KW]` for one group.
private func columns(
    _ s: ConvolutionShape, _ x: UnsafePointer<Float>, group: Int,
    into rows: UnsafeMutablePointer<Float>
) {
    forEachInput(s, group: group) { position, input in rows[position] = input.map { x[$0] } ?? 0 }
}

/// Calls `body` for every position of the rows with the input that belongs there; `nil` is padding.
private func forEachInput(
    _ s: ConvolutionShape, group: Int, _ body: (_ position: Int, _ input: Int?) -> Void
) {
    let outputs = s.outH * s.outW
    parallelFor(s.n) { image in
        for output in 0..<outputs {
            let (i, j) = output.quotientAndRemainder(dividingBy: s.outW)
            var position = (image * outputs + output) * s.depth
            for c in 0..<s.channelsPerGroup {
                let channel = (image * s.c + group * s.channelsPerGroup + c) * s.h
                for u in 0..<s.kh {
                    let y = s.paddingMode.source(
                        i * s.stride + u * s.dilation - s.padding, count: s.h)
                    for v in 0..<s.kw {
                        let column = j * s.stride + v * s.dilation - s.padding
                        if let y, let x = s.paddingMode.source(column, count: s.w) {
                            body(position, (channel + y) * s.w + x)
                        } else {
                            body(position, nil)
                        }
                        position += 1
                    }
                }
            }
        }
    }
}

/// Parameters as in ``conv2dForwardByShifts``.
func conv2dForwardByColumns(
    _ s: ConvolutionShape, _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, rectifies: Bool, into y: UnsafeMutablePointer<Float>
) {
    let outputs = s.outH * s.outW
    let (rows, filters) = (s.n * outputs, s.filtersPerGroup)
    let inputs = Storage(count: rows * s.depth)
    let result = Storage(count: rows * filters)
    for group in 0..<s.groups {
        columns(s, x, group: group, into: inputs.pointer)
        matrixProduct(
            MatrixOperand(pointer: inputs.pointer, isTransposed: false),
            MatrixOperand(pointer: weight + group * filters * s.depth, isTransposed: true),
            into: result.pointer, m: rows, n: filters, k: s.depth)
        parallelFor(s.n) { image in
            for f in 0..<filters {
                let filter = group * filters + f
                for output in 0..<outputs {
                    let sum =
                        result.pointer[(image * outputs + output) * filters + f]
                        + (bias?[filter] ?? 0)
                    y[(image * s.f + filter) * outputs + output] = rectifies ? max(0, sum) : sum
                }
            }
        }
    }
}

/// Parameters as in ``conv2dInputGradientReference``.
func conv2dInputGradientByColumns(
    _ s: ConvolutionShape, _ gradient: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    into dx: UnsafeMutablePointer<Float>
) {
    let rows = s.n * s.outH * s.outW
    let inputs = Storage(count: rows * s.depth)
    let outputs = Storage(count: rows * s.filtersPerGroup)
    dx.update(repeating: 0, count: s.n * s.c * s.h * s.w)
    for group in 0..<s.groups {
        gatherOutputs(s, gradient, group: group, into: outputs.pointer)
        matrixProduct(
            MatrixOperand(pointer: outputs.pointer, isTransposed: false),
            MatrixOperand(
                pointer: weight + group * s.filtersPerGroup * s.depth, isTransposed: false),
            into: inputs.pointer, m: rows, n: s.depth, k: s.filtersPerGroup)
        forEachInput(s, group: group) { position, input in
            if let input { dx[input] += inputs.pointer[position] }
        }
    }
}

/// Parameters as in ``conv2dWeightGradientReference``.
func conv2dWeightGradientByColumns(
    _ s: ConvolutionShape, _ x: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>,
    into dw: UnsafeMutablePointer<Float>
) {
    let rows = s.n * s.outH * s.outW
    let inputs = Storage(count: rows * s.depth)
    let outputs = Storage(count: rows * s.filtersPerGroup)
    for group in 0..<s.groups {
        columns(s, x, group: group, into: inputs.pointer)
        gatherOutputs(s, gradient, group: group, into: outputs.pointer)
        matrixProduct(
            MatrixOperand(pointer: outputs.pointer, isTransposed: true),
            MatrixOperand(pointer: inputs.pointer, isTransposed: false),
            into: dw + group * s.filtersPerGroup * s.depth, m: s.filtersPerGroup, n: s.depth,
            k: rows)
    }
}

/// From `[N, F, outputs]` the filters of one group as `[N · outputs, F / G]`.
private func gatherOutputs(
    _ s: ConvolutionShape, _ gradient: UnsafePointer<Float>, group: Int,
    into rows: UnsafeMutablePointer<Float>
) {
    let outputs = s.outH * s.outW
    parallelFor(s.n) { image in
        for f in 0..<s.filtersPerGroup {
            let source = gradient + (image * s.f + group * s.filtersPerGroup + f) * outputs
            for output in 0..<outputs {
                rows[(image * outputs + output) * s.filtersPerGroup + f] = source[output]
            }
        }
    }
}
