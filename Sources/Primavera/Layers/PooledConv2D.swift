extension Conv2D {
    /// This layer and the max pooling behind it as one operation, which takes less time than one after
    /// the other and gives the same numbers (``PooledConvolution``); `nil` where there is none for the
    /// shapes, or where the layers do not fit.
    func callAsFunction(_ x: Variable, then pooling: MaxPool2D) -> Variable? {
        guard activation == .relu || activation == .linear, x.shape.count == 4 else { return nil }
        let shape = ConvolutionShape(
            n: x.shape[0], c: x.shape[1], h: x.shape[2], w: x.shape[3], f: filters, kh: kernelSize,
            kw: kernelSize, stride: stride, padding: padding, paddingMode: paddingMode,
            dilation: dilation, groups: groups)
        let pooled = PoolingShape(
            planes: shape.n * shape.f, h: shape.outH, w: shape.outW, window: pooling.window,
            stride: pooling.stride, padding: pooling.padding)
        // First what costs least to ask: a single image is to be read in some microseconds.
        guard ConvolutionSideBySide.isWorthwhile(shape), pooling.padding <= pooling.window / 2,
            shape.c == channels, min(shape.outH, shape.outW, pooled.outH, pooled.outW) > 0,
            goesSideBySide(shape)
        else { return nil }
        let rectifies = activation == .relu
        let both = PooledConvolution(shape, rectifies: rectifies, pooled)
        let (input, filters, bias) = (x.value, weight.value, bias.value)
        let switches = Storage(count: both.switchCount)
        var y = Tensor(uninitialized: [shape.n, shape.f, pooled.outH, pooled.outW])
        input.withUnsafePointer { x in
            filters.withUnsafePointer { w in
                bias.withUnsafePointer { b in
                    y.withUnsafeMutablePointer { y in
                        both.forward(x, w, bias: b, into: y, switches: switches.pointer)
                    }
                }
            }
        }
        let output = y
        let name = rectifies ? "conv2d, relu, maxPool2d" : "conv2d, maxPool2d"
        return Variable(output, name, shape, x, weight, self.bias) { gradient, wanted in
            input.withUnsafePointer { x in
                filters.withUnsafePointer { w in
                    output.withUnsafePointer { y in
                        gradient.withUnsafePointer { g in
                            both.backward(
                                g, y: y, switches: switches.pointer, x, w, into: wanted)
                        }
                    }
                }
            }
            withExtendedLifetime(switches) {}
        }
    }
}
