/// The commands of the compiler, for the tests once and for each submission again.
///
/// They call the compiler's frontend, as `swift build` does in the end. Asking `swift build` itself
/// would cost some seconds of planning for each student.
struct Compilation {
    let prepared: PreparedTests
    /// Where the submission's part is made, as the programs inside call it.
    let buildFolder: String

    private var judge: String { prepared.sandbox.inside(prepared.tested) }
    private var toolchain: Toolchain { prepared.toolchain }

    /// What the compiler may see.
    var room: Sandbox.Room {
        Sandbox.Room(
            folders: [prepared.tested], system: ["/usr", toolchain.root], workingFolder: "/tmp",
            hasProcessTable: true)
    }

    private var common: [String] {
        [
            toolchain.frontend, "-c", "-swift-version", "6", "-Onone", "-parse-as-library",
            "-I", judge + "/modules", "-module-cache-path", judge + "/cache",
        ]
    }

    /// Reads the modules that a student may import, so that they lie in the cache: later it is read-only.
    func modules(_ file: String) -> [String] {
        common.map { $0 == "-c" ? "-typecheck" : $0 } + ["-module-name", "Modules", "-g", file]
    }

    /// The module `Exercises`, from the folder of that name.
    func exercises(_ names: [String]) -> [String] {
        common + [
            "-module-name", "Exercises", "-g",
            // Of the whole course no line takes a second.
            "-solver-expression-time-threshold=20",
            "-emit-module-path", buildFolder + "/Exercises.swiftmodule",
            "-o", buildFolder + "/Exercises.o",
        ] + names.map { "\(buildFolder)/Exercises/\($0)" }
    }

    /// Closes the object file of the exercises: of its symbols only the module's own can be seen from
    /// outside, so that a function called `read` stays the student's and does not become everybody's; and
    /// nothing in it runs by itself before it is called.
    var closed: [String] {
        [
            toolchain.root + "/bin/llvm-objcopy", "--wildcard", "--keep-global-symbol=*9Exercises*",
            "--remove-section=.init*", "--remove-section=.preinit_array*",
            "--remove-section=.fini*",
            "--remove-section=.ctors*", "--remove-section=.dtors*", buildFolder + "/Exercises.o",
            buildFolder + "/Closed.o",
        ]
    }

    /// Files of the tests, each to an object file.
    func tests(_ names: [String], besides others: [String]) -> [String] {
        common + [
            "-module-name", "ExerciseTests", "-enable-testing", "-I", buildFolder,
        ] + names.flatMap { ["-primary-file", "\(judge)/tests/\($0)"] }
            + others.map { "\(judge)/tests/\($0)" }
            + names.flatMap { ["-o", "\(buildFolder)/\($0).o"] }
    }

    /// The tests and the library as one shared library.
    func library(_ objects: [String]) -> [String] {
        [toolchain.driver, "-emit-library", "-o", judge + "/libCourseTests.so"]
            + objects.map { "\(judge)/\($0)" }
    }

    /// The program that runs a submission's tests.
    ///
    /// Linked by name: the compiler's own way to find the libraries would read all objects once more.
    var program: [String] {
        let libraries = [
            "swiftSwiftOnoneSupport", "swiftCore", "swift_Concurrency", "swift_StringProcessing",
            "swiftGlibc", "swiftDispatch", "dispatch", "BlocksRuntime", "Foundation",
            "FoundationEssentials", "XCTest", "m",
        ]
        let architecture = toolchain.libraries + "/" + Self.architecture
        return [
            toolchain.root + "/bin/clang", "-fuse-ld=lld", "-o", buildFolder + "/run",
            architecture + "/swiftrt.o", judge + "/GradingEntry.swift.o",
            buildFolder + "/Submission.swift.o", buildFolder + "/Closed.o",
            judge + "/libCourseTests.so", "-L" + toolchain.libraries, "-Wl,-rpath," + judge,
            "-Wl,-rpath," + toolchain.libraries,
        ] + libraries.map { "-l" + $0 }
    }

    #if arch(arm64)
    private static let architecture = "aarch64"
    #else
    private static let architecture = "x86_64"
    #endif
}
