import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How many threads the kernels may use.
///
/// The number changes the time, never the result: `parallelFor`, below, says why.
public enum Threads {
    private static let limit = Atomic<Int>(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    /// The most threads at work at once: at least 1, at first all that the machine has.
    public static var maximum: Int {
        get { limit.load(ordering: .relaxed) }
        set { limit.store(max(1, newValue), ordering: .relaxed) }
    }
}

/// Calls `body` once for every piece `0 ..< pieces`, on several threads where that pays.
///
/// The rule that makes every result the same, bit for bit, for any number of threads: **the
/// caller cuts its work into pieces by the size of the problem, never by the number of threads**,
/// each piece writes to a place of its own, and partial sums are added afterwards in the order of
/// the pieces. Which thread does which piece, and when, then changes nothing.
///
/// A region has its price (see ``WorkerTeam``). So the pieces run one after another on the calling
/// thread when there is only one of them, or only one thread, or when this is a region inside of
/// another one.
///
/// - Parameters:
///   - pieces: how many pieces there are
///   - alone: whether all pieces together are too little work for a region
///   - body: does one piece; it must not touch what another piece writes
func parallelFor(_ pieces: Int, alone: Bool = false, _ body: (Int) -> Void) {
    let helpers = alone ? 0 : min(Threads.maximum, pieces) - 1
    if helpers > 0 && WorkerTeam.shared.run(pieces, helpers: helpers, body) { return }
    for piece in 0..<max(pieces, 0) { body(piece) }
}

/// Cuts `0 ..< count` into ranges of `length` (the last may be shorter) and calls `body` for each.
///
/// For elementwise work: `length` is a constant of the kernel, so the cut is the same everywhere.
func parallelRanges(_ count: Int, length: Int, _ body: (Range<Int>) -> Void) {
    parallelFor((count + length - 1) / length) { piece in
        let start = piece * length
        body(start..<min(start + length, count))
    }
}
