/// A way to the gradient with respect to the weights: adds up, image after image, into sums of its own.
protocol WeightGradient {
    /// How many Floats the sums take; zeros at first.
    var sumCount: Int { get }

    /// Adds what some images contribute.
    ///
    /// - Parameter rows: their spread gradients, one after the other
    func add(
        _ images: Range<Int>, _ rows: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>)

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
    private let products: DotProducts

    /// - Parameter x: `[N, C, H, W]`
    init(_ spread: SpreadGradient, _ x: UnsafePointer<Float>) {
        self.spread = spread
        self.x = x
        let s = spread.planes.shape
        products = DotProducts(
            (0..<s.filtersPerGroup).map { $0 * spread.filterSize }, spread.planes.offsets)
    }

    var sumCount: Int { spread.planes.shape.f * spread.planes.shape.depth }

    func add(
        _ images: Range<Int>, _ rows: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>
    ) {
        let planes = spread.planes
        let s = planes.shape
        let size = images.count * planes.imageSize
        let dealt = Storage(count: size + laneCount)
        for (index, image) in images.enumerated() {
            planes.deal(image, of: x, into: dealt.pointer + index * planes.imageSize)
        }
        // What the last vector reads must be a number: it is multiplied by zeros.
        (dealt.pointer + size).update(repeating: 0, count: laneCount)
        for group in 0..<s.groups {
            products.addTotals(
                (
                    rows + spread.margin + group * s.filtersPerGroup * spread.filterSize,
                    spread.imageSize
                ),
                (
                    UnsafePointer(dealt.pointer) + group * s.channelsPerGroup * planes.channelSize,
                    planes.imageSize
                ),
                pieces: images.count, length: planes.rowLength,
                to: sums + group * s.filtersPerGroup * s.depth)
        }
    }

    func write(_ sums: UnsafePointer<Float>, into dw: UnsafeMutablePointer<Float>) {
        dw.update(from: sums, count: sumCount)
    }
}
