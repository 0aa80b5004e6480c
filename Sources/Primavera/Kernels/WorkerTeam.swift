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
    /// One kind of work for spare moments at a time; its pieces should be short, a microsecond or less,
    /// because a region that begins does not interrupt them.
    let spareMoments = SharedWork()
    /// How many workers there are, at work or waiting.
    private let workers = Atomic<Int>(0)

    /// Calls `body` for every piece, with the help of up to `helpers` workers.
    ///
    /// - Returns: `false`, with nothing done, when another region is running, in another thread or around
    ///   this one
    func run(_ pieces: Int, helpers: Int, _ body: (Int) -> Void) -> Bool {
        if !region.claim() { return false }
        defer { region.release() }
        withoutActuallyEscaping(body) { body in
            withUnsafePointer(to: body) {
                region.open(pieces, helpers: helpers, $0)
                while workers.load(ordering: .sequentiallyConsistent) < helpers { hire() }
                region.finish()
            }
        }
        return true
    }

    private func hire() {
        workers.wrappingAdd(1, ordering: .relaxed)
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            while true {
                help()
                workers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
                if !region.hasPieces { return }
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
            if region.hasPieces {
                region.help()
                end = clock.now + Self.patience
            } else if spareMoments.hasPieces {
                spareMoments.help(pieces: 1)
            }
            pass(&turns)
            if turns % 4096 == 0 && clock.now > end { return }
        }
    }
}

/// Work in pieces that its owner and the workers share.
///
/// What the threads tell one another goes through two counters. `left` counts the pieces that nobody has
/// taken; `inside` the workers that may be at work. The owner, once no pieces are left, waits until they have
/// gone. Only then does it change what the workers read, so a piece is always of the work that they find
/// described.
final class SharedWork: @unchecked Sendable {
    private let isClaimed = Atomic<Bool>(false)
    /// How many pieces nobody has taken yet; below 0 when more than were there have been asked for.
    private let left = Atomic<Int>(0)
    /// How many of them the workers have taken. They begin with the last one, and the owner with the first:
    /// so, step after step, the same thread tends to do the same part of a tensor, which then waits in the
    /// cache of its core already.
    private let takenFromEnd = Atomic<Int>(0)
    /// How many workers may be at work on it.
    private let inside = Atomic<Int>(0)
    private let helpersWanted = Atomic<Int>(0)
    private var pieces = 0
    private var body: UnsafePointer<(Int) -> Void>?

    /// Makes the caller the owner, unless there is one.
    func claim() -> Bool { !isClaimed.exchange(true, ordering: .acquiring) }
    func release() { isClaimed.store(false, ordering: .releasing) }

    /// The owner offers pieces to the workers.
    ///
    /// - Parameter body: does one piece; has to be there until `finish` has returned
    func open(_ pieces: Int, helpers: Int, _ body: UnsafePointer<(Int) -> Void>) {
        self.body = body
        self.pieces = pieces
        helpersWanted.store(helpers, ordering: .relaxed)
        takenFromEnd.store(0, ordering: .relaxed)
        left.store(pieces, ordering: .sequentiallyConsistent)
    }

    /// The owner does what nobody has taken, and waits for the rest.
    func finish() {
        var piece = 0
        while take() {
            body!.pointee(piece)
            piece += 1
        }
        var turns = 0
        while inside.load(ordering: .acquiring) > 0 { pass(&turns) }
    }

    var hasPieces: Bool { left.load(ordering: .sequentiallyConsistent) > 0 }

    /// A worker does pieces: so many, or as many as there are.
    func help(pieces most: Int = .max) {
        if inside.wrappingAdd(1, ordering: .relaxed).oldValue
            < helpersWanted.load(ordering: .relaxed)
        {
            var done = 0
            while done < most && take() {
                let last = takenFromEnd.wrappingAdd(1, ordering: .relaxed).newValue
                body!.pointee(pieces - last)
                done += 1
            }
        }
        inside.wrappingSubtract(1, ordering: .releasing)
    }

    /// Whether there was still a piece. The owner and the workers together take as many as there are: so
    /// nobody gets one that another has.
    private func take() -> Bool {
        left.wrappingSubtract(1, ordering: .acquiringAndReleasing).oldValue > 0
    }
}

/// Lets a moment pass; now and then, every four microseconds, another program has its turn. (Eight times
/// as often, a worker was in the system when the next region began: 0.2 µs more for each.)
@inline(__always)
private func pass(_ turns: inout Int) {
    turns &+= 1
    if turns % 4096 == 0 { sched_yield() }
}
