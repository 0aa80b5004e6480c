/// The gradient with respect to the input, again by shifts, in the other direction.
///
/// Input j was part of output `j − shift` for every kernel position: `∂E/∂x[c, j] = Σ_f Σ_taps
/// g[f, j − shift] · w[f, c, tap]`. That is the forward sum with filters and channels exchanged and
/// the shifts turned round, on the spread gradient, whose zeros stand for outputs that do not
/// exist.
struct InputGradientByShifts {
    private let spread: SpreadGradient
    private let target: UnsafeMutablePointer<Float>
    private let parts: [Part]

    /// What is computed at once: one plane, or all of them.
    private struct Part {
        let planes: [Int]
        /// For each group the weights: (channel, plane) as rows, (filter, shift) as depth.
        let strips: [ConvolutionStrips]
        let offsets: [Int]
    }

    /// - Parameters:
    ///   - weight: `[F, C / G, KH, KW]`
    ///   - dx: room for `[N, C, H, W]`
    init(
        _ spread: SpreadGradient, _ weight: UnsafePointer<Float>,
        into dx: UnsafeMutablePointer<Float>
    ) {
        let planes = spread.planes
        let s = planes.shape
        self.spread = spread
        target = dx
        let all = Array(planes.remainders.indices)
        // A few channels in many planes fill the register tiles better together, though some weights
        // are then zeros (AlexNet's first layer: 3 channels, 16 planes; twice as fast).
        let isFew = s.channelsPerGroup < 12 && all.count > 1
        parts = (isFew ? [all] : all.map { [$0] }).map { members in
            let shifts = Set(planes.taps.filter { members.contains($0.plane) }.map(\.shift))
                .sorted()
            return Part(
                planes: members,
                strips: (0..<s.groups).map {
                    packed(planes, weight, members, shifts, group: $0)
                },
                offsets: (0..<s.filtersPerGroup).flatMap { filter in
                    shifts.map { filter * spread.filterSize + spread.margin - $0 }
                })
        }
    }

    /// Computes the gradient of one image.
    ///
    /// - Parameter rows: its spread gradient
    func compute(_ image: Int, _ rows: UnsafePointer<Float>) {
        let planes = spread.planes
        let s = planes.shape
        // What is padding needs no gradient, unless it is a copy of what is not.
        let padding = planes.sharesPadding ? s.padding * (planes.planeW + 1) : 0
        let inputs = padding..<planes.planeSize - padding
        let dealt = planes.sharesPadding ? nil : Storage(count: planes.imageSize)
        for part in parts {
            for group in 0..<s.groups {
                compute(part, group, inputs, rows) { channel, index, sums in
                    if let dealt {
                        let plane = channel * planes.channelSize + index * planes.planeSize
                        (dealt.pointer + plane).update(from: sums, count: planes.planeSize)
                        return
                    }
                    cutRows(
                        sums, step: planes.planeW,
                        into: target + (image * s.c + channel) * s.h * s.w, rows: s.h,
                        columns: s.w, adding: 0, rectifies: false)
                }
            }
        }
        if let dealt { planes.collect(dealt.pointer, into: target + image * s.c * s.h * s.w) }
    }

    /// - Parameters:
    ///   - inputs: which positions of a plane are wanted
    ///   - put: gets the gradients of these positions, by channel and plane
    private func compute(
        _ part: Part, _ group: Int, _ inputs: Range<Int>, _ rows: UnsafePointer<Float>,
        _ put: (_ channel: Int, _ plane: Int, _ sums: UnsafePointer<Float>) -> Void
    ) {
        let s = spread.planes.shape
        let input = rows + group * s.filtersPerGroup * spread.filterSize + inputs.lowerBound
        for strip in part.strips[group].strips {
            let width = ConvolutionStrips.width(strip, length: inputs.count)
            let sums = Storage(count: MiddleTile.rows * width)
            part.offsets.withUnsafeBufferPointer {
                part.strips[group].multiply(
                    strip, input, $0.baseAddress!, into: sums.pointer, width: width)
            }
            for row in 0..<strip.rows {
                let (channel, index) = (strip.first + row).quotientAndRemainder(
                    dividingBy: part.planes.count)
                put(
                    group * s.channelsPerGroup + channel, part.planes[index],
                    sums.pointer + row * width)
            }
        }
    }
}

/// The weights of a group with (channel, plane) as rows and (filter, shift) as depth, in strips.
private func packed(
    _ planes: ConvolutionPlanes, _ weight: UnsafePointer<Float>, _ members: [Int],
    _ shifts: [Int], group: Int
) -> ConvolutionStrips {
    let s = planes.shape
    let rows = s.channelsPerGroup * members.count
    let depth = s.filtersPerGroup * shifts.count
    let turned = Storage(count: rows * depth)
    turned.pointer.update(repeating: 0, count: rows * depth)
    for (tap, place) in planes.taps.enumerated() {
        guard let member = members.firstIndex(of: place.plane),
            let shift = shifts.firstIndex(of: place.shift)
        else { continue }
        for channel in 0..<s.channelsPerGroup {
            let row = turned.pointer + (channel * members.count + member) * depth + shift
            for filter in 0..<s.filtersPerGroup {
                let number = (group * s.filtersPerGroup + filter) * s.channelsPerGroup + channel
                row[filter * shifts.count] = weight[number * s.kh * s.kw + tap]
            }
        }
    }
    return ConvolutionStrips(turned.pointer, rows: rows, depth: depth)
}
