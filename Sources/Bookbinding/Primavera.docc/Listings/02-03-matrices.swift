let w1: Tensor = [[1, -2, 2], [2, 1, -4], [1, -1, 0]]
let w2: Tensor = [[-3, 1, -3], [0, 1, 2]]
let column: Tensor = [[0.5], [0.9], [-0.3]]
let hidden = sigmoid(w1.matrixProduct(column))
let result = sigmoid(w2.matrixProduct(hidden))
