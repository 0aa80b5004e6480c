// swift-tools-version: 6.0
import PackageDescription

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Ends the reading of this manifest with a sentence.
func refuse(_ sentence: String) -> Never {
    let line = Array((sentence + "\n").utf8)
    write(STDERR_FILENO, line, line.count)
    exit(1)
}

// MARK: The instruction set
//
// `swift build` makes a debug build, and a debug build of vector code is some 250 times slower
// than an optimised one. So the modules that compute are optimised always, for the processor of
// the machine that builds. `PRIMAVERA_ISA=x86-64-v3 swift build` builds for another one.

enum InstructionSet: String, CaseIterable {
    case v4 = "x86-64-v4"  // AVX-512
    case v3 = "x86-64-v3"  // AVX2 and fused multiply-add
    case baseline = "x86-64"  // SSE2 only
    case arm64 = "arm64"  // NEON, part of every 64-bit Arm processor

    /// The level chosen by the environment, or else the best one of this machine.
    static var chosen: InstructionSet {
        guard let name = Context.environment["PRIMAVERA_ISA"], !name.isEmpty else {
            return ofThisMachine
        }
        guard let level = InstructionSet(rawValue: name) else {
            let names = allCases.map(\.rawValue).joined(separator: ", ")
            refuse("PRIMAVERA_ISA is \"\(name)\"; it must be one of \(names), or unset.")
        }
        return level
    }

    static var ofThisMachine: InstructionSet {
        #if arch(arm64)
        return .arm64
        #elseif os(Linux)
        let features = Set(processorFlags().split(separator: " ").map(String.init))
        let avx512: Set = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]
        let avx2: Set = ["avx2", "fma", "bmi1", "bmi2"]
        if features.isSuperset(of: avx2.union(avx512)) { return .v4 }
        return features.isSuperset(of: avx2) ? .v3 : .baseline
        #else
        return .v3  // Every Mac with an Intel processor that Swift 6 supports has AVX2.
        #endif
    }

    #if os(Linux)
    /// The line of /proc/cpuinfo that lists what the first processor can do.
    static func processorFlags() -> String {
        guard let file = fopen("/proc/cpuinfo", "r") else { return "" }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 16384)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            if text.hasPrefix("flags") { return text.replacing("\n", with: "") }
        }
        return ""
    }
    #endif

    /// What the source sees: `#if ISA_V4`, and which instructions the compiler may emit.
    var settings: [SwiftSetting] {
        switch self {
        case .v4: [.define("ISA_V4"), .compilingC("-march=x86-64-v4", rootsAreInstructions)]
        case .v3: [.define("ISA_V3"), .compilingC("-march=x86-64-v3", rootsAreInstructions)]
        case .baseline: [.define("ISA_BASELINE"), .compilingC(rootsAreInstructions)]
        case .arm64: [.define("ISA_ARM64"), .compilingC(rootsAreInstructions)]
        }
    }

    /// The definition alone, for the code that must run on any machine to say that it is too old.
    var name: SwiftSetting { settings[0] }
}

/// `squareRoot()` is C's `sqrt`, which has to report the root of a negative number in `errno`: a branch
/// for each number, so that no vector of roots becomes one instruction. Nobody here reads `errno` after
/// it. Same bits; an epoch of the 784–512–10 network with RMSProp takes four fifths of the time.
let rootsAreInstructions = "-fno-math-errno"

extension SwiftSetting {
    /// What Swift hands on to clang, which compiles the C in the standard library's headers.
    static func compilingC(_ flags: String...) -> SwiftSetting {
        .unsafeFlags(flags.flatMap { ["-Xcc", $0] })
    }
}

let instructionSet = InstructionSet.chosen

/// `-num-threads` keeps one object file a source, which a debug build expects; batch mode cannot go
/// with `-wmo`, and the driver warns unless it is switched off.
let whole = ["-wmo", "-num-threads", "2", "-disable-batch-mode"]

/// For loops written in the plain way, as the lessons and the benchmark have them.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"] + whole)]

/// For the library: its kernels say themselves what is a vector and what is inlined, so they are nearly
/// as fast as with `-O` (when it was tried 0 to 7 %, for one digit alone a quarter), and the compiler
/// takes two thirds of the time. What draws and talks (Figures, Coursework) has time enough without
/// either, and takes the compiler a third of it.
let compact: [SwiftSetting] = [.unsafeFlags(["-Osize"] + whole)]

/// For everything but the exercises, where a debugger is of use: no tables for one. Plain `-gnone` would
/// not do, because SwiftPM asks for the tables again after it.
let withoutDebugger = ["-Xfrontend", "-gnone"]

/// For everything: no index of the system's modules. Together with `withoutDebugger` a fifth of the time.
let withoutSystemIndex = ["-index-ignore-system-modules"]

/// For everything: C's headers as optimised code sees them. Otherwise they are read once more for the
/// modules that are not optimised, which takes 0.6 s of a clean build.
let oneReadingOfHeaders = ["-Xcc", "-O2"]

// MARK: Whose exercises
//
// `EXERCISES=Solutions swift test` runs the tests of the exercises on another folder of the package.

let exercises = Context.environment["EXERCISES"].flatMap { $0.isEmpty ? nil : $0 } ?? "Exercises"
if access(Context.packageDirectory + "/" + exercises, R_OK) != 0 {
    refuse("EXERCISES is \"\(exercises)\", but the course has no such folder.")
}
let hasReadme = access(Context.packageDirectory + "/" + exercises + "/README.md", F_OK) == 0

// MARK: The rooms

let everything: [Target.Dependency] = ["Primavera", "Datasets", "Figures", "Coursework"]

func lesson(_ number: String, _ name: String) -> Target {
    .executableTarget(
        name: "lesson\(number)", dependencies: everything, path: "Lessons/\(number)-\(name)",
        exclude: ["picture.svg"],
        swiftSettings: optimised)
}

let package = Package(
    name: "Primavera",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Primavera", targets: ["Primavera"])
    ],
    targets: [
        .target(name: "Primavera", swiftSettings: compact + instructionSet.settings),
        // It needs nothing of the library, and is compiled beside it.
        .target(name: "LosslessCompression", swiftSettings: compact),
        .target(
            name: "Datasets", dependencies: ["Primavera", "LosslessCompression"],
            exclude: ["Resources"], swiftSettings: compact),
        .target(name: "Figures", dependencies: ["Primavera", "LosslessCompression"]),
        .target(
            name: "Coursework", dependencies: ["Primavera", "Figures"],
            swiftSettings: [instructionSet.name]),
        .executableTarget(
            name: "bench", dependencies: everything, exclude: ["Peers", "Pictures"],
            swiftSettings: optimised + instructionSet.settings),
        .target(name: "Bookbinding", dependencies: ["Primavera"], exclude: ["Walk"]),
        // Datasets: for what an instructor's hidden tests read.
        .target(name: "Grading", dependencies: ["Primavera", "Datasets", "Coursework"]),
        .executableTarget(
            name: "course", dependencies: ["Primavera", "Coursework", "Grading", "Bookbinding"]),
        .executableTarget(
            name: "grade", dependencies: ["Grading"], exclude: ["README.md", "Templates"]),
        lesson("00", "five-steps"),
        lesson("01", "perceptron"),
        lesson("02", "mlp-by-hand"),
        lesson("03", "backpropagation"),
        lesson("04", "convolution"),
        lesson("05", "pooling"),
        lesson("06", "lenet"),
        lesson("08", "gan"),
        lesson("09", "autoencoder"),
        lesson("07", "alexnet"),
        lesson("10", "keras"),
        .target(
            name: "Exercises", dependencies: ["Primavera", "Coursework"], path: exercises,
            exclude: hasReadme ? ["README.md"] : []),
        .testTarget(name: "ExerciseTests", dependencies: ["Exercises", "Primavera", "Coursework"]),
        .testTarget(name: "PrimaveraTests", dependencies: ["Primavera"], exclude: ["Fixtures"]),
        .testTarget(
            name: "DatasetsTests", dependencies: ["Datasets", "LosslessCompression"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "ReferenceTests", dependencies: ["Primavera", "Datasets", "Figures"],
            exclude: ["Examples.preparations"]),
        .testTarget(name: "BookbindingTests", dependencies: ["Bookbinding"]),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"]),
        .testTarget(name: "CourseworkTests", dependencies: ["Coursework"]),
        .testTarget(name: "BenchTests", dependencies: ["bench", "Primavera"]),
        .testTarget(
            name: "CourseTests", dependencies: ["course", "Grading", "Coursework", "Primavera"]),
        .testTarget(
            name: "GradingTests", dependencies: ["grade", "Grading", "Coursework"],
            exclude: ["Attacks"]),
        .testTarget(
            name: "LessonTests",
            dependencies: [
                "Primavera", "lesson00", "lesson01", "lesson02", "lesson03", "lesson04",
                "lesson05", "lesson06", "lesson07", "lesson08", "lesson09", "lesson10",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Nobody looks for the system's functions in our index, or steps through the library in a debugger.
for target in package.targets {
    let isExercises = ["Exercises", "ExerciseTests"].contains(target.name)
    let flags = withoutSystemIndex + oneReadingOfHeaders + (isExercises ? [] : withoutDebugger)
    target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(flags)]
}

// MARK: A part of it
//
// `PRIMAVERA_PART=exercises swift build --build-tests` builds what checks the exercises and nothing
// else: `swift run course` does, so that the first check need not wait for lessons and other tests.

if Context.environment["PRIMAVERA_PART"] == "exercises" {
    let part: Set = [
        "Primavera", "LosslessCompression", "Figures", "Coursework", "Exercises",
        "ExerciseTests",
    ]
    package.targets.removeAll { !part.contains($0.name) }
}
