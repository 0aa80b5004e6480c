/// Digits of 28 × 28 with two rows and columns of black around them.
func framed(_ images: Tensor) -> Tensor {
    let n = images.shape[0]
    let wide = Tensor.concatenated(
        [Tensor.zeros([n, 1, 28, 2]), images, Tensor.zeros([n, 1, 28, 2])], axis: 3)
    let rows = Tensor.zeros([n, 1, 2, 32])
    return Tensor.concatenated([rows, wide, rows], axis: 2)
}
