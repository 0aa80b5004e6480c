let large = Conv2D(channels: 64, filters: 64, kernelSize: 5, using: &random).parameterCount
let small = 2 * Conv2D(channels: 64, filters: 64, kernelSize: 3, using: &random).parameterCount
