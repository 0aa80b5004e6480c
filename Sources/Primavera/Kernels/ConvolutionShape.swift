/// All the sizes of a convolution over images, and what follows from them.
///
/// The letters: N images of C channels, H × W; F filters, KH × KW. With stride S, padding P and
/// dilation D the output has `⌊(H + 2 P − D (KH − 1) − 1) / S⌋ + 1` rows, and so for columns.
/// With G groups, filter f sees only the C / G channels of its group.
struct ConvolutionShape: Equatable {
    let n: Int
    let c: Int
    let h: Int
    let w: Int
    let f: Int
    let kh: Int
    let kw: Int
    let stride: Int
    let padding: Int
    let paddingMode: PaddingMode
    let dilation: Int
    let groups: Int

    init(
        n: Int, c: Int, h: Int, w: Int, f: Int, kh: Int, kw: Int, stride: Int = 1,
        padding: Int = 0, paddingMode: PaddingMode = .zeros, dilation: Int = 1, groups: Int = 1
    ) {
        self.n = n
        self.c = c
        self.h = h
        self.w = w
        self.f = f
        self.kh = kh
        self.kw = kw
        self.stride = stride
        self.padding = padding
        self.paddingMode = paddingMode
        self.dilation = dilation
        self.groups = groups
    }

    /// Rows and columns of the output.
    var outH: Int { Self.outputLength(h, kh, stride, padding, dilation) }
    var outW: Int { Self.outputLength(w, kw, stride, padding, dilation) }

    /// Channels and filters of one group.
    var channelsPerGroup: Int { c / groups }
    var filtersPerGroup: Int { f / groups }

    /// How many products one output is the sum of.
    var depth: Int { channelsPerGroup * kh * kw }

    /// `⌊(length + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1`; 0 when the kernel does not
    /// fit.
    static func outputLength(
        _ length: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int = 1
    ) -> Int {
        let room = length + 2 * padding - dilation * (kernel - 1) - 1
        return room < 0 ? 0 : room / stride + 1
    }
}
