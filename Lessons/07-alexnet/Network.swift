import Primavera

/// The AlexNet of 2012, for images `[N, 3, 227, 227]` and a thousand classes.
///
/// - Parameter groups: 2 as it was built, on two graphics cards that saw half of the channels each in the
///   second, fourth and fifth convolution; 1 as one tower
///
/// Krizhevsky, Sutskever and Hinton 2012.
func alexNet(groups: Int, using random: inout Random) -> Sequential {
    Sequential {
        Conv2D(
            channels: 3, filters: 96, kernelSize: 11, stride: 4, activation: .relu, using: &random)
        LocalResponseNorm()
        MaxPool2D(3, stride: 2)
        Conv2D(
            channels: 96, filters: 256, kernelSize: 5, padding: 2, groups: groups,
            activation: .relu, using: &random)
        LocalResponseNorm()
        MaxPool2D(3, stride: 2)
        Conv2D(
            channels: 256, filters: 384, kernelSize: 3, padding: 1, activation: .relu,
            using: &random)
        Conv2D(
            channels: 384, filters: 384, kernelSize: 3, padding: 1, groups: groups,
            activation: .relu, using: &random)
        Conv2D(
            channels: 384, filters: 256, kernelSize: 3, padding: 1, groups: groups,
            activation: .relu, using: &random)
        MaxPool2D(3, stride: 2)
        Flatten()
        Dense(inputs: 9_216, outputs: 4_096, activation: .relu, using: &random)
        Dropout(0.5, using: &random)
        Dense(inputs: 4_096, outputs: 4_096, activation: .relu, using: &random)
        Dropout(0.5, using: &random)
        Dense(inputs: 4_096, outputs: 1_000, using: &random)
    }
}

/// AlexNet's order of layers for images `[N, 3, 32, 32]`: five convolutions, three poolings, three dense
/// layers. Local response normalisation is left out; it brings little, and was given up since. Dropout
/// is weaker, for there are far fewer weights.
///
/// - Parameter width: a factor for the number of filters
func alexNetLite(
    _ ingredients: Ingredients = Ingredients(), classes: Int, width: Float = 1,
    using random: inout Random
) -> Sequential {
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
}

/// ReLU lets half of the numbers through, so each layer would halve the variance: weights √2 times as large
/// make up for it. He, Zhang, Ren and Sun 2015.
private func widenForReLU(_ network: Sequential) {
    for parameter in network.parameters where parameter.name.hasSuffix("weight") {
        parameter.variable.value *= Float(2).squareRoot()
    }
}
