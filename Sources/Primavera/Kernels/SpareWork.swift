/// Work that is wanted later, and that the other threads begin with while they have nothing else to do.
///
/// A step of learning has its parts that only one thread works on, some 40 µs of 330 in LeNet-5 with batches
/// of 32. Meanwhile the others lay out the next batch.
///
/// Which thread does which piece, and when, changes nothing of the result, as with `parallelFor`. With one
/// thread, or while there is other such work, all is done when it is asked for.
final class SpareWork {
    private let task: PieceTask
    private let pieces: Int
    private let isShared: Bool
    private var isFinished = false

    /// - Parameters:
    ///   - pieces: how many there are, each a microsecond of work or less
    ///   - body: does one piece; it must not touch what another piece writes
    init(_ pieces: Int, _ body: @escaping (Int) -> Void) {
        self.pieces = pieces
        task = PieceTask(body)
        isShared =
            Threads.maximum > 1 && pieces < Count.limit && WorkerTeam.shared.spareMoments.claim()
        if isShared {
            WorkerTeam.shared.spareMoments.open(pieces, helpers: Threads.maximum - 1, task)
        }
    }

    /// Does what is left to do. Then all of it is done.
    func finish() {
        if isFinished { return }
        isFinished = true
        if isShared {
            WorkerTeam.shared.spareMoments.finish()
            WorkerTeam.shared.spareMoments.release()
        } else {
            parallelFor(pieces, task.body)
        }
    }

    deinit { finish() }
}
