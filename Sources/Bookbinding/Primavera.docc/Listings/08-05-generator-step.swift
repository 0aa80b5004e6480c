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
