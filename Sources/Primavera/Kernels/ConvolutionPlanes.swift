/// How images are laid out so that a convolution becomes a sum of shifted copies.
///
/// Write the padded image row after row as one long row, `planeW` Floats each. Then the input that
/// kernel position (u, v) needs for output i is always at `i + u · planeW + v`: **a kernel position
/// is a shift**. No columns are gathered; neighbours in the output read neighbours in the input,
/// sixteen at once. The price: outputs are computed for all `planeW` columns of a row, of which
/// only `outW` exist, and the others are dropped. What keeps the price low: **neighbouring rows share
/// their zeros**. Those behind the end of a row stand before the beginning of the next one too, so
/// `W + P` columns are enough, not `W + 2 P`. (Not with a stride, or another padding than zeros.) For
/// small images it is still too high; see ``ConvolutionSideBySide``.
///
/// A stride S would read every S-th input. So the image is dealt out, like cards, into S × S
/// smaller planes, one for each remainder of row and column; then neighbours in the output are
/// neighbours in a plane again. Padding is written into the planes as well.
struct ConvolutionPlanes {
    let shape: ConvolutionShape
    /// Whether neighbouring rows share the zeros between them.
    let sharesPadding: Bool
    /// Rows and columns of a plane; shared zeros count once.
    let planeH: Int
    let planeW: Int
    /// The remainders (row, column) that some kernel position falls on; one plane each.
    let remainders: [(row: Int, column: Int)]
    /// For each kernel position, row by row: its plane, and its shift within it.
    let taps: [(plane: Int, shift: Int)]

    init(_ shape: ConvolutionShape) {
        let (stride, padding) = (shape.stride, shape.padding)
        let reach = shape.dilation * (min(shape.kh, shape.kw) - 1)
        let shares =
            stride == 1 && padding <= reach && (padding == 0 || shape.paddingMode == .zeros)
        self.shape = shape
        sharesPadding = shares
        planeW = shares ? shape.w + padding : (shape.w + 2 * padding + stride - 1) / stride
        planeH = shares ? shape.h + padding : (shape.h + 2 * padding + stride - 1) / stride
        var remainders: [(row: Int, column: Int)] = []
        var taps: [(plane: Int, shift: Int)] = []
        taps.reserveCapacity(shape.kh * shape.kw)
        for u in 0..<shape.kh {
            for v in 0..<shape.kw {
                let (y, x) = (u * shape.dilation, v * shape.dilation)
                let remainder = (row: y % stride, column: x % stride)
                let known = remainders.firstIndex { $0 == remainder }
                if known == nil { remainders.append(remainder) }
                taps.append((known ?? remainders.count - 1, y / stride * planeW + x / stride))
            }
        }
        self.remainders = remainders
        self.taps = taps
    }

    // MARK: Sizes, in Floats

    /// One plane of one channel. Shared zeros end with those behind the last row.
    var planeSize: Int { planeH * planeW + (sharesPadding ? shape.padding * (planeW + 1) : 0) }
    var channelSize: Int { remainders.count * planeSize }
    /// All planes of an image, and sixteen zeros behind them.
    var imageSize: Int { shape.c * channelSize + (areImages ? 0 : laneCount) }

    /// How many outputs a filter has in the long row, from the first that exists to the last.
    var rowLength: Int { (shape.outH - 1) * planeW + shape.outW }

    /// The largest shift within a plane.
    var largestShift: Int { taps.map(\.shift).max() ?? 0 }

    /// Whether the images lie as they should already: no stride, no padding.
    var areImages: Bool { shape.stride == 1 && shape.padding == 0 }

    /// Where, from the first Float of a group's planes, the inputs of each product begin: by
    /// channel of the group and kernel position.
    var offsets: [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(shape.channelsPerGroup * taps.count)
        for channel in 0..<shape.channelsPerGroup {
            for tap in taps {
                offsets.append(channel * channelSize + tap.plane * planeSize + tap.shift)
            }
        }
        return offsets
    }
}
