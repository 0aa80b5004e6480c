import Primavera

/// Two networks that learn against each other: the *generator* makes examples of noise, the
/// *discriminator* tells them from real ones.
///
/// The loop in full: a step for the one, a step for the other.
///
/// ```swift
/// let noise = random.normal([64, gan.noiseSize])
/// let d = gan.discriminatorStep(real: digits, noise: noise)
/// let g = gan.generatorStep(noise: noise)
/// ```
/// Goodfellow and others 2014.
final class GAN {
    /// Noise `[N, noiseSize]` → examples `[N, …]`
    let generator: Sequential
    /// Examples → logits `[N, 1]`: large for real, small for generated
    let discriminator: Sequential
    let generatorOptimizer: Adam
    let discriminatorOptimizer: Adam
    /// What the discriminator is told of a real example. A little below 1 keeps it from growing too
    /// sure (one-sided label smoothing, Salimans and others 2016).
    let real: Float

    init(
        _ generator: Sequential, against discriminator: Sequential, generatorRate: Float,
        discriminatorRate: Float, real: Float = 0.9
    ) {
        self.generator = generator
        self.discriminator = discriminator
        // β₁ = 0.5: what the gradient was some steps ago counts less, as the opponent has moved since
        // (Radford, Metz and Chintala 2016).
        generatorOptimizer = Adam(
            generator.variables, learningRate: generatorRate, betas: (0.5, 0.999))
        discriminatorOptimizer = Adam(
            discriminator.variables, learningRate: discriminatorRate, betas: (0.5, 0.999))
        self.real = real
    }

    /// The discriminator learns: real examples are real, the generator's are not.
    ///
    /// - Returns: its loss before the step, `−mean log D(x) − mean log(1 − D(G(z)))`
    func discriminatorStep(real examples: Tensor, noise: Tensor) -> Float {
        // Without a graph: the generator does not learn now.
        let generated = withoutGradients { inTrainingMode { generator(Variable(noise)) } }
        let loss = inTrainingMode {
            let answers = discriminator(Variable(examples))
            let others = discriminator(generated)
            return binaryCrossEntropy(
                logits: answers, Tensor(repeating: real, shape: answers.shape))
                + binaryCrossEntropy(logits: others, Tensor.zeros(others.shape))
        }
        discriminatorOptimizer.zeroGradients()
        loss.backward()
        discriminatorOptimizer.step()
        return loss.value.scalar
    }

    /// The generator learns: what it makes should be taken for real.
    ///
    /// - Returns: its non-saturating loss before the step, `−mean log D(G(z))`
    func generatorStep(noise: Tensor) -> Float {
        let loss = inTrainingMode {
            let generated = generator(Variable(noise))
            // The gradient goes through the discriminator, but the discriminator does not learn now.
            let answers = discriminator.frozen { discriminator(generated) }
            return binaryCrossEntropy(logits: answers, Tensor.ones(answers.shape))
        }
        generatorOptimizer.zeroGradients()
        loss.backward()
        generatorOptimizer.step()
        return loss.value.scalar
    }
}
