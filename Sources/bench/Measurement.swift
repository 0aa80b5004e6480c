import Primavera

/// Times of one workload, in seconds for each run.
struct Measurement: Codable {
    let name: String
    let median: Double
    let fastest: Double
    let slowest: Double
    /// Operations or bytes in a second, at the median.
    let rate: Double
    /// The rate as a share of what the machine can do at most.
    let share: Double

    /// Runs it once to warm up, then takes `rounds` times.
    init(_ workload: Workload, rounds: Int, _ limits: MachineLimits) {
        let body = workload.prepare()
        _ = body()
        let clock = ContinuousClock()
        let times = (0..<rounds).map { _ in
            let elapsed = clock.measure {
                for _ in 0..<workload.repetitions { _ = body() }
            }
            return elapsed.inSeconds / Double(workload.repetitions)
        }.sorted()
        name = workload.name
        median = times[times.count / 2]
        fastest = times[0]
        slowest = times[times.count - 1]
        switch workload.cost {
        case .operations(let count):
            rate = count / median
            share = rate / limits.operationsPerSecond
        case .bytes(let count):
            rate = count / median
            share = rate / limits.bytesPerSecond
        }
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
