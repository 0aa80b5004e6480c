import Synchronization

#if canImport(Glibc)
import Glibc
#endif

/// A block of Floats in memory, aligned to 64 bytes (a cache line, and a vector of AVX-512).
///
/// A training step makes the same tensors as the step before. So a block that nobody uses any
/// more is not given back to the system but kept for the next tensor of its size: on a
/// 784–512–10 network this takes page faults out of every step.
final class Storage: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<Float>
    private let size: BlockSize
    private let arena: ScratchArena?

    /// How many Floats behind the end of every block may still be read and written, so that a kernel's
    /// last vectors may reach over the end of the data. What is there is not defined.
    static let slack = 128

    /// A block of at least `count` Floats, of unknown content.
    init(count: Int) {
        size = BlockSize(count: count)
        pointer = BlockPool.shared.take(size)
        arena = nil
    }

    /// The same for a piece of work: to be used and let go by the thread that asked for it.
    init(scratch count: Int) {
        size = BlockSize(count: count)
        let arena = ScratchArena.own
        if let room = arena.take(count) {
            (pointer, self.arena) = (room, arena)
        } else {
            (pointer, self.arena) = (BlockPool.shared.take(size), nil)
        }
    }

    deinit {
        if let arena { arena.give() } else { BlockPool.shared.give(pointer, size) }
    }

    /// How many Floats have room; at least as many as were asked for.
    var capacity: Int { size.capacity }
}

/// The sizes that blocks come in: steps of an eighth, so that nearly equal tensors can share a block.
struct BlockSize {
    /// In Floats.
    let capacity: Int
    /// Its place among all sizes: the pool finds it without a search.
    let index: Int

    static let count = 8 * Int.bitWidth

    /// The smallest size for `count` Floats.
    init(count: Int) {
        guard count > 128 else {
            (capacity, index) = count > 16 ? (128, 1) : (16, 0)
            return
        }
        // Nine to sixteen steps, each an eighth of the power of two below.
        let power = Int.bitWidth - 1 - (count - 1).leadingZeroBitCount
        let step = 1 << (power - 3)
        let steps = (count + step - 1) / step
        capacity = steps * step
        index = 8 * (power - 7) + steps - 7
    }
}

/// The blocks that wait for their next use, by size.
private final class BlockPool: Sendable {
    static let shared = BlockPool()

    /// What may wait at most: 256 MiB. Beyond that blocks go back to the system, first those of the size
    /// that has not been asked for longest: a network that was trained before must not take the room.
    private static let limit = 256 << 20 / MemoryLayout<Float>.stride

    /// The blocks of one size.
    private struct Shelf {
        var waiting: [UnsafeMutableRawPointer] = []
        var capacity = 0
        var lastUse = 0

        mutating func take(_ use: Int) -> UnsafeMutableRawPointer? {
            lastUse = use
            return waiting.popLast()
        }

        mutating func keep(_ block: UnsafeMutableRawPointer, _ size: BlockSize, _ use: Int) {
            lastUse = use
            capacity = size.capacity
            waiting.append(block)
        }
    }

    private struct Blocks: ~Copyable {
        var shelves = [Shelf](repeating: Shelf(), count: BlockSize.count)
        var floats = 0
        var uses = 0

        mutating func take(_ size: BlockSize) -> UnsafeMutableRawPointer? {
            uses += 1
            guard let block = shelves[size.index].take(uses) else { return nil }
            floats -= size.capacity
            return block
        }

        mutating func keep(_ block: UnsafeMutableRawPointer, _ size: BlockSize) {
            uses += 1
            shelves[size.index].keep(block, size, uses)
            floats += size.capacity
        }

        /// The block that goes back to the system first.
        mutating func removeOldest() -> UnsafeMutableRawPointer? {
            let oldest = shelves.indices.filter { !shelves[$0].waiting.isEmpty }
                .min { shelves[$0].lastUse < shelves[$1].lastUse }
            guard let oldest, let block = shelves[oldest].waiting.popLast() else { return nil }
            floats -= shelves[oldest].capacity
            return block
        }
    }

    private let blocks = Mutex(Blocks())

    func take(_ size: BlockSize) -> UnsafeMutablePointer<Float> {
        let reused = blocks.withLock { $0.take(size).map(SendablePointer.init) }
        let block = reused?.pointer ?? allocate(size.capacity)
        return block.assumingMemoryBound(to: Float.self)
    }

    /// New memory from the system.
    ///
    /// A large block asks Linux for pages of 2 MiB instead of 4 KiB: then the processor knows by heart
    /// where each of them lies, and does not look it up while it reads.
    private func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
        let bytes = (capacity + Storage.slack) * MemoryLayout<Float>.stride
        #if os(Linux)
        let page = 2 << 20
        if bytes >= 2 * page {
            let block = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: page)
            madvise(block, bytes, MADV_HUGEPAGE)
            return block
        }
        #endif
        return .allocate(byteCount: bytes, alignment: 64)
    }

    func give(_ pointer: UnsafeMutablePointer<Float>, _ size: BlockSize) {
        let block = SendablePointer(UnsafeMutableRawPointer(pointer))
        let isFull = blocks.withLock { blocks in
            blocks.keep(block.pointer, size)
            return blocks.floats > BlockPool.limit
        }
        if isFull { giveBackOldest() }
    }

    private func giveBackOldest() {
        while let block = blocks.withLock({ blocks in
            blocks.floats > BlockPool.limit ? blocks.removeOldest().map(SendablePointer.init) : nil
        }) {
            block.pointer.deallocate()
        }
    }
}

/// A pointer that may cross the lock. The pool hands each block to one owner at a time.
private struct SendablePointer: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
    init(_ pointer: UnsafeMutableRawPointer) { self.pointer = pointer }
}
