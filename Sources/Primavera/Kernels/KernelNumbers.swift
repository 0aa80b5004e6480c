/// The numbers of a convolution's kernels, by filter, channel, row and column.
///
/// The kernels turned by half a circle, as the input's gradient needs them, are the same numbers read
/// from the end: nothing is copied.
struct KernelNumbers {
    private let first: UnsafePointer<Float>
    private let filterStep: Int
    private let channelStep: Int
    private let rowStep: Int
    private let columnStep: Int

    /// - Parameter weight: `[F, C, KH, KW]`
    init(_ s: ConvolutionShape, _ weight: UnsafePointer<Float>) {
        first = weight
        (columnStep, rowStep) = (1, s.kw)
        (channelStep, filterStep) = (s.kh * s.kw, s.c * s.kh * s.kw)
    }

    /// Those of the convolution that leads back to the input, whose filters are the channels.
    ///
    /// - Parameters:
    ///   - s: the convolution itself
    ///   - weight: its weight, `[F, C, KH, KW]`
    init(turned s: ConvolutionShape, _ weight: UnsafePointer<Float>) {
        first = weight + (s.kh * s.kw - 1)
        (columnStep, rowStep) = (-1, -s.kw)
        (channelStep, filterStep) = (s.c * s.kh * s.kw, s.kh * s.kw)
    }

    @inline(__always)
    subscript(filter: Int, channel: Int, row: Int, column: Int) -> Float {
        first[
            filter &* filterStep &+ channel &* channelStep &+ row &* rowStep &+ column
                &* columnStep]
    }

    /// Copies one row of a channel's kernel, of some filters, as a register tile reads it: column by column,
    /// of each the numbers of all filters.
    ///
    /// - Parameter packed: room for `columns` times `step` Floats
    @inline(__always)
    func packRow(
        _ row: Int, channel: Int, of filters: Range<Int>, columns: Int,
        into packed: UnsafeMutablePointer<Float>, step: Int
    ) {
        let corner =
            first
            + (filters.lowerBound &* filterStep &+ channel &* channelStep &+ row &* rowStep)
        for column in 0..<columns {
            let to = packed + column &* step
            var from = corner + column &* columnStep
            for i in 0..<filters.count {
                to[i] = from[0]
                from += filterStep
            }
        }
    }
}
