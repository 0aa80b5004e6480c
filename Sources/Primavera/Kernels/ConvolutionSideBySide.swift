/// Convolution with sixteen images side by side (``ImagesSideBySide``).
///
/// A kernel position is a shift, as in ``ConvolutionPlanes``, but by whole vectors: row for row of
/// the output, the register tiles compute exactly the columns that exist, and leave out the kernel
/// rows that lie in the padding.
///
/// Chosen for small images, whose rows fill no vectors. Measured with 128 images: 6 → 16 channels of
/// 14 × 14 with 5 × 5, forward and backward, 1.2 to 1.4 ms, by shifts 2.8 to 3.1; 32 → 48 of 7 × 7 with
/// 3 × 3, forward, 1.0 ms, by shifts 1.7 to 2.3.
struct ConvolutionSideBySide {
    let shape: ConvolutionShape
    let input: ImagesSideBySide
    let output: ImagesSideBySide
    private let strips: ConvolutionStrips
    /// Where the factor of each product begins, from the output's row on, kernel row by kernel row.
    private let offsets: [Int]

    init(_ shape: ConvolutionShape, _ kernels: KernelNumbers) {
        let s = shape
        let input = ImagesSideBySide(n: s.n, c: s.c, h: s.h, w: s.w, columnMargin: s.padding)
        self.shape = s
        self.input = input
        output = ImagesSideBySide(n: s.n, c: s.f, h: s.outH, w: s.outW)
        // As [F, KH, C, KW]: the kernel rows that lie in the padding can then be left out.
        strips = ConvolutionStrips(rows: s.f, depth: s.depth) { strip, packed in
            let length = strip.form.rows
            if strip.rows < length { packed.update(repeating: 0, count: length * s.depth) }
            var to = packed
            for u in 0..<s.kh {
                for c in 0..<s.c {
                    kernels.packRow(
                        u, channel: c, of: strip.first..<strip.first + strip.rows, columns: s.kw,
                        into: to, step: length)
                    to += s.kw * length
                }
            }
        }
        // Written straight into the array, since this is done for every layer in every step.
        offsets = Array(unsafeUninitializedCapacity: s.depth) { offsets, filled in
            var index = 0
            for u in 0..<s.kh {
                let row = (u * s.dilation - s.padding) * input.rowSize
                for c in 0..<s.c {
                    for v in 0..<s.kw {
                        offsets[index] =
                            c &* input.channelSize &+ row &+ v &* s.dilation &* laneCount
                        index &+= 1
                    }
                }
            }
            filled = index
        }
    }

    /// The kernel rows that lie within the image for this row of the output.
    private func kernelRows(_ row: Int) -> Range<Int> {
        let first = max(0, shape.padding - row + shape.dilation - 1) / shape.dilation
        let room = shape.h - 1 + shape.padding - row
        let end = room < 0 ? 0 : min(shape.kh, room / shape.dilation + 1)
        return min(first, end)..<end
    }

    /// The sums of all products for one group of images, as `output` lays them out.
    ///
    /// - Parameter images: the group, as `input.gather` lays it out
    private func sums(_ images: UnsafePointer<Float>) -> Storage {
        let rowDepth = shape.c * shape.kw
        let sums = Storage(scratch: strips.filledRows * output.channelSize)
        offsets.withUnsafeBufferPointer { offsets in
            for row in 0..<shape.outH {
                let rows = kernelRows(row)
                let depths = rows.lowerBound * rowDepth..<rows.upperBound * rowDepth
                for strip in strips.strips {
                    strips.multiply(
                        strip, depths, images + row * input.rowSize, offsets.baseAddress!,
                        into: sums.pointer
                            + (strip.first * output.channelSize + row * output.rowSize),
                        width: output.rowSize, step: output.channelSize)
                }
            }
        }
        return sums
    }

    /// All outputs of one group of images.
    ///
    /// - Parameters:
    ///   - images: the group, as `input.gather` lays it out
    ///   - y: room for `[N, F, outH, outW]`
    func compute(
        _ group: Int, _ images: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
        rectifies: Bool, into y: UnsafeMutablePointer<Float>
    ) {
        let sums = sums(images)
        output.scatter(group, sums.pointer, adding: bias, rectifies: rectifies, into: y)
        withExtendedLifetime(sums) {}
    }

    /// The convolution of a whole batch.
    func compute(
        _ x: UnsafePointer<Float>, bias: UnsafePointer<Float>?, rectifies: Bool,
        into y: UnsafeMutablePointer<Float>
    ) {
        forEachGroup(of: x) { group, sums in
            output.scatter(group, sums, adding: bias, rectifies: rectifies, into: y)
        }
    }

    /// Calls the body with each group's number and its sums, as `output` lays them out.
    func forEachGroup(
        of x: UnsafePointer<Float>, _ body: (_ group: Int, _ sums: UnsafePointer<Float>) -> Void
    ) {
        parallelFor(input.groupCount) { group in
            let images = Storage(scratch: input.size)
            input.gather(group, of: x, into: images.pointer)
            let sums = sums(images.pointer)
            body(group, sums.pointer)
            withExtendedLifetime((images, sums)) {}
        }
    }
}

extension ConvolutionSideBySide {
    /// Whether this way is the fast one for a shape: longer rows fill vectors by themselves, and with
    /// fewer images there is not a group for each of two threads.
    static func isWorthwhile(_ shape: ConvolutionShape) -> Bool {
        serves(shape) && shape.n >= 2 * laneCount && shape.outW < 32
    }

    /// Whether this way can do it.
    static func serves(_ s: ConvolutionShape) -> Bool {
        s.stride == 1 && s.groups == 1 && s.kh == s.kw
            && (s.padding == 0 || s.paddingMode == .zeros)
            && s.padding <= s.dilation * (s.kh - 1)
    }
}
