/// `I ∘ k`, the correlation: the kernel lies over the image as it is.
func correlation(_ image: [[Double]], _ kernel: [[Double]]) -> [[Double]] {
    let (rows, columns) = (image.count - kernel.count + 1, image[0].count - kernel[0].count + 1)
    return (0..<rows).map { x in
        (0..<columns).map { y in
            var sum = 0.0
            for i in kernel.indices {
                for j in kernel[0].indices { sum += image[x + i][y + j] * kernel[i][j] }
            }
            return sum
        }
    }
}
