import Coursework
import Primavera

/// The two ways in which a convolutional decoder makes images larger, on four numbers.
func enlargeByHand(_ lesson: Lesson) {
    let image = Tensor(shape: [1, 1, 2, 2], [1, 2, 3, 4])
    let repeated = upsample2d(Variable(image), factor: 2).value
    let spread = convTranspose2d(
        Variable(image), weight: Variable(Tensor.ones([1, 1, 3, 3])), stride: 2
    ).value
    func lines(_ tensor: Tensor) -> [String] {
        let width = tensor.shape[3]
        return stride(from: 0, to: tensor.count, by: width).map { start in
            tensor.values[start..<start + width].map {
                Double($0).fixed(0).leftPadded(to: 3)
            }.joined()
        }
    }
    lesson.say(
        """
        *Convolutional.* Poolings made images smaller; a decoder has to make them larger.
        *Upsampling* repeats each pixel, and a convolution after it smooths the blocks. A *transposed
        convolution* lays its kernel down for each pixel, multiplied by it, in steps of the stride, and
        adds where kernels overlap. For `1 2 / 3 4`, with a kernel of 3 × 3 ones and stride 2:
        """)
    let (left, right) = (lines(repeated), lines(spread))
    let rows = (0..<max(left.count, right.count)).map { row in
        (left.indices.contains(row) ? left[row] : "").rightPadded(to: 20)
            + (right.indices.contains(row) ? right[row] : "")
    }
    lesson.code(
        (["upsampled".rightPadded(to: 20) + "transposed convolution"] + rows)
            .joined(separator: "\n"))
    lesson.claim("upsampled.sum", Double(repeated.sum().scalar))
    lesson.claim("transposed.rows", Double(spread.shape[2]))
    lesson.claim("transposed.centre", Double(spread[0, 0, 2, 2]))
}
