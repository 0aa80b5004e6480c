let activation: Activation = ingredients.isReLU ? .relu : .tanh
func conv(_ channels: Int, _ filters: Int, _ size: Int) -> Conv2D {
    func scaled(_ count: Int) -> Int { count == 3 ? 3 : Int(Float(count) * width) }
    return Conv2D(
        channels: scaled(channels), filters: scaled(filters), kernelSize: size,
        padding: size / 2, activation: activation, using: &random)
}
// Windows of 3 that step by 2 share a row with their neighbours; windows of 2 share none.
func pool() -> MaxPool2D { MaxPool2D(ingredients.poolsOverlap ? 3 : 2, stride: 2) }
let side = ingredients.poolsOverlap ? 3 : 4
let network = Sequential {
    conv(3, 24, 5)
    pool()
    conv(24, 32, 5)
    pool()
    conv(32, 48, 3)
    conv(48, 48, 3)
    conv(48, 32, 3)
    pool()
    Flatten()
    if ingredients.dropout > 0 { Dropout(ingredients.dropout, using: &random) }
    Dense(
        inputs: Int(32 * width) * side * side, outputs: 128, activation: activation,
        using: &random)
    if ingredients.dropout > 0 { Dropout(ingredients.dropout, using: &random) }
    Dense(inputs: 128, outputs: 128, activation: activation, using: &random)
    Dense(inputs: 128, outputs: classes, using: &random)
}
if ingredients.isReLU { widenForReLU(network) }
return network
