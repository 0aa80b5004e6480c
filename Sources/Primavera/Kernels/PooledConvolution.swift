/// A convolution, ReLU if it is wanted, and max pooling in one go, with sixteen images side by side.
///
/// Layer by layer the convolution's output goes to memory, the pooling reads it, and on the way back its
/// gradient goes the same way, three quarters of it zeros. Here a group's sums are pooled while they are in
/// the cache, and only what is left of them leaves it. The numbers are the same, bit for bit.
struct PooledConvolution {
    private let shape: ConvolutionShape
    private let pooling: MaxPoolSideBySide
    private let rectifies: Bool

    /// - Parameter pooling: of the `N · F` planes of the convolution's output
    init(_ shape: ConvolutionShape, rectifies: Bool, _ pooling: PoolingShape) {
        self.shape = shape
        self.rectifies = rectifies
        self.pooling = MaxPoolSideBySide(n: shape.n, c: shape.f, pooling)
    }

    /// How many Floats the switches are.
    var switchCount: Int { pooling.switchCount }

    /// - Parameters:
    ///   - x: `[N, C, H, W]`
    ///   - weight: `[F, C, KH, KW]`
    ///   - bias: `[F]`, or none
    ///   - y: room for the pooled output, `[N, F, …]`
    ///   - switches: room for `switchCount`
    func forward(
        _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
        into y: UnsafeMutablePointer<Float>, switches: UnsafeMutablePointer<Float>
    ) {
        let convolution = ConvolutionSideBySide(shape, KernelNumbers(shape, weight))
        convolution.forEachGroup(of: x) { group, sums in
            let pooled = Storage(scratch: pooling.output.size)
            pooling.pool(
                group, sums, adding: bias, rectifies: rectifies, into: pooled.pointer,
                switches: switches)
            pooling.output.scatter(
                group, pooled.pointer, adding: nil, rectifies: false, into: y)
            withExtendedLifetime(pooled) {}
        }
    }

    /// - Parameters:
    ///   - gradient, y: of the pooled output, and that output, `[N, F, …]`
    ///   - switches: as `forward` left them
    ///   - wanted, and the others: as for `conv2dBackward`
    func backward(
        _ gradient: UnsafePointer<Float>, y: UnsafePointer<Float>,
        switches: UnsafePointer<Float>, _ x: UnsafePointer<Float>, _ weight: UnsafePointer<Float>,
        into wanted: ConvolutionGradients
    ) {
        conv2dBackwardSideBySide(shape, x, weight, into: wanted) { group, gradients, lanes in
            let pooled = Storage(scratch: pooling.output.size)
            // ReLU let a window's maximum through where it is above 0.
            pooling.output.gather(
                group, of: gradient, mask: rectifies ? y : nil, into: pooled.pointer)
            pooling.unpool(
                group, pooled.pointer, switches: switches, into: lanes, as: gradients)
            withExtendedLifetime(pooled) {}
        }
    }
}
