/// Convolution of images, by whichever way is fast for the shape.
///
/// - By Winograd's transformation for kernels of 3 × 3 with many channels;
/// - with sixteen images side by side for many small images;
/// - by shifts for all else, unless fewer than three in ten of the outputs that it would compute exist:
/// - then by columns.
///
/// Parameters as in ``conv2dForwardReference``; with `rectifies` the output is `max(0, y)`.
func conv2dForward(
    _ shape: ConvolutionShape, _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
    bias: UnsafePointer<Float>?, rectifies: Bool = false, into y: UnsafeMutablePointer<Float>
) {
    if WinogradConvolution.isWorthwhile(shape) {
        WinogradConvolution(shape, KernelNumbers(shape, weight)).compute(
            x, bias: bias, rectifies: rectifies, into: y)
        return
    }
    if ConvolutionSideBySide.isWorthwhile(shape) {
        ConvolutionSideBySide(shape, KernelNumbers(shape, weight)).compute(
            x, bias: bias, rectifies: rectifies, into: y)
        return
    }
    let planes = ConvolutionPlanes(shape)
    if planes.isWorthwhile {
        conv2dForwardByShifts(planes, x, weight, bias: bias, rectifies: rectifies, into: y)
    } else {
        conv2dForwardByColumns(shape, x, weight, bias: bias, rectifies: rectifies, into: y)
    }
}

extension ConvolutionPlanes {
    /// Whether enough of the outputs that the shifts compute exist.
    var isWorthwhile: Bool {
        let computed = (rowLength + TallTile.columns - 1) / TallTile.columns * TallTile.columns
        return 10 * shape.outH * shape.outW >= 3 * computed
    }
}
