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
