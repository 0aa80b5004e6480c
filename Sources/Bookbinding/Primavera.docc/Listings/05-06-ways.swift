// The stride alone as the way to make images smaller: every second pixel of every second row.
let thinning = Variable(Tensor.ones([1, 1, 1, 1]))
let ways: [(name: String, f: (Variable) -> Variable)] = [
    ("as it is, 28 × 28", { $0 }),
    ("stride 2 without pooling, 14 × 14", { conv2d($0, weight: thinning, stride: 2) }),
    ("max pooling 2, 14 × 14", { maxPool2d($0, window: 2) }),
    ("average pooling 2, 14 × 14", { averagePool2d($0, window: 2) }),
    ("max pooling twice, 7 × 7", { maxPool2d(maxPool2d($0, window: 2), window: 2) }),
    ("max pooling 3, stride 2, 13 × 13", { maxPool2d($0, window: 3, stride: 2) }),
