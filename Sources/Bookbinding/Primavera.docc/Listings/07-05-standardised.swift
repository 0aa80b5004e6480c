/// Every image with mean 0 and deviation 1 over all its pixels: how bright a picture is, and how strong its
/// contrast, says nothing of what it shows.
private func standardised(_ images: Tensor) -> Tensor {
    let rows = images.reshaped([images.shape[0], -1])
    let centred = rows - rows.mean(axis: 1, keepingAxis: true)
    let variance = (centred * centred).mean(axis: 1, keepingAxis: true)
    return (centred / (sqrt(variance) + 0.02)).reshaped(images.shape)
}
