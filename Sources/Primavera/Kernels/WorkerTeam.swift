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
/// What the threads tell one another goes through two counters. `left` counts the pieces that nobody has
/// taken: a worker that sees one takes it, region after region. `inside` counts the workers that may be at
/// work: the caller, once no pieces are left, waits until they have gone. Only then does it change what the
/// workers read, so a piece is always of the region that they find described.
final class WorkerTeam: @unchecked Sendable {
    static let shared = WorkerTeam()

    /// How long a worker waits for the next region before it goes back to Dispatch.
    private static let patience = Duration.microseconds(300)

    /// Whether a region is running. A second one at the same time, from another thread or from inside
    /// of the first, gets no workers.
    private let isBusy = Atomic<Bool>(false)
    /// How many workers there are, at work or waiting.
    private let workers = Atomic<Int>(0)

    // MARK: The region

    /// How many pieces nobody has taken yet; below 0 when more than were there have been asked for.
    private let left = Atomic<Int>(0)
    /// How many of them the workers have taken. They begin with the last one, and the caller with the first:
    /// so, step after step, the same thread tends to do the same part of a tensor, which then waits in the
    /// cache of its core already.
    private let takenFromEnd = Atomic<Int>(0)
    /// How many workers may be at work on it.
    private let inside = Atomic<Int>(0)
    private let helpersWanted = Atomic<Int>(0)
    private var pieces = 0
    private var body: UnsafePointer<(Int) -> Void>?

    /// Calls `body` for every piece, with the help of up to `helpers` workers.
    ///
    /// - Returns: `false`, with nothing done, when another region is running
    func run(_ pieces: Int, helpers: Int, _ body: (Int) -> Void) -> Bool {
        if isBusy.exchange(true, ordering: .acquiring) { return false }
        defer { isBusy.store(false, ordering: .releasing) }
        withoutActuallyEscaping(body) { body in
            withUnsafePointer(to: body) {
                self.body = $0
                self.pieces = pieces
                helpersWanted.store(helpers, ordering: .relaxed)
                takenFromEnd.store(0, ordering: .relaxed)
                left.store(pieces, ordering: .sequentiallyConsistent)
                while workers.load(ordering: .sequentiallyConsistent) < helpers { hire() }
                var piece = 0
                while take() {
                    body(piece)
                    piece += 1
                }
                var turns = 0
                while inside.load(ordering: .acquiring) > 0 { Self.pass(&turns) }
            }
        }
        return true
    }

    /// Whether there was still a piece. The caller and the workers together take as many as there are: so
    /// nobody gets one that another has.
    private func take() -> Bool {
        left.wrappingSubtract(1, ordering: .acquiringAndReleasing).oldValue > 0
    }

    private func hire() {
        workers.wrappingAdd(1, ordering: .relaxed)
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            while true {
                help()
                workers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
                if left.load(ordering: .sequentiallyConsistent) <= 0 { return }
                // A region began just now and counted on this worker.
                workers.wrappingAdd(1, ordering: .relaxed)
            }
        }
    }

    /// Works on one region after the other, until none has come for a while.
    private func help() {
        let clock = ContinuousClock()
        var end = clock.now + Self.patience
        var turns = 0
        while true {
            if left.load(ordering: .relaxed) > 0 {
                if inside.wrappingAdd(1, ordering: .relaxed).oldValue
                    < helpersWanted.load(ordering: .relaxed)
                {
                    while take() {
                        let last = takenFromEnd.wrappingAdd(1, ordering: .relaxed).newValue
                        body!.pointee(pieces - last)
                    }
                }
                inside.wrappingSubtract(1, ordering: .releasing)
                end = clock.now + Self.patience
            }
            Self.pass(&turns)
            if turns % 4096 == 0 && clock.now > end { return }
        }
    }

    /// Lets a moment pass; now and then, every four microseconds, another program has its turn. (Eight times
    /// as often, a worker was in the system when the next region began: 0.2 µs more for each.)
    @inline(__always)
    private static func pass(_ turns: inout Int) {
        turns &+= 1
        if turns % 4096 == 0 { sched_yield() }
    }
}
