import Dispatch
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the processor and the memory give at most: a program can come near, never above.
///
/// A kernel that computes much for every number it loads is held up by the first, one that computes
/// little by the second: Williams, Waterman and Patterson's "roofline", 2009.
struct MachineLimits: Codable {
    /// Multiplications and additions in a second, over all threads, from registers alone.
    let operationsPerSecond: Double
    /// Bytes read and written in a second, over all threads, on arrays far larger than the caches.
    let bytesPerSecond: Double

    static func measured(threads: Int) -> MachineLimits {
        MachineLimits(
            operationsPerSecond: best { operations(threads: threads) },
            bytesPerSecond: best { bytes(threads: threads) })
    }

    /// The best of seven: a limit is what was possible once.
    private static func best(_ rate: () -> Double) -> Double { (0..<7).map { _ in rate() }.max()! }

    /// Whether the machine gives this program a processor for each thread just now, or all that it has. On
    /// a host that others use too, a second processor is now and then only there by name.
    static func givesProcessors(for threads: Int) -> Bool {
        let threads = min(threads, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let steps = 2_000_000
        let gain = operations(threads: threads, steps: steps) / operations(threads: 1, steps: steps)
        return gain > 0.9 * Double(threads)
    }

    private static func operations(threads: Int, steps: Int = 20_000_000) -> Double {
        let seconds = ContinuousClock().measure {
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                // Used, or the compiler would leave all of it out.
                if multiplyAdds(steps, start: Float(thread)) == 0.5 { print() }
            }
        }.inSeconds
        return Double(threads * steps) * Double(chains * 16 * 2) / seconds
    }

    private static func bytes(threads: Int) -> Double {
        let count = 1 << 24
        let arrays = (0..<3).map { _ in
            UnsafeMutablePointer<Float>.allocate(capacity: count)
        }
        for array in arrays { array.initialize(repeating: 1, count: count) }
        defer { for array in arrays { array.deallocate() } }
        let share = Arrays(a: arrays[0], b: arrays[1], c: arrays[2])
        let seconds = ContinuousClock().measure {
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                share.triad(count / threads * thread..<count / threads * (thread + 1))
            }
        }.inSeconds
        return Double(count * 3 * MemoryLayout<Float>.stride) / seconds
    }
}

/// How many sums grow side by side: a multiply-add takes four cycles, and two begin in each.
private let chains = 12

@inline(never)
private func multiplyAdds(_ steps: Int, start: Float) -> Float {
    typealias Lanes = SIMD16<Float>
    let (x, y) = (Lanes(repeating: 1 + start * 1e-9), Lanes(repeating: 1e-9))
    var (a, b, c, d) = (x, y, x + y, x - y)
    var (e, f, g, h) = (a + 1, b + 1, c + 1, d + 1)
    var (i, j, k, l) = (a + 2, b + 2, c + 2, d + 2)
    for _ in 0..<steps {
        a = multiplyAdd(a, x, y)
        b = multiplyAdd(b, x, y)
        c = multiplyAdd(c, x, y)
        d = multiplyAdd(d, x, y)
        e = multiplyAdd(e, x, y)
        f = multiplyAdd(f, x, y)
        g = multiplyAdd(g, x, y)
        h = multiplyAdd(h, x, y)
        i = multiplyAdd(i, x, y)
        j = multiplyAdd(j, x, y)
        k = multiplyAdd(k, x, y)
        l = multiplyAdd(l, x, y)
    }
    return (a + b + c + d + e + f + g + h + i + j + k + l).sum()
}

@inline(__always)
private func multiplyAdd(
    _ sum: SIMD16<Float>, _ a: SIMD16<Float>, _ b: SIMD16<Float>
) -> SIMD16<Float> {
    #if ISA_BASELINE
    sum + a * b
    #else
    sum.addingProduct(a, b)
    #endif
}

/// `a = b + s · c`, of which each thread does a part of its own: McCalpin's STREAM triad, 1995.
private struct Arrays: @unchecked Sendable {
    let a: UnsafeMutablePointer<Float>
    let b: UnsafeMutablePointer<Float>
    let c: UnsafeMutablePointer<Float>

    func triad(_ range: Range<Int>) {
        for i in range { a[i] = b[i] + 3 * c[i] }
    }
}
