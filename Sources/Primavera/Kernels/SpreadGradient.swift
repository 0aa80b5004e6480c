/// How the gradient of a convolution's output is laid out so that it can be read with shifts: in rows
/// of `planeW` Floats, as the input's planes are, with zeros where no output exists, and in front.
///
/// Laid out image by image, just before it is used: in the second cache, not in memory. (Written out
/// for a whole batch first, a layer 3 → 32 of 32 × 32 took 1.3 times as long.)
struct SpreadGradient {
    let planes: ConvolutionPlanes
    /// The zeros in front of each filter's row: the largest shift.
    let margin: Int
    /// From one filter to the next, and from one image to the next.
    let filterSize: Int
    var imageSize: Int { planes.shape.f * filterSize }

    init(_ planes: ConvolutionPlanes) {
        self.planes = planes
        margin = planes.largestShift
        // At least whole vectors, so that none of them reaches into the next filter's gradients.
        let vectors = (planes.rowLength + laneCount - 1) / laneCount
        filterSize = margin + max(planes.planeSize, vectors * laneCount)
    }

    /// Spreads the gradient of one image.
    ///
    /// - Parameters:
    ///   - gradient: `[N, F, outH, outW]`
    ///   - y: the output, if it went through ReLU: where it is 0 the gradient becomes 0
    ///   - biasSums: gets the sum of each filter's gradients added, if it is wanted
    ///   - rows: room for `imageSize` Floats, zeros at first; filters and images must be written in
    ///     their order, because the last vector of a row may write zeros behind it
    func spread(
        _ image: Int, of gradient: UnsafePointer<Float>, rectified y: UnsafePointer<Float>?,
        biasSums: UnsafeMutablePointer<Float>, into rows: UnsafeMutablePointer<Float>
    ) {
        let s = planes.shape
        for filter in 0..<s.f {
            let first = (image &* s.f &+ filter) &* s.outH &* s.outW
            let sum = copyRows(
                gradient + first, mask: y.map { $0 + first },
                into: rows + (filter &* filterSize &+ margin), step: planes.planeW, rows: s.outH,
                columns: s.outW)
            biasSums[filter] += sum.total
        }
    }
}
