// How fast the library is: each workload's time, and its share of what the machine can do at most.

import Coursework
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif
#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a run found, as it is written to a file for `Peers/compare`.
struct Findings: Codable {
    let threads: Int
    let instructionSet: String
    let limits: MachineLimits
    var workloads: [Measurement] = []
    /// The most memory that this process has had, in bytes.
    var peakMemory = 0
}

/// Ends the program with a sentence.
func stop(_ sentence: String, status: Int32 = 1) -> Never {
    printError("bench: \(sentence)")
    exit(status)
}

ProcessorCheck.run("bench")
let words = Array(CommandLine.arguments.dropFirst())
if words.contains("--help") {
    Terminal.write(Arguments.help)
    exit(0)
}
if words.contains("--list") {
    for workload in Workload.all() {
        Terminal.write("\(workload.name.rightPadded(to: 14)) \(workload.title)\n")
    }
    exit(0)
}
do {
    let arguments = try Arguments(words)
    Threads.maximum = arguments.threads
    if arguments.comparesThreads {
        compareThreads(
            Workload.all(examples: Scaling.examples).filter(arguments.wants),
            rounds: arguments.rounds)
        exit(0)
    }
    if let folder = arguments.plots {
        try drawPlots(in: folder)
        exit(0)
    }
    if let path = arguments.json { try checkPlace(of: path) }
    let limits = MachineLimits.measured(threads: arguments.threads)
    var findings = Findings(
        threads: arguments.threads, instructionSet: instructionSet, limits: limits)
    Terminal.write(
        """
        \(arguments.threads) thread\(arguments.threads == 1 ? "" : "s"), \(instructionSet)
        limit of multiply-adds from registers: \(perSecond(limits.operationsPerSecond, "FLOP"))
        limit of memory: \(perSecond(limits.bytesPerSecond, "B"))

        \("workload".rightPadded(to: 42))      median   fastest … slowest         rate   of limit

        """)
    for workload in Workload.all() where arguments.wants(workload) {
        let found = Measurement(workload, rounds: arguments.rounds, limits)
        findings.workloads.append(found)
        Terminal.write(line(workload, found) + "\n")
    }
    findings.peakMemory = peakMemory()
    if let path = arguments.json {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try writeAtomically(Array(try encoder.encode(findings)), to: path)
    }
} catch let error as InputError {
    stop(error.description, status: 2)
} catch {
    stop("\(error)")
}
