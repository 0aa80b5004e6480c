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
