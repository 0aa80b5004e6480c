var rows: [[Float]] = []
for x in 0..<3 {
    for y in 0..<3 {
        let window = [image[x][y], image[x][y + 1], image[x + 1][y], image[x + 1][y + 1]]
        rows.append(window.map { Float($0) })
    }
}
let column = Tensor([1, 2, 0, -1]).reshaped([4, 1])
let products = Tensor(rows).matrixProduct(column)
