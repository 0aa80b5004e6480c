import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// How much faster a workload is on all threads than on one.
///
/// Both run in turn, each once. On a host that others use too, a second processor comes and goes within a
/// second; so turns are short, and one counts only if the machine gave its processors before and after it.
/// That is asked of registers alone (``MachineLimits/givesProcessors(for:)``), not of the workload: its own
/// times are not chosen from.
struct Scaling {
    /// So many images make an epoch short enough: a tenth of a second on one thread.
    static let examples = 6_000

    /// Seconds on one thread and on all, turn by turn, of the turns that count.
    private(set) var turns: [(one: Double, all: Double)] = []
    /// How many turns there were.
    private(set) var tried = 0

    /// - Parameter rounds: how many turns have to count; after ten times as many there are no more
    init(_ workload: Workload, rounds: Int) {
        let threads = Threads.maximum
        defer { Threads.maximum = threads }
        let body = workload.prepare()
        func seconds(_ count: Int) -> Double {
            Threads.maximum = count
            let elapsed = ContinuousClock().measure {
                for _ in 0..<workload.repetitions { _ = body() }
            }
            return elapsed.inSeconds / Double(workload.repetitions)
        }
        _ = (seconds(1), seconds(threads))
        while turns.count < rounds && tried < 10 * rounds && waitForProcessors(threads) {
            // Neither is always the first.
            let isOneFirst = tried % 2 == 0
            let first = seconds(isOneFirst ? 1 : threads)
            let second = seconds(isOneFirst ? threads : 1)
            tried += 1
            if MachineLimits.givesProcessors(for: threads) {
                turns.append(isOneFirst ? (first, second) : (second, first))
            }
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
            Terminal.write("\(title) not measured: the machine did not give its processors\n")
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
