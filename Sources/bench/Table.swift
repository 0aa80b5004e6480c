import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

#if ISA_V4
let instructionSet = "x86-64-v4"
#elseif ISA_V3
let instructionSet = "x86-64-v3"
#elseif ISA_ARM64
let instructionSet = "arm64"
#else
let instructionSet = "x86-64"
#endif

/// One line of the table.
func line(_ workload: Workload, _ found: Measurement) -> String {
    let unit =
        switch workload.cost {
        case .operations: "FLOP"
        case .bytes: "B"
        }
    return [
        workload.title.rightPadded(to: 42), time(found.median).leftPadded(to: 12),
        "\(time(found.fastest)) … \(time(found.slowest))".leftPadded(to: 20),
        perSecond(found.rate, unit).leftPadded(to: 13),
        ((found.share * 100).fixed(0) + " %").leftPadded(to: 8),
    ].joined(separator: " ")
}

/// A time in the unit that leaves few digits.
func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<1e-3: "\((seconds * 1e6).significant(3)) µs"
    case ..<1: "\((seconds * 1e3).significant(3)) ms"
    default: "\(seconds.significant(3)) s"
    }
}

func perSecond(_ rate: Double, _ unit: String) -> String { "\((rate / 1e9).fixed(1)) G\(unit)/s" }

/// The most memory that this process has had so far, in bytes.
func peakMemory() -> Int {
    var usage = rusage()
    #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024  // in KiB
    #else
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
    #endif
}
