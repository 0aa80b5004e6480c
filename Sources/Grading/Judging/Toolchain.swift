import Foundation

/// Where the Swift compiler is, and what a program needs to run.
struct Toolchain: Sendable {
    /// The folder that holds `bin` and `lib`: `/opt/swift/usr`.
    let root: String

    var frontend: String { root + "/bin/swift-frontend" }
    var driver: String { root + "/bin/swiftc" }
    /// The shared libraries of the language: `/opt/swift/usr/lib/swift/linux`.
    var libraries: String { root + "/lib/swift/" + Self.system }
    /// Describes the compiler, to notice another one.
    let version: String

    #if os(Linux)
    private static let system = "linux"
    #else
    private static let system = "macosx"
    #endif

    /// Asks the `swiftc` of this machine where it is.
    ///
    /// - Throws: `Refusal` when there is none
    static func find() throws -> Toolchain {
        let run = try? ProgramRun(
            ["/usr/bin/env", "swiftc", "-print-target-info"],
            environment: ProcessInfo.processInfo.environment, limits: .init(seconds: 60))
        guard let run, run.ending == .exited(0),
            let answer = try? JSONDecoder().decode(TargetInfo.self, from: Data(run.output))
        else {
            throw Refusal(
                .noCompiler,
                "The Swift compiler is not found: install the toolchain from "
                    + "https://www.swift.org/install, or add its bin folder to PATH.")
        }
        // …/usr/lib/swift
        let root = URL(fileURLWithPath: answer.paths.runtimeResourcePath)
            .deletingLastPathComponent().deletingLastPathComponent().path
        return Toolchain(root: root, version: answer.compilerVersion)
    }

    private struct TargetInfo: Decodable {
        let compilerVersion: String
        let paths: Paths

        struct Paths: Decodable {
            let runtimeResourcePath: String
        }
    }
}
