/// How images are laid out so that a convolution becomes a sum of shifted copies.
///
/// Write the padded image row after row as one long row, `planeW` Floats each. Then the input that
/// kernel position (u, v) needs for output i is always at `i + u · planeW + v`: **a kernel position
/// is a shift**. No columns are gathered; neighbours in the output read neighbours in the input,
/// sixteen at once. The price: outputs are computed for all `planeW` columns of a row, of which
/// only `outW` exist, and the others are dropped. Two things keep the price low:
/// - **Neighbours share their zeros.** What pads the end of a row pads the beginning of the next one
///   too: `W + P` columns are enough, not `W + 2 P`. (Not with a stride, or another padding than zeros.)
/// - **Small images are stacked**, one below the other, and share the rows of zeros between them.
///   So a long row is long enough to fill the register tiles: 128 images of 7 × 7, from 32 channels to
///   48, take 1.8 ms, and 3.2 ms by Winograd's way.
///
/// A stride S would read every S-th input. So the image is dealt out, like cards, into S × S
/// smaller planes, one for each remainder of row and column; then neighbours in the output are
/// neighbours in a plane again. Padding is written into the planes as well.
struct ConvolutionPlanes {
    let shape: ConvolutionShape
    /// Whether neighbouring rows, and images, share the zeros between them.
    let sharesPadding: Bool
    /// Columns of a plane, and rows from one image of a stack to the next.
    let planeW: Int
    let imageRows: Int
    /// How many images stand one below the other.
    let imagesPerStack: Int
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
        imageRows = shares ? shape.h + padding : (shape.h + 2 * padding + stride - 1) / stride
        // Some five hundred outputs in a row, while there are stacks enough for all threads.
        imagesPerStack = shares ? max(1, min(512 / (imageRows * planeW), shape.n / 8, 8)) : 1
        var remainders: [(row: Int, column: Int)] = []
        var taps: [(plane: Int, shift: Int)] = []
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

    /// From one image of a stack to the next, within a plane.
    var imageStep: Int { imageRows * planeW }
    /// One plane, of one channel, of one stack. Shared zeros end with those behind the last image.
    var planeSize: Int {
        imagesPerStack * imageStep + (sharesPadding ? shape.padding * (planeW + 1) : 0)
    }
    var channelSize: Int { remainders.count * planeSize }
    /// All planes of a stack, and sixteen zeros behind them.
    var stackSize: Int { shape.c * channelSize + (areImages ? 0 : laneCount) }

    /// How many outputs a filter has in the long row, from the first that exists to the last.
    var rowLength: Int {
        (imagesPerStack - 1) * imageStep + (shape.outH - 1) * planeW + shape.outW
    }

    /// The largest shift within a plane.
    var largestShift: Int { taps.map(\.shift).max() ?? 0 }

    // MARK: Stacks of images

    var stackCount: Int { (shape.n + imagesPerStack - 1) / imagesPerStack }

    /// The images of a stack; the last one may have fewer.
    func images(of stack: Int) -> Range<Int> {
        stack * imagesPerStack..<min((stack + 1) * imagesPerStack, shape.n)
    }

    /// Whether the images lie as they should already: no stride, no padding, no stacks.
    var areImages: Bool { shape.stride == 1 && shape.padding == 0 && imagesPerStack == 1 }

    /// Where, from the first Float of a group's planes, the inputs of each product begin: by
    /// channel of the group and kernel position.
    var offsets: [Int] {
        (0..<shape.channelsPerGroup).flatMap { channel in
            taps.map { channel * channelSize + $0.plane * planeSize + $0.shift }
        }
    }
}
