let image = Tensor(shape: [1, 1, 2, 2], [1, 2, 3, 4])
let repeated = upsample2d(Variable(image), factor: 2).value

let spread = convTranspose2d(
    Variable(image), weight: Variable(Tensor.ones([1, 1, 3, 3])), stride: 2
).value
