/// All the sizes of a pooling: a window of K × K positions moves in steps of S over every channel.
///
/// The output has `⌊(H + 2 P − K) / S⌋ + 1` rows. Windows overlap where S is smaller than K. What
/// lies in the padding takes no part: it is never the maximum, and a mean is over what exists.
struct PoolingShape: Equatable {
    /// Images times channels: every one is pooled by itself.
    let planes: Int
    let h: Int
    let w: Int
    let window: Int
    let stride: Int
    let padding: Int

    init(planes: Int, h: Int, w: Int, window: Int, stride: Int, padding: Int = 0) {
        self.planes = planes
        self.h = h
        self.w = w
        self.window = window
        self.stride = stride
        self.padding = padding
    }

    var outH: Int { ConvolutionShape.outputLength(h, window, stride, padding) }
    var outW: Int { ConvolutionShape.outputLength(w, window, stride, padding) }

    /// The rows (or columns) of the image that window number `i` covers.
    @inline(__always)
    func covered(_ i: Int, _ length: Int) -> Range<Int> {
        let first = i &* stride &- padding
        return max(0, first)..<min(length, first &+ window)
    }
}

/// The largest number of every window, and where in its channel it was found: the *switches*. The
/// first one of several; NaN wins.
///
/// - Parameters:
///   - x: `[planes, H, W]`
///   - y, switches: room for `[planes, outH, outW]`
func maxPoolForward(
    _ s: PoolingShape, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>,
    switches: UnsafeMutablePointer<Int32>
) {
    let (outH, outW) = (s.outH, s.outW)
    parallelRows(s.planes, of: s.h * s.w) { range in
        for plane in range {
            let source = x + plane &* s.h &* s.w
            var output = plane &* outH &* outW
            if s.stride == 2 && s.padding == 0 {
                let end = range.upperBound &* outH &* outW
                for i in 0..<outH {
                    let first = output &+ i &* outW
                    maxOfEverySecond(
                        s, source, row: i, into: y + first, switches + first, count: outW,
                        room: end &- first)
                }
                continue
            }
            for i in 0..<outH {
                let rows = s.covered(i, s.h)
                for j in 0..<outW {
                    let columns = s.covered(j, s.w)
                    var position = rows.lowerBound &* s.w &+ columns.lowerBound
                    var best = source[position]
                    var row = rows.lowerBound
                    while row < rows.upperBound {
                        var at = row &* s.w &+ columns.lowerBound
                        let end = row &* s.w &+ columns.upperBound
                        while at < end {
                            let value = source[at]
                            if value > best || (value != value && best == best) {
                                best = value
                                position = at
                            }
                            at &+= 1
                        }
                        row &+= 1
                    }
                    y[output] = best
                    switches[output] = Int32(truncatingIfNeeded: position)
                    output &+= 1
                }
            }
        }
    }
}

/// One row of outputs for windows that step by 2, the most common ones, sixteen at once: every second
/// number of thirty-two belongs to the next window.
///
/// The last sixteen outputs of a row may overlap those before: computed twice, they are the same. A
/// shorter row writes over what follows in `room`, where the next rows come to stand.
private func maxOfEverySecond(
    _ s: PoolingShape, _ x: UnsafePointer<Float>, row: Int,
    into y: UnsafeMutablePointer<Float>, _ switches: UnsafeMutablePointer<Int32>, count: Int,
    room: Int
) {
    var j = 0
    while j < count {
        if count >= laneCount { j = min(j, count &- laneCount) }
        // The end of a short row reads into the next one.
        let first = 2 &* row &* s.w &+ 2 &* j
        var best = everySecond(x, from: first)
        var places = SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: first)) &+ evenNumbers
        for u in 0..<s.window {
            for v in 0..<s.window {
                let at = first &+ u &* s.w &+ v
                let values = everySecond(x, from: at)
                // Larger, or not a number where the best one so far is one.
                let larger = .!(best .>= values) .& (best .== best)
                best.replace(with: values, where: larger)
                places.replace(
                    with: SIMD16<Int32>(repeating: Int32(truncatingIfNeeded: at)) &+ evenNumbers,
                    where: larger)
            }
        }
        if room &- j >= laneCount {
            y.store(best, at: j)
            UnsafeMutableRawPointer(switches + j).storeBytes(of: places, as: SIMD16<Int32>.self)
        } else {
            for lane in 0..<count &- j {
                y[j &+ lane] = best[lane]
                switches[j &+ lane] = places[lane]
            }
        }
        j &+= laneCount
    }
}

/// Computed, because Swift asks before every use of a stored one whether it is there already: a call
/// for every sixteen outputs.
@inline(__always)
private var evenNumbers: SIMD16<Int32> {
    SIMD16(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30)
}

@inline(__always)
private func everySecond(_ x: UnsafePointer<Float>, from first: Int) -> Lanes {
    SIMD32<Float>(lowHalf: x.lanes(at: first), highHalf: x.lanes(at: first &+ laneCount)).evenHalf
}

/// The gradient of max pooling, and *unpooling*: every number goes to the place that its switch
/// remembers, everything else is 0. Where windows overlap, numbers that meet are added.
///
/// - Parameters:
///   - gradient, switches: `[planes, outH, outW]`
///   - dx: room for `[planes, H, W]`
func unpool(
    _ s: PoolingShape, _ gradient: UnsafePointer<Float>, switches: UnsafePointer<Int32>,
    into dx: UnsafeMutablePointer<Float>
) {
    let outputs = s.outH * s.outW
    parallelRows(s.planes, of: s.h * s.w) { range in
        for plane in range {
            let target = dx + plane &* s.h &* s.w
            target.update(repeating: 0, count: s.h * s.w)
            for output in plane &* outputs..<(plane &+ 1) &* outputs {
                target[Int(switches[output])] += gradient[output]
            }
        }
    }
}

/// The mean of every window.
///
/// - Parameters:
///   - x: `[planes, H, W]`
///   - y: room for `[planes, outH, outW]`
func averagePoolForward(
    _ s: PoolingShape, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>
) {
    forEachWindow(s) { plane, output, rows, columns in
        var sum: Float = 0
        for row in rows { for column in columns { sum += x[plane &+ row &* s.w &+ column] } }
        y[output] = sum / Float(rows.count &* columns.count)
    }
}

/// The gradient of average pooling: every window's gradient is shared evenly by its inputs.
///
/// - Parameter dx: room for `[planes, H, W]`
func averagePoolBackward(
    _ s: PoolingShape, _ gradient: UnsafePointer<Float>, into dx: UnsafeMutablePointer<Float>
) {
    dx.update(repeating: 0, count: s.planes * s.h * s.w)
    forEachWindow(s) { plane, output, rows, columns in
        let share = gradient[output] / Float(rows.count &* columns.count)
        for row in rows { for column in columns { dx[plane &+ row &* s.w &+ column] += share } }
    }
}

/// Calls `body` for every window, the planes on several threads.
@inline(__always)
private func forEachWindow(
    _ s: PoolingShape, _ body: (_ plane: Int, _ output: Int, Range<Int>, Range<Int>) -> Void
) {
    let (outH, outW) = (s.outH, s.outW)
    parallelRows(s.planes, of: s.h * s.w) { range in
        for plane in range {
            for i in 0..<outH {
                for j in 0..<outW {
                    body(
                        plane &* s.h &* s.w, (plane &* outH &+ i) &* outW &+ j, s.covered(i, s.h),
                        s.covered(j, s.w))
                }
            }
        }
    }
}
