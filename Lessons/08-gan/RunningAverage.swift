import Primavera

/// A network whose weights follow another's slowly: `average ← keep · average + (1 − keep) · weights`
/// after each of its steps.
///
/// Generator and discriminator chase each other in circles. The average of the places where the
/// generator has been lies nearer to the middle than the last of them, and makes steadier examples.
///
/// Polyak and Juditsky 1992; for GANs Yazıcı and others 2019.
final class RunningAverage {
    let network: Sequential
    /// How much of the average stays in a step, in the long run.
    let keep: Float

    /// - Parameter network: of the same layers as the one to follow; its weights do not matter
    init(_ network: Sequential, keep: Float) {
        self.network = network
        self.keep = keep
    }

    /// Moves towards `other`, which has made this many steps; the first time it becomes equal to it.
    func follow(_ other: Sequential, steps: Int) {
        // At first a short memory, so that the beginnings are forgotten soon.
        let keep = min(keep, Float(steps - 1) / Float(steps + 9))
        for (own, new) in zip(state(network), state(other)) {
            own.value = own.value * keep + new.value * (1 - keep)
        }
    }

    private func state(_ network: Sequential) -> [Variable] {
        (network.parameters + network.buffers).map(\.variable)
    }
}
