/// Exercise 8.5 · The generator learns for one step.
///
/// The cost is the non-saturating one: the binary cross-entropy of the discriminator's answers to what
/// the generator makes, with ones. The gradient flows through the discriminator, but the discriminator
/// must not change, no gradient may be left in it, and it must be able to learn afterwards.
///
/// - Parameters:
///   - generator: gives examples for noise
///   - discriminator: gives logits `[N, 1]` for examples
///   - optimizer: of the generator's weights
/// - Returns: the cost before the step
