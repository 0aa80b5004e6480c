import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Draws how the time grows with the size, and writes how it falls with a second thread.
///
/// - Throws: `InputError` when a file cannot be written
func drawPlots(in folder: String) throws {
    try checkPlace(of: folder + "/matrix-product.svg")
    let threads = Threads.maximum
    waitForProcessors(threads)
    let limits = MachineLimits.measured(threads: threads)
    let sizes = [64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048]
    let products = Workload.matrixProducts(sizes).map { Measurement($0, rounds: 5, limits) }
    try writeAtomically(
        Chart(
            title: "Matrix product", xLabel: "rows and columns", yLabel: "GFLOP/s",
            layers: [
                .line(
                    "product", x: sizes.map(Double.init), y: products.map { $0.rate / 1e9 }),
                .line(
                    "limit", x: [64, 2048],
                    y: [limits.operationsPerSecond / 1e9, limits.operationsPerSecond / 1e9],
                    isDashed: true),
            ], yRange: 0...limits.operationsPerSecond / 1e9 * 1.1
        ).standaloneSVG(), to: folder + "/matrix-product.svg")
    let counts = [1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 60_000]
    let epochs = counts.map { count in
        waitForProcessors(threads)
        return Measurement(
            Workload.networks(examples: count).first { $0.name == "lenet-128" }!, rounds: 3, limits)
    }
    try writeAtomically(
        Chart(
            title: "LeNet-5, one epoch", xLabel: "images", yLabel: "seconds",
            layers: [
                .line("epoch", x: counts.map(Double.init), y: epochs.map(\.median)),
                .points("measured", x: counts.map(Double.init), y: epochs.map(\.median)),
            ]
        ).standaloneSVG(), to: folder + "/lenet-epoch.svg")
    for (count, epoch) in zip(counts, epochs) {
        Terminal.write(
            "\(count) images: \(time(epoch.median)), \(time(epoch.median / Double(count))) each\n")
    }
    compareThreads(threads, limits)
}

/// The workloads on one thread and on all, in turn.
///
/// A turn counts only if the machine gave its processors before and after it, and of those that count the
/// median is written. Of a workload that had no such turn it is said that there was none.
private func compareThreads(_ threads: Int, _ limits: MachineLimits) {
    defer { Threads.maximum = threads }
    for workload in Workload.all(examples: 6_000) {
        func median(_ count: Int) -> Double {
            Threads.maximum = count
            return Measurement(workload, rounds: 5, limits).median
        }
        var turns: [(one: Double, all: Double)] = []
        for _ in 0..<10 where turns.count < 3 {
            guard waitForProcessors(threads) else { break }
            let (one, all) = (median(1), median(threads))
            if MachineLimits.givesProcessors(for: threads) { turns.append((one, all)) }
        }
        turns.sort { $0.one / $0.all < $1.one / $1.all }
        let title = workload.title.rightPadded(to: 42)
        guard !turns.isEmpty else {
            Terminal.write("\(title) not measured: the machine did not give its processors\n")
            continue
        }
        let turn = turns[turns.count / 2]
        Terminal.write(
            "\(title) \(time(turn.one).leftPadded(to: 10)) on one thread, "
                + "\(time(turn.all).leftPadded(to: 10)) on \(threads): "
                + "\((turn.one / turn.all).fixed(2)) times as fast\n")
    }
}

/// Waits until the machine gives this program its processors, six seconds at most.
///
/// - Returns: whether it does
@discardableResult
private func waitForProcessors(_ threads: Int) -> Bool {
    for _ in 0..<20 {
        if MachineLimits.givesProcessors(for: threads) { return true }
        usleep(300_000)
    }
    return false
}
