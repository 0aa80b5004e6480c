/// Max pooling of sixteen images side by side (``ImagesSideBySide``), as a convolution leaves them.
///
/// A vector holds the same pixel of sixteen images: so a window is a few vectors, whatever its size and
/// stride, and every lane finds its own maximum. `maxPoolForward` and `unpool` say what is computed.
struct MaxPoolSideBySide {
    let shape: PoolingShape
    /// What is pooled.
    let input: ImagesSideBySide
    /// What comes out.
    let output: ImagesSideBySide

    /// - Parameter shape: of `n · c` planes
    init(n: Int, c: Int, _ shape: PoolingShape) {
        self.shape = shape
        input = ImagesSideBySide(n: n, c: c, h: shape.h, w: shape.w)
        output = ImagesSideBySide(n: n, c: c, h: shape.outH, w: shape.outW)
    }

    /// How many switches there are for all groups: `[groups, C, outH, outW, 16]`. Each is a place in its
    /// window, counted row by row; a Float, because vectors of Floats are compared in one instruction, and
    /// those of whole numbers, in Swift 6.3, lane by lane (`unpool` took more than ten times as long).
    var switchCount: Int { output.groupCount * groupSwitches }

    private var groupSwitches: Int { output.c * shape.outH * shape.outW * laneCount }

    /// The largest `x + bias` of every window of one group, or 0 where that is larger and ReLU comes before
    /// the pooling.
    ///
    /// - Parameters:
    ///   - lanes: the group, as `input` lays it out
    ///   - bias: one number for each channel, or none
    ///   - pooled: room for the group as `output` lays it out
    ///   - switches: those of all groups
    func pool(
        _ group: Int, _ lanes: UnsafePointer<Float>, adding bias: UnsafePointer<Float>?,
        rectifies: Bool, into pooled: UnsafeMutablePointer<Float>,
        switches: UnsafeMutablePointer<Float>
    ) {
        let floor = Lanes(repeating: rectifies ? 0 : -.infinity)
        var switches = switches + group * groupSwitches
        for channel in 0..<output.c {
            let from = lanes + channel * input.channelSize
            var to = pooled + channel * output.channelSize
            let bias = Lanes(repeating: bias?[channel] ?? 0)
            @inline(__always)
            func value(_ row: Int, _ column: Int) -> Lanes {
                let pixel = from.lanes(at: row &* input.rowSize &+ column &* laneCount)
                let sum = pixel + bias
                return sum.replacing(with: floor, where: sum .< floor)
            }
            for i in 0..<shape.outH {
                let rows = shape.covered(i, shape.h)
                for j in 0..<shape.outW {
                    let columns = shape.covered(j, shape.w)
                    let corner = corner(i, j)
                    var best = value(rows.lowerBound, columns.lowerBound)
                    var places = place(rows.lowerBound, columns.lowerBound, corner)
                    for row in rows {
                        for column in columns {
                            let value = value(row, column)
                            // Larger, or not a number where the best one so far is one.
                            let larger = .!(best .>= value) .& (best .== best)
                            best.replace(with: value, where: larger)
                            places.replace(with: place(row, column, corner), where: larger)
                        }
                    }
                    to.store(best, at: 0)
                    switches.store(places, at: 0)
                    to += laneCount
                    switches += laneCount
                }
            }
        }
    }

    /// The way back for one group: every number to where its switch says, and 0 elsewhere.
    ///
    /// - Parameters:
    ///   - pooled: the group, as `output` lays it out
    ///   - switches: those of all groups
    ///   - images: how the result is to be laid out: as `input`, or with margins
    ///   - lanes: room for the result
    func unpool(
        _ group: Int, _ pooled: UnsafePointer<Float>, switches: UnsafePointer<Float>,
        into lanes: UnsafeMutablePointer<Float>, as images: ImagesSideBySide
    ) {
        var switches = switches + group * groupSwitches
        for channel in 0..<output.c {
            var from = pooled + channel * output.channelSize
            let to = lanes + channel * images.channelSize
            to.update(repeating: 0, count: images.channelSize)
            let first = to + images.origin
            for i in 0..<shape.outH {
                let rows = shape.covered(i, shape.h)
                for j in 0..<shape.outW {
                    let corner = corner(i, j)
                    let gradient = from.lanes(at: 0)
                    let places = switches.lanes(at: 0)
                    for row in rows {
                        for column in shape.covered(j, shape.w) {
                            let share = gradient.replacing(
                                with: 0, where: places .!= place(row, column, corner))
                            let pixel = row &* images.rowSize &+ column &* laneCount
                            first.store(first.lanes(at: pixel) + share, at: pixel)
                        }
                    }
                    from += laneCount
                    switches += laneCount
                }
            }
        }
    }

    /// The number that the upper left corner of a window would have if the channel's pixels were counted
    /// in rows as long as a window's.
    @inline(__always)
    private func corner(_ i: Int, _ j: Int) -> Int {
        (i &* shape.stride &- shape.padding) &* shape.window &+ j &* shape.stride &- shape.padding
    }

    /// Which place in its window a pixel is, counted row by row, in every lane.
    @inline(__always)
    private func place(_ row: Int, _ column: Int, _ corner: Int) -> Lanes {
        Lanes(repeating: Float(row &* shape.window &+ column &- corner))
    }
}
