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
