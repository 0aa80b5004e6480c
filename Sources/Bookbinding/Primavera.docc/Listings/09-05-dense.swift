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
