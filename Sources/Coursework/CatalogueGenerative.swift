extension Catalogue {
    static let lesson08 = lesson(
        8, "GAN", "The GAN", "How does a network invent digits that nobody has written?",
        [
            (
                "the discriminator's loss", 2,
                [
                    "It is a binary cross-entropy: real is 1, generated is 0.",
                    "−log D(x) for what is real, −log(1 − D(G(z))) for what is generated.",
                    "The mean of the first over the real ones plus the mean of the second over the "
                        + "generated ones.",
                ]
            ),
            (
                "the generator's two losses", 2,
                [
                    "Both fall when the discriminator takes more of what is generated for real.",
                    "Minimax: the mean of log(1 − D). Non-saturating: the mean of −log D.",
                    "Map over the answers, add up, and divide by how many there are, as Doubles.",
                ]
            ),
            (
                "sample noise", 1,
                [
                    "Noise is what the generator makes images of: numbers from a bell curve.",
                    "The library has a tensor of them: random.normal(shape).",
                    "One row an image: [count, size].",
                ]
            ),
            (
                "a discriminator step", 3,
                [
                    "The images of the generator are data here: no gradient goes back to it.",
                    "withoutGradients { generator(…) } makes them; the cost is the sum of two binary "
                        + "cross-entropies from logits.",
                    "Tensor.ones for the real ones, Tensor.zeros for the generated ones, then "
                        + "zeroGradients, backward and step.",
                ]
            ),
            (
                "a generator step", 3,
                [
                    "The gradient goes through the discriminator, but must not change or stay in it.",
                    "discriminator.frozen { … } holds its weights still while the cost is computed.",
                    "The cost is the binary cross-entropy of discriminator(generator(noise)) with "
                        + "ones.",
                ]
            ),
            (
                "entropy of the recognised classes", 2,
                [
                    "Count how often each class was recognised, and divide by how many there are.",
                    "−Σ p · log p over the classes.",
                    "A class that never came adds 0: leave it out, since 0 · log 0 is not a number.",
                ]
            ),
            (
                "the slopes of the two losses", 2,
                [
                    "The chain rule: the slope of the loss over D, times σ′ = D · (1 − D).",
                    "The slopes over D are −1 / (1 − D) and −1 / D.",
                    "What is left is −D for the one and −(1 − D) for the other.",
                ]
            ),
        ])
}
