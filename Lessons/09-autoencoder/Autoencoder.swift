import Primavera

/// An encoder that makes a few numbers of an image, and a decoder that makes an image of them.
///
/// Images are rows of 784 pixels, `[N, 784]`, codes are `[N, K]`.
struct Autoencoder {
    let encoder: Sequential
    let decoder: Sequential
    /// Both, one after the other: this is what learns.
    let network: Sequential

    init(encoder: Sequential, decoder: Sequential) {
        self.encoder = encoder
        self.decoder = decoder
        network = Sequential([encoder, decoder])
    }

    /// The images as they come back.
    func rebuilt(_ images: Tensor) -> Tensor { network.predict(images) }

    /// Dense layers down to the code and up again, in the mirror: `sizes` of 784, 256, 32 make
    /// 784 → 256 → 32 → 256 → 784.
    ///
    /// ELU between the layers; the code is a plain sum, so that it can be any number; the pixels come
    /// out of a sigmoid, so that they are between 0 and 1.
    static func dense(_ sizes: [Int], using random: inout Random) -> Autoencoder {
        func layers(_ sizes: [Int], last: Activation) -> Sequential {
            Sequential(
                zip(sizes, sizes.dropFirst()).enumerated().map { index, size in
                    let isLast = index == sizes.count - 2
                    return Dense(
                        inputs: size.0, outputs: size.1, activation: isLast ? last : .elu(),
                        using: &random)
                })
        }
        return Autoencoder(
            encoder: layers(sizes, last: .linear),
            decoder: layers(sizes.reversed(), last: .sigmoid))
    }

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
}

/// The mean squared error of each image, N numbers.
func errors(_ images: Tensor, _ rebuilt: Tensor) -> [Double] {
    let difference = rebuilt - images
    return (difference * difference).mean(axis: 1).values.map(Double.init)
}

func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(max(1, numbers.count)) }
