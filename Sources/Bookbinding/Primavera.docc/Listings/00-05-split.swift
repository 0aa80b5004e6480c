let split = stratifiedSplit(
    labels: iris.labels, validation: 0.2, test: 0.2, using: &lesson.random)

/// Every column minus its mean, divided by its deviation, over the rows that are for training.
func standardised(_ x: Tensor, by rows: [Int]) -> Tensor {
    let train = x.gathered(rows)
    let mean = train.mean(axis: 0)
    let centred = train - mean
    return (x - mean) / sqrt((centred * centred).mean(axis: 0))
}
