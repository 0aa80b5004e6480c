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
