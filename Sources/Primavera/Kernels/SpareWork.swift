/// Work that is wanted later, and that the other threads begin with while they have nothing else to do.
///
/// A step of learning has its parts that only one thread works on, some 30 µs of 290 in LeNet-5 with batches
/// of 32. Meanwhile the others lay out the next batch, and compute what the optimizer is going to read
/// (``LaterWork``).
///
/// Which thread does which piece, and when, changes nothing of the result, as with `parallelFor`. With one
/// thread, or while there are two other such works, all is done when it is asked for.
final class SpareWork {
    private let task: PieceTask
    private let pieces: Int
    /// Where the other threads find it; `nil` where they do not.
    private let shared: SharedWork?
    private var isFinished = false

    /// - Parameters:
    ///   - pieces: how many there are, each about a microsecond of work
    ///   - body: does one piece; it must not touch what another piece writes
    init(_ pieces: Int, _ body: @escaping (Int) -> Void) {
        self.pieces = pieces
        task = PieceTask(body)
        let helpers = Threads.maximum - 1
        shared = helpers > 0 && pieces < Count.limit ? WorkerTeam.shared.claimSpare() : nil
        shared?.open(pieces, helpers: helpers, task)
    }

    /// Does what is left to do. Then all of it is done.
    func finish() {
        if isFinished { return }
        isFinished = true
        if let shared {
            shared.finish()
            shared.release()
        } else {
            parallelFor(pieces, task.body)
        }
    }

    deinit { finish() }
}
