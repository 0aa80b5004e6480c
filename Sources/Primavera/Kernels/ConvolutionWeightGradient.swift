/// A way to the gradient with respect to the weights: adds up, stack after stack, into sums of its own.
protocol WeightGradient {
    /// How many Floats the sums take; zeros at first.
    var sumCount: Int { get }

    /// Adds what some stacks of images contribute.
    ///
    /// - Parameter rows: their spread gradients, one after the other
    func add(
        _ stacks: Range<Int>, _ rows: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>)

    /// Writes `[F, C / G, KH, KW]` from the sums of all images.
    func write(_ sums: UnsafePointer<Float>, into dw: UnsafeMutablePointer<Float>)
}

/// For each pair of a filter and a product's offset, the dot product of the spread gradient and the
/// shifted image: along the images' long rows, sixteen positions at once.
///
/// Chosen for few channels; for many see ``WeightGradientByTiles``.
struct WeightGradientByDots: WeightGradient {
    private let spread: SpreadGradient
    private let x: UnsafePointer<Float>
    private let offsets: [Int]

    /// - Parameter x: `[N, C, H, W]`
    init(_ spread: SpreadGradient, _ x: UnsafePointer<Float>) {
        self.spread = spread
        self.x = x
        offsets = spread.planes.offsets
    }

    var sumCount: Int { spread.planes.shape.f * spread.planes.shape.depth }

    func add(
        _ stacks: Range<Int>, _ rows: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>
    ) {
        let planes = spread.planes
        let s = planes.shape
        let size = stacks.count * planes.stackSize
        let dealt = planes.areImages ? nil : Storage(count: size + laneCount)
        if let dealt {
            (dealt.pointer + size).update(repeating: 0, count: laneCount)
            for (index, stack) in stacks.enumerated() {
                planes.deal(stack, of: x, into: dealt.pointer + index * planes.stackSize)
            }
        }
        let source =
            dealt.map { UnsafePointer($0.pointer) } ?? x + stacks.lowerBound * planes.stackSize
        // Without a copy the images end where the caller's memory ends.
        let vector = (laneCount + planes.stackSize - 1) / planes.stackSize
        let guarded = dealt == nil ? max(0, s.n - stacks.lowerBound - vector) : .max
        for group in 0..<s.groups {
            let factors = DotFactors(
                a: DotFactors.Rows(
                    start: rows + spread.margin + group * s.filtersPerGroup * spread.filterSize,
                    offsets: (0..<s.filtersPerGroup).map { $0 * spread.filterSize },
                    image: spread.stackSize),
                b: DotFactors.Rows(
                    start: source + group * s.channelsPerGroup * planes.channelSize,
                    offsets: offsets, image: planes.stackSize),
                images: stacks.count, length: planes.rowLength, guarded: guarded)
            addDotProducts(
                factors, to: sums + group * s.filtersPerGroup * s.depth, rowStep: s.depth,
                columnStep: 1)
        }
    }

    func write(_ sums: UnsafePointer<Float>, into dw: UnsafeMutablePointer<Float>) {
        dw.update(from: sums, count: sumCount)
    }
}
