/// How well a template fits at every place of an image: the normalised correlation, −1 … 1.
///
/// Of the window and of the template the mean is taken away, then `Σ a b / √(Σ a² Σ b²)`. So a
/// brighter or darker copy of the template fits as well as the template itself. Where the window is
/// even, there is nothing to compare, and the answer is 0.
///
/// - Parameters:
///   - image: `[H, W]`
///   - template: `[M, N]`, not larger than the image
/// - Returns: `[H − M + 1, W − N + 1]`, at each place the fit of the window that begins there
///
/// Lesson 04.
public func normalizedCorrelation(_ image: Tensor, _ template: Tensor) -> Tensor {
    let area = Float(template.count)
    let centred = template - template.mean()
    let energy = (centred * centred).sum().scalar
    // Around its mean the image's sums of squares keep their digits.
    let around = image - image.mean()
    let ones = Tensor.ones(template.shape)
    let products = correlate(around, centred, padding: nil)
    let sums = correlate(around, ones, padding: nil)
    let squares = correlate(around * around, ones, padding: nil)
    let spread = squares - sums * sums / area
    var result = products
    let smallest = 1e-6 * area
    spread.withUnsafePointer { spread in
        let count = products.count
        result.withUnsafeMutablePointer { fit in
            for i in 0..<count {
                let scale = spread[i] * energy
                fit[i] = spread[i] > smallest && scale > 0 ? fit[i] / scale.squareRoot() : 0
            }
        }
    }
    return result.clamped(to: -1...1)
}
