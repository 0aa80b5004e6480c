/// Exercise 8.7 · Why the second loss? The slopes.
///
/// `D = σ(a)`: the discriminator computes a number a, the logit, and its answer D from it. What reaches
/// the generator is the slope of its loss with respect to a. Find it for both losses of one example, and
/// see what is left at D = 0.01, where every generator begins. Remember `σ′ = D · (1 − D)`.
///
/// - Parameter answer: D, strictly between 0 and 1
/// - Returns: the derivatives of `log(1 − σ(a))` and of `−log σ(a)` with respect to a
///
/// ```swift
/// generatorSlopes(answer: 0.5)      // (minimax: −0.5, nonSaturating: −0.5)
