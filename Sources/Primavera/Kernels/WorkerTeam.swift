import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The threads that help with parallel regions, and wait awake for the next one.
///
/// A training step is some forty short regions, one after the other. A thread that fell asleep after
/// one takes 50 µs and more to wake for the next, which is longer than most regions are. So a worker
/// that Dispatch gave us looks out for the next region for a while before it goes back. Measured on two
/// cores of a virtual machine: a region of 2 × 20 µs of work takes 24 to 29 µs, with
/// `concurrentPerform` 49 to 56; 2 × 100 µs take 120 to 133, not 172 to 184; an epoch of LeNet-5 takes
/// three quarters of the time.
final class WorkerTeam: Sendable {
    static let shared = WorkerTeam()

    /// How long a worker waits for the next region before it goes back to Dispatch.
    private static let patience = Duration.microseconds(300)

    /// Whether a region is running. A second one at the same time, from another thread or from inside
    /// of the first, gets no workers.
    private let isBusy = Atomic<Bool>(false)
    /// Counts the regions, so that a waiting worker sees a new one without a lock.
    private let regionCount = Atomic<Int>(0)
    private let region = Mutex<Region?>(nil)
    /// How many workers there are, at work or waiting.
    private let workers = Atomic<Int>(0)

    /// One parallel region: its pieces are taken one by one by whoever is free, from the first one on by the
    /// caller, and from the last one on by the workers.
    ///
    /// So, region after region and step after step, the same thread tends to do the same part of a tensor,
    /// which then waits in the cache of its core already.
    private final class Region: @unchecked Sendable {
        private let body: UnsafePointer<(Int) -> Void>
        private let pieces: Int
        private let helpersWanted: Int
        private let helpers = Atomic<Int>(0)
        private let taken = Atomic<Int>(0)
        private let takenFromEnd = Atomic<Int>(0)
        private let finished = Atomic<Int>(0)

        /// - Parameter body: valid until all pieces are finished; nobody reads it later
        init(_ body: UnsafePointer<(Int) -> Void>, pieces: Int, helpersWanted: Int) {
            self.body = body
            self.pieces = pieces
            self.helpersWanted = helpersWanted
        }

        func help() {
            guard helpers.wrappingAdd(1, ordering: .relaxed).oldValue < helpersWanted else {
                return
            }
            while take() {
                let last = takenFromEnd.wrappingAdd(1, ordering: .relaxed).newValue
                finish(pieces - last)
            }
        }

        /// What the caller does.
        func work() {
            var piece = 0
            while take() {
                finish(piece)
                piece += 1
            }
        }

        /// Whether there was still a piece. As many as there are can be taken, from both ends together: so
        /// nobody gets one that another has.
        private func take() -> Bool { taken.wrappingAdd(1, ordering: .relaxed).oldValue < pieces }

        private func finish(_ piece: Int) {
            body.pointee(piece)
            finished.wrappingAdd(1, ordering: .releasing)
        }

        var isFinished: Bool { finished.load(ordering: .acquiring) == pieces }
    }

    /// Calls `body` for every piece, with the help of up to `helpers` workers.
    ///
    /// - Returns: `false`, with nothing done, when another region is running
    func run(_ pieces: Int, helpers: Int, _ body: (Int) -> Void) -> Bool {
        if isBusy.exchange(true, ordering: .acquiring) { return false }
        defer { isBusy.store(false, ordering: .releasing) }
        withoutActuallyEscaping(body) { body in
            withUnsafePointer(to: body) { body in
                let own = Region(body, pieces: pieces, helpersWanted: helpers)
                region.withLock { $0 = own }
                regionCount.wrappingAdd(1, ordering: .sequentiallyConsistent)
                while workers.load(ordering: .sequentiallyConsistent) < helpers { hire() }
                own.work()
                var turns = 0
                while !own.isFinished { Self.pass(&turns) }
                region.withLock { $0 = nil }
            }
        }
        return true
    }

    private func hire() {
        workers.wrappingAdd(1, ordering: .relaxed)
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            var seen = regionCount.load(ordering: .acquiring) - 1
            while true {
                help(&seen)
                workers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
                if regionCount.load(ordering: .sequentiallyConsistent) == seen { return }
                // A region began just now and counted on this worker.
                workers.wrappingAdd(1, ordering: .relaxed)
            }
        }
    }

    /// Works on one region after the other, until none has come for a while.
    private func help(_ seen: inout Int) {
        let clock = ContinuousClock()
        var end = clock.now + Self.patience
        var turns = 0
        while true {
            let count = regionCount.load(ordering: .acquiring)
            if count != seen {
                seen = count
                region.withLock { $0 }?.help()
                end = clock.now + Self.patience
            }
            Self.pass(&turns)
            if turns % 1024 == 0 && clock.now > end { return }
        }
    }

    /// Lets a moment pass; now and then, every half of a microsecond, another program has its turn. (Thirty
    /// times as often, the thread was mostly in the system when something happened: 0.2 µs more a region.)
    @inline(__always)
    private static func pass(_ turns: inout Int) {
        turns &+= 1
        if turns % 512 == 0 { sched_yield() }
    }
}
