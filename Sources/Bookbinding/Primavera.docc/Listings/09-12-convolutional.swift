/// Convolutions and poolings down to 7 × 7, then 32 numbers; up again once by repeated pixels and
/// a convolution, once by a transposed convolution.
static func convolutional(using random: inout Random) -> Autoencoder {
    let encoder = Sequential {
        Reshape([1, 28, 28])
        Conv2D(
            channels: 1, filters: 8, kernelSize: 3, padding: 1, activation: .relu,
            using: &random)
        MaxPool2D(2)
        Conv2D(
            channels: 8, filters: 16, kernelSize: 3, padding: 1, activation: .relu,
            using: &random)
        MaxPool2D(2)
        Flatten()
        Dense(inputs: 16 * 7 * 7, outputs: 32, using: &random)
    }
    let decoder = Sequential {
        Dense(inputs: 32, outputs: 16 * 7 * 7, activation: .relu, using: &random)
        Reshape([16, 7, 7])
        Upsample2D(2)
        Conv2D(
            channels: 16, filters: 8, kernelSize: 3, padding: 1, activation: .relu,
            using: &random)
        ConvTranspose2D(
            channels: 8, filters: 1, kernelSize: 4, stride: 2, padding: 1,
            activation: .sigmoid, using: &random)
        Flatten()
    }
    return Autoencoder(encoder: encoder, decoder: decoder)
}
