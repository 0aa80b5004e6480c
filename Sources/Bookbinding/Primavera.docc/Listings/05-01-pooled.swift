/// `f` of every window.
func pooled(
    _ image: [[Double]], window: Int, stride: Int, _ f: ([Double]) -> Double
) -> [[Double]] {
    let rows = (image.count - window) / stride + 1
    let columns = (image[0].count - window) / stride + 1
    return (0..<rows).map { x in
        (0..<columns).map { y in
            var numbers: [Double] = []
            for i in 0..<window {
                for j in 0..<window { numbers.append(image[x * stride + i][y * stride + j]) }
            }
            return f(numbers)
        }
    }
}

func largest(_ numbers: [Double]) -> Double { numbers.max()! }

func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
