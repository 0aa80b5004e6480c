import Synchronization

/// Work in pieces that its owner and the workers share.
///
/// What makes threads wait for one another is memory that both use and one writes: it travels from core to
/// core, some 50 ns each way. So they do not draw pieces from one counter. Each has a *part* of the pieces,
/// with a counter of its own: the first pieces are the owner's, part 0; the next ones part 1, of worker 1;
/// and so on. Who is done with its own part goes on with what is left of the others. And step after step the
/// same thread tends to do the same part of a tensor, which then waits in the cache of its core already.
///
/// Nothing is set back when new work begins, which would be writing to what others use. Every work has a
/// number instead, and a counter tells of which work it counts.
final class SharedWork: @unchecked Sendable {
    /// The owner's, and those of 63 workers.
    static let mostParts = 64

    private let isClaimed = OwnLine(Atomic<Bool>(false))
    /// The number of the work that is open, or was the last one.
    private let number = OwnLine(Atomic<Int>(0))
    /// What the works are, those with even numbers and those with odd ones: so one is described while late
    /// workers may still be reading about the last.
    private let descriptions: UnsafeMutablePointer<OwnLine<Description>>
    private let counters: UnsafeMutablePointer<OwnLine<Counters>>

    init() {
        descriptions = .allocate(capacity: 2)
        for index in 0..<2 { (descriptions + index).initialize(to: OwnLine(Description())) }
        counters = .allocate(capacity: Self.mostParts)
        for part in 0..<Self.mostParts { (counters + part).initialize(to: OwnLine(Counters())) }
    }

    deinit {
        descriptions.deinitialize(count: 2).deallocate()
        counters.deinitialize(count: Self.mostParts).deallocate()
    }

    // MARK: For the owner

    /// Makes the caller the owner, unless there is one.
    func claim() -> Bool {
        let isClaimed = isClaimed.value.load(ordering: .relaxed)
        return !isClaimed && !self.isClaimed.value.exchange(true, ordering: .acquiring)
    }

    func release() { isClaimed.value.store(false, ordering: .releasing) }

    /// Offers pieces to the workers.
    ///
    /// - Parameters:
    ///   - pieces: fewer than ``Count/limit``
    ///   - helpers: how many workers may help: those with the numbers 1 to `helpers`
    ///   - task: does one piece; has to be there until `finish` has returned
    func open(_ pieces: Int, helpers: Int, _ task: PieceTask) {
        let next = number.value.load(ordering: .relaxed) + 1
        let parts = min(helpers + 1, Self.mostParts)
        descriptions[next % 2].value.write(pieces: pieces, parts: parts, task)
        number.value.store(next, ordering: .releasing)
    }

    /// Does what nobody has taken, and waits for the rest.
    func finish() {
        guard let work = work(number.value.load(ordering: .relaxed)) else { return }
        let others = work.pieces - doPieces(of: work, as: 0, most: .max)
        var turns = 0
        while others > 0 {
            let done = (1..<work.parts).reduce(0) { sum, worker in
                let count = Count(counters[worker].value.done.load(ordering: .acquiring))
                return sum + (count.of(work.number) ?? 0)
            }
            if done == others { return }
            pass(&turns)
        }
    }

    // MARK: For the workers

    /// Whether there may be pieces for a worker that has nothing more to do for the work `last`.
    @inline(__always)
    func isNew(since last: Int) -> Bool { number.value.load(ordering: .relaxed) != last }

    /// Does so many pieces, or as many as there are.
    ///
    /// - Parameters:
    ///   - worker: its number, which no other thread has meanwhile
    ///   - last: becomes the work's number once nothing is left of it
    func help(as worker: Int, most: Int = .max, last: inout Int) {
        let number = number.value.load(ordering: .acquiring)
        guard number != last, let work = work(number) else { return }
        if worker >= work.parts || doPieces(of: work, as: worker, most: most) < most {
            last = number
        }
    }

    // MARK: For both

    private struct Work {
        let number: Int
        let pieces: Int
        let parts: Int
        let task: Unmanaged<PieceTask>

        func pieces(of part: Int) -> Range<Int> {
            part * pieces / parts..<(part + 1) * pieces / parts
        }
    }

    /// What the work with a number is; `nil` if it is over, and there is a new one.
    @inline(__always)
    private func work(_ number: Int) -> Work? {
        let description = descriptions[number % 2].value.read()
        // Before it is written again the number changes. So it is whole if the number is still the same.
        atomicMemoryFence(ordering: .acquiring)
        guard self.number.value.load(ordering: .relaxed) == number, let task = description.task
        else { return nil }
        return Work(
            number: number, pieces: description.pieces, parts: description.parts, task: task)
    }

    /// - Returns: how many pieces it has done
    private func doPieces(of work: Work, as worker: Int, most: Int) -> Int {
        var done = 0
        for step in 0..<work.parts {
            let part = (worker + step) % work.parts
            let pieces = work.pieces(of: part)
            while done < most, let piece = take(pieces, part, work.number) {
                work.task._withUnsafeGuaranteedRef { $0.body(piece) }
                done += 1
                if worker > 0 { counters[worker].value.countDone(work.number) }
            }
        }
        return done
    }

    /// The next piece of a part; `nil` when nothing is left of it, or the work is over.
    ///
    /// A work is not over before all its pieces are counted as done: so its task stays as long as somebody has
    /// a piece of it.
    private func take(_ pieces: Range<Int>, _ part: Int, _ number: Int) -> Int? {
        var seen = counters[part].value.taken.load(ordering: .acquiring)
        while let count = Count(seen).of(number), count < pieces.count {
            let result = counters[part].value.taken.compareExchange(
                expected: seen, desired: Count(count + 1, of: number).bits,
                ordering: .acquiringAndReleasing)
            if result.exchanged { return pieces.lowerBound + count }
            seen = result.original
        }
        return nil
    }
}

/// What is done with each piece. To call it does not count references, which all threads would have to write:
/// the object is held by who opened the work.
final class PieceTask {
    let body: (Int) -> Void
    init(_ body: @escaping (Int) -> Void) { self.body = body }
}

/// A value with 128 Bytes for itself: so no two of them lie in one cache line, nor in a pair of lines that
/// some processors fetch together.
private struct OwnLine<Value: ~Copyable>: ~Copyable {
    let value: Value
    private let space = Lanes.zero

    init(_ value: consuming Value) { self.value = value }
}

/// What a work is, to be read while it may be written again.
private struct Description: ~Copyable {
    private let pieces = Atomic<Int>(0)
    private let parts = Atomic<Int>(1)
    private let task = Atomic<UnsafeMutableRawPointer?>(nil)

    func write(pieces: Int, parts: Int, _ task: PieceTask) {
        self.pieces.store(pieces, ordering: .relaxed)
        self.parts.store(parts, ordering: .relaxed)
        self.task.store(Unmanaged.passUnretained(task).toOpaque(), ordering: .relaxed)
    }

    func read() -> (pieces: Int, parts: Int, task: Unmanaged<PieceTask>?) {
        (
            pieces.load(ordering: .relaxed), parts.load(ordering: .relaxed),
            task.load(ordering: .relaxed).map { .fromOpaque($0) }
        )
    }
}

/// The counters of one part, and of the worker with its number.
private struct Counters: ~Copyable {
    /// How many pieces of this part have been taken, by anybody.
    let taken = Atomic<Int>(0)
    /// How many pieces, of whatever part, the worker has done.
    let done = Atomic<Int>(0)

    /// Only for the worker itself.
    func countDone(_ number: Int) {
        let count = Count(done.load(ordering: .relaxed)).of(number) ?? 0
        done.store(Count(count + 1, of: number).bits, ordering: .releasing)
    }
}

/// A count, and the number of the work that it belongs to, in the bits of one `Int`.
struct Count {
    /// Counts are below. For the numbers 43 bits are left: enough for 100,000 works a second for years.
    static let limit = 1 << 20

    let bits: Int

    init(_ bits: Int) { self.bits = bits }
    init(_ count: Int, of number: Int) { bits = number * Count.limit + count }

    /// The count, as far as the work with this number is concerned: 0 while an older one is counted; `nil` if
    /// a newer one is.
    func of(_ number: Int) -> Int? {
        let counted = bits / Count.limit
        return counted == number ? bits % Count.limit : counted < number ? 0 : nil
    }
}
