#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The processors that a thread may run on.
enum Processors {
    /// The numbers of those that the calling thread may run on; none where the system does not let a program choose.
    static var allowed: [Int] {
        var bits = Bits(repeating: 0, count: 128)
        guard let get = affinity("sched_getaffinity"), get(0, bits.count, &bits) >= 0 else {
            return []
        }
        return (0..<8 * bits.count).filter { bits[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
    }

    /// Runs the body with the calling thread on one of them, and then lets it go where it could before.
    ///
    /// - Parameter processor: `nil` for any
    static func on<Result>(_ processor: Int?, _ body: () -> Result) -> Result {
        guard let processor else { return body() }
        let before = allowed
        keepThisThread(on: [processor])
        defer { keepThisThread(on: before) }
        return body()
    }

    private static func keepThisThread(on processors: [Int]) {
        var bits = Bits(repeating: 0, count: 128)
        for processor in processors { bits[processor / 8] |= 1 << UInt8(processor % 8) }
        _ = affinity("sched_setaffinity")?(0, bits.count, &bits)
    }

    /// A bit for each processor, as Linux counts them.
    private typealias Bits = [UInt8]
    private typealias Affinity =
        @convention(c) (pid_t, Int, UnsafeMutablePointer<UInt8>) -> CInt

    /// One of the two functions of Linux's C library, which Swift's module of it leaves out.
    private static func affinity(_ name: String) -> Affinity? {
        #if os(Linux)
        dlsym(nil, name).map { unsafeBitCast($0, to: Affinity.self) }
        #else
        nil
        #endif
    }
}
