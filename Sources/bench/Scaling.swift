import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How much faster a workload is on all threads than on one.
///
/// Both run in turn. On a host that others use too, a second processor comes and goes within a second, and one
/// of them may be slower, because somebody else uses the other half of its core. So turns are short; in each,
/// the one thread runs on every processor once; and a turn counts only if the processors were there before
/// and after it (``MachineLimits/givesProcessors(for:)``), and were alike. None of that looks at the times on
/// all threads: they are not chosen from.
struct Scaling {
    /// So many images make an epoch short enough: a tenth of a second on one thread.
    static let examples = 6_000

    /// What one turn took, in seconds.
    struct Turn {
        /// On one thread, on one processor after the other.
        let each: [Double]
        /// On all threads.
        let all: Double

        /// On one thread of a processor that does as much as they do on average.
        var one: Double { Double(each.count) / each.reduce(0) { $0 + 1 / $1 } }

        /// Whether no processor was a twentieth slower than another.
        var isEven: Bool { each.max()! <= 1.05 * each.min()! }
    }

    /// The turns that count.
    private(set) var turns: [Turn] = []
    /// How many turns there were.
    private(set) var tried = 0

    /// - Parameter rounds: how many turns have to count; after ten times as many there are no more
    init(_ workload: Workload, rounds: Int) {
        let threads = Threads.maximum
        defer { Threads.maximum = threads }
        let body = workload.prepare()
        func seconds(_ count: Int, on processor: Int? = nil) -> Double {
            Threads.maximum = count
            let elapsed = Processors.on(processor) {
                ContinuousClock().measure {
                    for _ in 0..<workload.repetitions { _ = body() }
                }
            }
            return elapsed.inSeconds / Double(workload.repetitions)
        }
        _ = (seconds(1), seconds(threads))
        let processors: [Int?] = Processors.allowed.isEmpty ? [nil] : Processors.allowed
        while turns.count < rounds && tried < 10 * rounds && waitForProcessors(threads) {
            // No processor is always the first; and all threads have their turn in the middle.
            let shift = tried % processors.count
            let order = processors[shift...] + processors[..<shift]
            let middle = (order.count + tried % 2) / 2
            let before = order.prefix(middle).map { seconds(1, on: $0) }
            let all = seconds(threads)
            let turn = Turn(
                each: before + order.dropFirst(middle).map { seconds(1, on: $0) }, all: all)
            tried += 1
            if MachineLimits.givesProcessors(for: threads) && turn.isEven { turns.append(turn) }
        }
    }

    /// The medians; `nil` when no turn counts.
    var medians: (one: Double, all: Double)? {
        if turns.isEmpty { return nil }
        return (
            turns.map(\.one).sorted()[turns.count / 2], turns.map(\.all).sorted()[turns.count / 2]
        )
    }
}

/// Writes how much faster each workload is on all threads.
func compareThreads(_ workloads: [Workload], rounds: Int) {
    for workload in workloads {
        let title = workload.title.rightPadded(to: 42)
        let scaling = Scaling(workload, rounds: rounds)
        guard let (one, all) = scaling.medians else {
            Terminal.write(
                "\(title) not measured: the machine did not give its processors, or not alike ones\n"
            )
            continue
        }
        Terminal.write(
            "\(title) \(time(one).leftPadded(to: 10)) on one thread, "
                + "\(time(all).leftPadded(to: 10)) on \(Threads.maximum): "
                + "\((one / all).fixed(2)) times as fast "
                + "(\(scaling.turns.count) of \(scaling.tried) turns)\n")
    }
}

/// Waits until the machine gives this program its processors, six seconds at most.
///
/// - Returns: whether it does
@discardableResult
func waitForProcessors(_ threads: Int) -> Bool {
    for _ in 0..<20 {
        if MachineLimits.givesProcessors(for: threads) { return true }
        usleep(300_000)
    }
    return false
}
