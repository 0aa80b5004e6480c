/// How images are laid out so that a convolution becomes a sum of shifted copies.
///
/// Write the padded image row after row as one long row, `planeW` Floats each. Then the input that
/// kernel position (u, v) needs for output i is always at `i + u · planeW + v`: **a kernel position
/// is a shift**. No columns are gathered; neighbours in the output read neighbours in the input,
/// sixteen at once. The price: outputs are computed for all `planeW` columns of a row, of which
/// only `outW` exist, and the others are dropped.
///
/// A stride S would read every S-th input. So the image is dealt out, like cards, into S × S
/// smaller planes, one for each remainder of row and column; then neighbours in the output are
/// neighbours in a plane again. Padding is written into the planes as well.
struct ConvolutionPlanes {
    let shape: ConvolutionShape
    /// Rows and columns of a plane.
    let planeH: Int
    let planeW: Int
    /// The remainders (row, column) that some kernel position falls on; one plane each.
    let remainders: [(row: Int, column: Int)]
    /// For each kernel position, row by row: its plane, and its shift within it.
    let taps: [(plane: Int, shift: Int)]

    init(_ shape: ConvolutionShape) {
        self.shape = shape
        let stride = shape.stride
        planeH = (shape.h + 2 * shape.padding + stride - 1) / stride
        planeW = (shape.w + 2 * shape.padding + stride - 1) / stride
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

    /// The Floats of one plane, of one channel, of one image.
    var planeSize: Int { planeH * planeW }
    var channelSize: Int { remainders.count * planeSize }
    var imageSize: Int { shape.c * channelSize }

    /// How many outputs a filter has in the long row, from the first that exists to the last.
    var rowLength: Int { (shape.outH - 1) * planeW + shape.outW }

    /// The largest shift within a plane.
    var largestShift: Int { taps.map(\.shift).max() ?? 0 }

    /// Whether the images lie as they should already: no stride, no padding.
    var areImages: Bool { shape.stride == 1 && shape.padding == 0 }

    /// Where, from the first Float of a group's planes, the inputs of each product begin: by
    /// channel of the group and kernel position.
    var offsets: [Int] {
        (0..<shape.channelsPerGroup).flatMap { channel in
            taps.map { channel * channelSize + $0.plane * planeSize + $0.shift }
        }
    }

    /// Deals the images out into planes.
    ///
    /// - Parameters:
    ///   - x: `[N, C, H, W]`
    ///   - planes: room for `N · imageSize` Floats
    func dealAll(_ x: UnsafePointer<Float>, into planes: UnsafeMutablePointer<Float>) {
        parallelFor(shape.n * shape.c) { channel in
            dealChannel(
                x + channel * shape.h * shape.w, into: planes + channel * channelSize)
        }
    }

    /// Deals one image out, `[C, H, W]`, into `imageSize` Floats.
    func deal(_ x: UnsafePointer<Float>, into planes: UnsafeMutablePointer<Float>) {
        for channel in 0..<shape.c {
            dealChannel(
                x + channel * shape.h * shape.w, into: planes + channel * channelSize)
        }
    }

    private func dealChannel(
        _ source: UnsafePointer<Float>, into planes: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        for (index, remainder) in remainders.enumerated() {
            for row in 0..<planeH {
                let target = planes + index * planeSize + row * planeW
                let y = row * s.stride + remainder.row - s.padding
                guard y < s.h + s.padding, let line = s.paddingMode.source(y, count: s.h) else {
                    target.update(repeating: 0, count: planeW)
                    continue
                }
                dealRow(source + line * s.w, remainder.column, into: target)
            }
        }
    }

    private func dealRow(
        _ line: UnsafePointer<Float>, _ remainder: Int, into target: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        func outside(_ column: Int) -> Float {
            let x = column * s.stride + remainder - s.padding
            guard x < s.w + s.padding, let source = s.paddingMode.source(x, count: s.w) else {
                return 0
            }
            return line[source]
        }
        let inside = columnsInside(remainder)
        for column in 0..<inside.lowerBound { target[column] = outside(column) }
        let start = line + (inside.lowerBound * s.stride + remainder - s.padding)
        if s.stride == 1 {
            (target + inside.lowerBound).update(from: start, count: inside.count)
        } else {
            for column in 0..<inside.count {
                target[inside.lowerBound &+ column] = start[column &* s.stride]
            }
        }
        for column in inside.upperBound..<planeW { target[column] = outside(column) }
    }

    /// One row of a padded channel (of a convolution with stride 1), `planeW` Floats; zeros for rows
    /// outside of it.
    ///
    /// - Parameters:
    ///   - channel: `[H, W]`
    ///   - mask: as large; where it is 0 or less, the channel counts as 0
    ///   - target: zeros at first, and fifteen more of them behind
    func padRow(
        _ row: Int, _ channel: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
        into target: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        guard row < planeH, let line = s.paddingMode.source(row - s.padding, count: s.h) else {
            target.update(repeating: 0, count: planeW)
            return
        }
        let source = channel + line * s.w
        let inside = target + s.padding
        if let mask {
            copyRow(source, mask: mask + line * s.w, into: inside, count: s.w)
        } else {
            copyRow(source, mask: nil, into: inside, count: s.w)
        }
        if s.paddingMode == .zeros { return }
        for column in 0..<s.padding {
            let opposite = s.w + column
            inside[column - s.padding] =
                s.paddingMode.source(column - s.padding, count: s.w).map { inside[$0] } ?? 0
            inside[opposite] = s.paddingMode.source(opposite, count: s.w).map { inside[$0] } ?? 0
        }
    }

    /// The way back, for one image: adds every Float of the planes to the input that it was dealt from.
    ///
    /// - Parameters:
    ///   - planes: gradients with respect to the planes
    ///   - dx: room for `[C, H, W]`
    func collect(_ planes: UnsafePointer<Float>, into dx: UnsafeMutablePointer<Float>) {
        let s = shape
        for channel in 0..<s.c {
            let target = dx + channel * s.h * s.w
            target.update(repeating: 0, count: s.h * s.w)
            for (index, remainder) in remainders.enumerated() {
                let plane = planes + channel * channelSize + index * planeSize
                for row in 0..<planeH {
                    let y = row * s.stride + remainder.row - s.padding
                    guard y < s.h + s.padding, let line = s.paddingMode.source(y, count: s.h) else {
                        continue
                    }
                    collectRow(
                        plane + row * planeW, remainder.column, into: target + line * s.w)
                }
            }
        }
    }

    private func collectRow(
        _ source: UnsafePointer<Float>, _ remainder: Int, into line: UnsafeMutablePointer<Float>
    ) {
        let s = shape
        func collect(_ columns: Range<Int>) {
            for column in columns {
                let x = column * s.stride + remainder - s.padding
                guard x < s.w + s.padding, let target = s.paddingMode.source(x, count: s.w) else {
                    continue
                }
                line[target] += source[column]
            }
        }
        let inside = columnsInside(remainder)
        collect(0..<inside.lowerBound)
        let start = line + (inside.lowerBound * s.stride + remainder - s.padding)
        if s.stride == 1 {
            addScaled(1, source + inside.lowerBound, to: start, count: inside.count)
        } else {
            for column in 0..<inside.count {
                start[column &* s.stride] += source[inside.lowerBound &+ column]
            }
        }
        collect(inside.upperBound..<planeW)
    }

    /// The columns of a plane that lie within the image, and not in its padding.
    private func columnsInside(_ remainder: Int) -> Range<Int> {
        let s = shape
        let first = min(planeW, max(0, (s.padding - remainder + s.stride - 1) / s.stride))
        let room = s.w + s.padding - remainder - 1
        let last = room < 0 ? first : max(first, min(planeW, room / s.stride + 1))
        return first..<last
    }
}
