/// Exercise 6.6 · One step of training, with the library.
///
/// The network's output for the images, the categorical cross-entropy from its logits
/// (`categoricalCrossEntropy(logits:_:)`), the gradients, and a step of the optimizer. The gradients
/// of an earlier step must not take part.
///
/// - Parameters:
///   - network: gives logits `[N, K]` for images
///   - targets: one-hot, `[N, K]`
/// - Returns: the cost before the step
