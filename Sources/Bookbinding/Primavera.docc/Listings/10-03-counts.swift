let hidden = 784 * 512 + 512
let output = 512 * 10 + 10
