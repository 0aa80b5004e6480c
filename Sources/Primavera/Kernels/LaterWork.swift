/// What nobody reads for a while: on the way back, the gradients of weights, which wait for the optimizer.
///
/// Meanwhile the way back goes on, and threads that would only wait for its next region work on these in spare
/// moments. Two threads take 1 to 2 % less time for LeNet-5 in batches of 32, and up to a tenth less for a step
/// of the autoencoder or the GAN, of which more is such products.
final class LaterWork {
    private var works: [SpareWork] = []

    /// Puts work off.
    ///
    /// - Parameters:
    ///   - pieces: how many there are, each about a microsecond of work
    ///   - body: does one piece; it must not touch what another piece writes
    func add(_ pieces: Int, _ body: @escaping (Int) -> Void) {
        works.append(SpareWork(pieces, body))
    }

    /// Does what is left to do. Then all of it is done.
    func finish() {
        for work in works { work.finish() }
        works = []
    }
}
