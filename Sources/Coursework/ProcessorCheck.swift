import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Says in a sentence that a program was built for a newer processor than it runs on.
///
/// Without it, the first instruction that the processor does not know would end the program
/// without a word. This module is compiled for the oldest processor, so the check itself runs
/// everywhere.
public enum ProcessorCheck {
    #if ISA_V4
    /// The processors that this copy was built for.
    public static let level = "x86-64-v4"
    static let needed: Set = [
        "avx2", "fma", "bmi1", "bmi2", "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl",
    ]
    #elseif ISA_V3
    public static let level = "x86-64-v3"
    static let needed: Set = ["avx2", "fma", "bmi1", "bmi2"]
    #else
    public static let level = "the baseline"
    static let needed: Set<String> = []
    #endif

    /// What is wrong, if anything is, for a processor that can do `features`.
    static func problem(level: String, needed: Set<String>, features: Set<String>) -> String? {
        let missing = needed.subtracting(features)
        if missing.isEmpty || features.isEmpty { return nil }
        return "this copy was built for a processor of level \(level), and the one here has no "
            + "\(missing.sorted().joined(separator: ", ")): build it here again "
            + "(rm -rf .build, then the same command)."
    }

    /// Ends the program with the sentence when it cannot run here.
    public static func run(_ program: String) {
        #if os(Linux) && arch(x86_64)
        let features = Set(processorFlags().split(separator: " ").map(String.init))
        if let problem = problem(level: level, needed: needed, features: features) {
            printError("\(program): \(problem)")
            exit(2)
        }
        #endif
    }

    /// The line of /proc/cpuinfo that lists what the first processor can do.
    private static func processorFlags() -> String {
        guard let file = fopen("/proc/cpuinfo", "r") else { return "" }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 16_384)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            if text.hasPrefix("flags") { return text.replacing("\n", with: "") }
        }
        return ""
    }
}

/// Writes a line to standard error.
public func printError(_ line: String) {
    let text = line + "\n"
    _ = text.utf8CString.withUnsafeBufferPointer {
        write(STDERR_FILENO, $0.baseAddress!, $0.count - 1)
    }
}
