import Primavera

/// How many numbers of noise become a digit.
let noiseSize = 16

/// Noise `[N, 16]` → digits `[N, 1, 28, 28]`, pixels 0 … 1.
///
/// The normalisation keeps the examples of a batch apart: their hidden numbers have deviation 1, whatever
/// the weights are (Radford, Metz and Chintala 2016, who have convolutions besides).
func digitGenerator(normalises: Bool = true, using random: inout Random) -> Sequential {
    Sequential {
        Dense(inputs: noiseSize, outputs: 256, using: &random)
        if normalises { BatchNorm(256) }
        Activate(.leakyReLU(slope: 0.2))
        Dense(inputs: 256, outputs: 512, using: &random)
        if normalises { BatchNorm(512) }
        Activate(.leakyReLU(slope: 0.2))
        Dense(inputs: 512, outputs: 784, activation: .sigmoid, using: &random)
        Reshape([1, 28, 28])
    }
}

/// Digits `[N, 1, 28, 28]` → logits `[N, 1]`.
///
/// With dropout, or it would soon know the few real digits by heart.
func digitDiscriminator(using random: inout Random) -> Sequential {
    Sequential {
        Flatten()
        Dense(inputs: 784, outputs: 512, activation: .leakyReLU(slope: 0.2), using: &random)
        Dropout(0.3, using: &random)
        Dense(inputs: 512, outputs: 256, activation: .leakyReLU(slope: 0.2), using: &random)
        Dropout(0.3, using: &random)
        Dense(inputs: 256, outputs: 1, using: &random)
    }
}

func digitGAN(using random: inout Random) -> GAN {
    GAN(
        digitGenerator(using: &random), against: digitDiscriminator(using: &random),
        generatorRate: 0.001, discriminatorRate: 0.002)
}
