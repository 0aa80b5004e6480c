/// Convolution of images, by whichever way is fast for the shape.
///
/// By shifts, unless fewer than three in ten of the outputs that it would compute exist; then by
/// columns. Parameters as in ``conv2dForwardReference``; with `rectifies` the output is
/// `max(0, y)`.
func conv2dForward(
    _ shape: ConvolutionShape, _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, rectifies: Bool = false, into y: UnsafeMutablePointer<Float>
) {
    let planes = ConvolutionPlanes(shape)
    if planes.isWorthwhile {
        conv2dForwardByShifts(planes, x, weight, bias: bias, rectifies: rectifies, into: y)
    } else {
        conv2dForwardByColumns(shape, x, weight, bias: bias, rectifies: rectifies, into: y)
    }
}

/// The gradients of a convolution, given that of its output.
///
/// An object, because both gradients need the output's in another layout, which is made once.
final class ConvolutionGradients {
    private let shape: ConvolutionShape
    private let gradient: UnsafePointer<Float>
    private let spread: SpreadGradient?

    /// - Parameter gradient: `[N, F, outH, outW]`, valid as long as this object is used
    init(_ shape: ConvolutionShape, _ gradient: UnsafePointer<Float>) {
        let planes = ConvolutionPlanes(shape)
        self.shape = shape
        self.gradient = gradient
        spread = planes.isWorthwhile ? SpreadGradient(planes, gradient) : nil
    }

    /// As ``conv2dInputGradientReference``.
    func input(_ weight: UnsafePointer<Float>, into dx: UnsafeMutablePointer<Float>) {
        if let spread {
            conv2dInputGradientByShifts(spread, weight, into: dx)
        } else {
            conv2dInputGradientByColumns(shape, gradient, weight, into: dx)
        }
    }

    /// As ``conv2dWeightGradientReference``.
    func weight(_ x: UnsafePointer<Float>, into dw: UnsafeMutablePointer<Float>) {
        if let spread {
            conv2dWeightGradientByShifts(spread, x, into: dw)
        } else {
            conv2dWeightGradientByColumns(shape, x, gradient, into: dw)
        }
    }
}

extension ConvolutionPlanes {
    /// Whether enough of the outputs that the shifts compute exist.
    var isWorthwhile: Bool {
        let computed = (rowLength + TallTile.columns - 1) / TallTile.columns * TallTile.columns
        return 10 * shape.outH * shape.outW >= 3 * computed
    }
}
