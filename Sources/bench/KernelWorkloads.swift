import Primavera

extension Workload {
    static func matrixProducts(_ sizes: [Int]) -> [Workload] {
        sizes.map { size in
            let operations = 2 * Double(size * size * size)
            return Workload(
                "matrix-\(size)", "matrix product \(size)³", .operations(operations),
                repetitions: max(1, Int(2e9 / operations))
            ) {
                var random = Random(seed: 1)
                let a = random.uniform([size, size])
                let b = random.uniform([size, size])
                return { [a.matrixProduct(b)] }
            }
        }
    }

    /// Forward and backward, with the gradients of input, weights and bias.
    static var convolutions: [Workload] {
        [
            convolution("conv-1-6", n: 128, channels: 1, filters: 6, side: 32, kernel: 5),
            convolution("conv-6-16", n: 128, channels: 6, filters: 16, side: 14, kernel: 5),
            convolution(
                "conv-3-32", n: 128, channels: 3, filters: 32, side: 32, kernel: 3, padding: 1),
            convolution(
                "conv-64-128", n: 128, channels: 64, filters: 128, side: 16, kernel: 3, padding: 1),
            convolution(
                "conv-64-64", n: 32, channels: 64, filters: 64, side: 56, kernel: 3, padding: 1),
            convolution(
                "conv-3-96", n: 16, channels: 3, filters: 96, side: 227, kernel: 11, stride: 4),
        ]
    }

    private static func convolution(
        _ name: String, n: Int, channels: Int, filters: Int, side: Int, kernel: Int,
        stride: Int = 1, padding: Int = 0
    ) -> Workload {
        let out = (side + 2 * padding - kernel) / stride + 1
        // One product forward, one for the input's gradient, one for the weights'.
        let operations = 3 * 2 * Double(n * filters * out * out * channels * kernel * kernel)
        let title = "conv \(n), \(channels)→\(filters), \(side)², \(kernel)×\(kernel)"
        return Workload(
            name, title + (stride > 1 ? ", stride \(stride)" : ""), .operations(operations),
            repetitions: max(1, Int(1e9 / operations))
        ) {
            var random = Random(seed: 1)
            let x = Variable(
                random.uniform([n, channels, side, side]), requiresGradient: true)
            let weight = Variable(parameter: random.uniform([filters, channels, kernel, kernel]))
            let bias = Variable(parameter: random.uniform([filters]))
            let seed = random.uniform([n, filters, out, out])
            return {
                for variable in [x, weight, bias] { variable.gradient = nil }
                let y = conv2d(x, weight: weight, bias: bias, stride: stride, padding: padding)
                y.backward(seed: seed)
                return [y.value, x.gradient!, weight.gradient!, bias.gradient!]
            }
        }
    }

    static var sobel: Workload {
        let (height, width) = (2160, 3840)
        return Workload(
            "sobel", "Sobel magnitude, \(width)×\(height)", .bytes(Double(height * width * 8)),
            repetitions: 10
        ) {
            var random = Random(seed: 1)
            let image = random.uniform([height, width])
            return { [sobelMagnitude(image)] }
        }
    }
}
