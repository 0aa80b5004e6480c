/// Into the planes, and back.
extension ConvolutionPlanes {
    /// Deals all images out.
    ///
    /// - Parameters:
    ///   - x: `[N, C, H, W]`
    ///   - planes: room for `N · imageSize` Floats
    func dealAll(_ x: UnsafePointer<Float>, into planes: UnsafeMutablePointer<Float>) {
        parallelFor(shape.n) { deal($0, of: x, into: planes + $0 * imageSize) }
    }

    /// Deals one image out, into `imageSize` Floats.
    ///
    /// Behind the last plane follow sixteen zeros: the last vector of a product reads them.
    func deal(_ image: Int, of x: UnsafePointer<Float>, into planes: UnsafeMutablePointer<Float>) {
        let s = shape
        for channel in 0..<s.c {
            let source = x + (image * s.c + channel) * s.h * s.w
            let target = planes + channel * channelSize
            if sharesPadding {
                target.update(repeating: 0, count: planeSize)
                copyRows(
                    source, into: target + s.padding * (planeW + 1), step: planeW, rows: s.h,
                    columns: s.w)
            } else {
                dealChannel(source, into: target)
            }
        }
        (planes + s.c * channelSize).update(repeating: 0, count: laneCount)
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

    /// The way back, for one image, where padding is not shared: adds every Float of the planes to the
    /// input that it was dealt from.
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
