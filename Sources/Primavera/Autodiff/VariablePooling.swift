/// Where in its channel each maximum was found, for unpooling.
public struct Switches: Sendable {
    let shape: PoolingShape
    let images: [Int]
    /// Whole numbers in a block that is used again in the next step, as those of tensors are.
    private let storage: Storage

    fileprivate init(_ shape: PoolingShape, images: [Int]) {
        self.shape = shape
        self.images = images
        storage = Storage(count: shape.planes * shape.outH * shape.outW)
    }

    var count: Int { shape.planes * shape.outH * shape.outW }

    /// Reads the positions in place, or writes them while the switches are made.
    func withPositions<R>(_ body: (UnsafeMutablePointer<Int32>) -> R) -> R {
        withExtendedLifetime(storage) {
            body(UnsafeMutableRawPointer(storage.pointer).assumingMemoryBound(to: Int32.self))
        }
    }

    var positions: [Int32] {
        withPositions { Array(UnsafeBufferPointer(start: $0, count: count)) }
    }
}

/// The largest number of every window, and the switches.
///
/// - Shape: `[N, C, H, W]` → `[N, C, outH, outW]`, `outH = ⌊(H + 2 padding − window) / stride⌋ + 1`
/// - Parameters:
///   - x: the images
///   - window: the rows and the columns of a window
///   - stride: the window's size if none is given
///   - padding: how many rows and columns are added on each side
/// - Fails: with a sentence when the window is larger than the image
///
/// Lesson 05.
public func maxPool2dWithSwitches(
    _ x: Variable, window: Int, stride: Int? = nil, padding: Int = 0
) -> (output: Variable, switches: Switches) {
    let shape = poolingShape("maxPool2d", x.shape, window, stride ?? window, padding)
    var y = Tensor(uninitialized: [x.shape[0], x.shape[1], shape.outH, shape.outW])
    let switches = Switches(shape, images: x.shape)
    x.value.withUnsafePointer { x in
        y.withUnsafeMutablePointer { y in
            switches.withPositions { maxPoolForward(shape, x, into: y, switches: $0) }
        }
    }
    let output = Variable(y, "maxPool2d", [Variable.Input(x) { unpooled($0, switches) }])
    return (output, switches)
}

/// The largest number of every window; see ``maxPool2dWithSwitches(_:window:stride:padding:)``.
public func maxPool2d(
    _ x: Variable, window: Int, stride: Int? = nil, padding: Int = 0
) -> Variable {
    maxPool2dWithSwitches(x, window: window, stride: stride, padding: padding).output
}

/// The way back through max pooling: each number to where its switch says, zeros elsewhere.
///
/// - Shape: `[N, C, outH, outW]` → `[N, C, H, W]`
///
/// Zeiler and Fergus 2014.
public func unpool2d(_ x: Variable, _ switches: Switches) -> Variable {
    if x.value.count != switches.count {
        mistake(
            "There are \(switches.count) switches, but the tensor to unpool is "
                + "\(x.shape).")
    }
    return Variable(
        unpooled(x.value, switches), "unpool2d",
        [
            Variable.Input(x) { [shape = x.shape] g in
                // What lies at the switches is what arrived there.
                let plane = switches.shape.h * switches.shape.w
                let outputs = switches.shape.outH * switches.shape.outW
                let values = g.values
                return Tensor(
                    shape: shape,
                    switches.positions.enumerated().map { index, position in
                        values[index / outputs * plane + Int(position)]
                    })
            }
        ])
}

private func unpooled(_ y: Tensor, _ switches: Switches) -> Tensor {
    var dx = Tensor(uninitialized: switches.images)
    y.withUnsafePointer { y in
        dx.withUnsafeMutablePointer { dx in
            switches.withPositions { unpool(switches.shape, y, switches: $0, into: dx) }
        }
    }
    return dx
}

/// The mean of every window; what lies in the padding does not count.
///
/// - Shape: as ``maxPool2d(_:window:stride:padding:)``
public func averagePool2d(
    _ x: Variable, window: Int, stride: Int? = nil, padding: Int = 0
) -> Variable {
    let shape = poolingShape("averagePool2d", x.shape, window, stride ?? window, padding)
    var y = Tensor(uninitialized: [x.shape[0], x.shape[1], shape.outH, shape.outW])
    x.value.withUnsafePointer { x in
        y.withUnsafeMutablePointer { averagePoolForward(shape, x, into: $0) }
    }
    return Variable(
        y, "averagePool2d",
        [
            Variable.Input(x) { [images = x.shape] g in
                var dx = Tensor(uninitialized: images)
                g.withUnsafePointer { g in
                    dx.withUnsafeMutablePointer { averagePoolBackward(shape, g, into: $0) }
                }
                return dx
            }
        ])
}

/// Images `factor` times as large in both directions.
///
/// - Shape: `[N, C, H, W]` → `[N, C, H · factor, W · factor]`
public func upsample2d(
    _ x: Variable, factor: Int, mode: UpsamplingMode = .nearest
) -> Variable {
    if x.shape.count != 4 || factor < 1 {
        mistake(
            "upsample2d takes images [N, C, H, W] and a factor from 1, not \(x.shape), \(factor).")
    }
    let (planes, h, w) = (x.shape[0] * x.shape[1], x.shape[2], x.shape[3])
    var y = Tensor(uninitialized: [x.shape[0], x.shape[1], h * factor, w * factor])
    x.value.withUnsafePointer { x in
        y.withUnsafeMutablePointer {
            upsample(planes: planes, h: h, w: w, factor: factor, mode, x, into: $0)
        }
    }
    return Variable(
        y, "upsample2d",
        [
            Variable.Input(x) { [shape = x.shape] g in
                var dx = Tensor(uninitialized: shape)
                g.withUnsafePointer { g in
                    dx.withUnsafeMutablePointer {
                        upsampleBackward(
                            planes: planes, h: h, w: w, factor: factor, mode, g, into: $0)
                    }
                }
                return dx
            }
        ])
}

/// Each number divided by a power of the squares in the `size` channels around it.
///
/// `y = x / (k + α Σ x²)^β`. Krizhevsky, Sutskever and Hinton 2012; their numbers are the defaults.
/// (PyTorch divides its `alpha` by `size`.)
///
/// - Shape: `[N, C, …]` → the same
public func localResponseNorm(
    _ x: Variable, size: Int = 5, k: Float = 2, alpha: Float = 1e-4, beta: Float = 0.75
) -> Variable {
    if x.shape.count < 2 || size < 1 {
        mistake("localResponseNorm takes [N, C, …] and a size from 1, not \(x.shape), \(size).")
    }
    let kernel = ChannelNormalization(
        n: x.shape[0], c: x.shape[1], area: x.shape.dropFirst(2).reduce(1, *), size: size, k: k,
        alpha: alpha, beta: beta)
    let input = x.value
    var (y, scales) = (Tensor(uninitialized: x.shape), Tensor(uninitialized: x.shape))
    input.withUnsafePointer { x in
        y.withUnsafeMutablePointer { y in
            scales.withUnsafeMutablePointer { kernel.forward(x, into: y, scales: $0) }
        }
    }
    let kept = scales
    return Variable(
        y, "localResponseNorm",
        [
            Variable.Input(x) { g in
                var dx = Tensor(uninitialized: input.shape)
                input.withUnsafePointer { x in
                    kept.withUnsafePointer { scales in
                        g.withUnsafePointer { g in
                            dx.withUnsafeMutablePointer {
                                kernel.backward(x, scales: scales, g, into: $0)
                            }
                        }
                    }
                }
                return dx
            }
        ])
}

private func poolingShape(
    _ name: String, _ x: [Int], _ window: Int, _ stride: Int, _ padding: Int
) -> PoolingShape {
    if x.count != 4 { mistake("\(name) takes images [N, C, H, W], but got \(x).") }
    if window < 1 || stride < 1 || padding < 0 || padding > window / 2 {
        mistake(
            "\(name) takes a window and a stride from 1 and a padding up to half of the window, but "
                + "got \(window), \(stride) and \(padding).")
    }
    let shape = PoolingShape(
        planes: x[0] * x[1], h: x[2], w: x[3], window: window, stride: stride, padding: padding)
    if shape.outH < 1 || shape.outW < 1 {
        mistake("A window of \(window) × \(window) is larger than an image of \(x[2]) × \(x[3]).")
    }
    return shape
}
