/// Exercise 8.2 · The generator's two losses.
///
/// The generator wants the discriminator to take what it makes for real. *Minimax*: what the
/// discriminator wants small, it wants large, so it makes `mean log(1 − D(G(z)))` small.
/// *Non-saturating*: it makes `mean [−log D(G(z))]` small. Both fall when the answers rise.
///
/// - Parameter generated: D(G(z)), the discriminator's answers to what the generator made, strictly
///   between 0 and 1, at least one
///
/// ```swift
/// generatorLosses(generated: [0.01])      // (minimax: −0.0101, nonSaturating: 4.6052)
