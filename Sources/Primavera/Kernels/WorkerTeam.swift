import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The threads that help with parallel regions, and wait awake for the next one.
///
/// A training step of LeNet-5 is some fifteen short regions, one after the other. A thread that fell asleep after
/// one takes 50 µs and more to wake for the next, which is longer than most regions are. So a worker
/// that Dispatch gave us looks out for the next region for a while before it goes back. Measured on two
/// cores of a virtual machine: a region of 2 × 21 µs of work takes 22 µs, with `concurrentPerform` 66 to
/// 70; 2 × 106 µs take 107 to 108, not 156 to 159; an epoch of LeNet-5 takes three quarters of the time.
///
/// Work comes in two kinds, each cut into pieces that anybody may take: a *region*, which its caller waits
/// for, and work for *spare moments*, which a worker does while there is no region.
final class WorkerTeam: Sendable {
    static let shared = WorkerTeam()

    /// How long a worker waits for the next region before it goes back to Dispatch.
    private static let patience = Duration.microseconds(300)

    private let region = SharedWork()
    /// Work for spare moments, of two kinds at a time: the first goes before the second. The pieces should be
    /// short, a microsecond or so, because a region that begins does not interrupt them.
    private let firstSpare = SharedWork()
    private let secondSpare = SharedWork()
    /// A bit for each worker that is there, at work or waiting: bit 1 for worker 1, and so on.
    private let workers = Atomic<UInt64>(0)

    /// Calls `body` for every piece, with the help of up to `helpers` workers.
    ///
    /// - Returns: `false`, with nothing done, when another region is running, in another thread or around
    ///   this one
    func run(_ pieces: Int, helpers: Int, _ body: (Int) -> Void) -> Bool {
        if pieces >= Count.limit || !region.claim() { return false }
        defer { region.release() }
        withoutActuallyEscaping(body) { body in
            let task = PieceTask(body)
            region.open(pieces, helpers: helpers, task)
            hire(min(helpers, SharedWork.mostParts - 1))
            region.finish()
            withExtendedLifetime(task) {}
        }
        return true
    }

    /// A place for work for spare moments, to be opened, finished and released; `nil` while there is none.
    func claimSpare() -> SharedWork? {
        firstSpare.claim() ? firstSpare : secondSpare.claim() ? secondSpare : nil
    }

    /// Sees to it that there are the workers 1 to `helpers`.
    private func hire(_ helpers: Int) {
        let wanted: UInt64 = (2 << UInt64(helpers)) - 2
        if wanted & ~workers.load(ordering: .relaxed) == 0 { return }
        for worker in 1...helpers {
            let bit: UInt64 = 1 << UInt64(worker)
            let before = workers.bitwiseOr(bit, ordering: .acquiringAndReleasing).oldValue
            if before & bit != 0 { continue }
            DispatchQueue.global(qos: .userInitiated).async { [self] in
                help(as: worker)
                workers.bitwiseAnd(~bit, ordering: .acquiringAndReleasing)
            }
        }
    }

    /// Works on one region after the other, until none has come for a while.
    private func help(as worker: Int) {
        let clock = ContinuousClock()
        var end = clock.now + Self.patience
        var (lastRegion, lastFirst, lastSecond) = (0, 0, 0)
        var (turns, wasCalled) = (0, false)
        while true {
            if region.isNew(since: lastRegion) {
                region.help(as: worker, last: &lastRegion)
                wasCalled = true
            } else if firstSpare.isNew(since: lastFirst) {
                firstSpare.help(as: worker, most: 1, last: &lastFirst)
            } else if secondSpare.isNew(since: lastSecond) {
                secondSpare.help(as: worker, most: 1, last: &lastSecond)
            }
            // Now and then it looks at the clock.
            if !pass(&turns) { continue }
            if wasCalled { end = clock.now + Self.patience }
            if clock.now > end { return }
            wasCalled = false
        }
    }
}

/// Lets a moment pass; now and then, every four microseconds, another program has its turn. (Eight times
/// as often, a worker was in the system when the next region began: 0.2 µs more for each.)
///
/// - Returns: whether another program had its turn
@inline(__always)
@discardableResult
func pass(_ turns: inout Int) -> Bool {
    turns &+= 1
    if turns % 4096 != 0 { return false }
    sched_yield()
    return true
}
