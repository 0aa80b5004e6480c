import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Draws how the time grows with the size, and writes how it falls with more threads.
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
    compareThreads(Workload.all(examples: Scaling.examples), rounds: 7)
}
