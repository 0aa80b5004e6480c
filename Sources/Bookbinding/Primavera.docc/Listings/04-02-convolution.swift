/// `I ∗ k`, the convolution: `Σ I[x − i, y − j] k[i, j]`. The kernel is flipped first.
func convolution(_ image: [[Double]], _ kernel: [[Double]]) -> [[Double]] {
    correlation(image, kernel.reversed().map { $0.reversed() })
}

/// `⌊(W − K + 2P) / S⌋ + 1`
func outputSize(_ w: Int, kernel k: Int, padding p: Int = 0, stride s: Int = 1) -> Int {
    (w - k + 2 * p) / s + 1
}
