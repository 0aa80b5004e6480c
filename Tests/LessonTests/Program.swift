import Foundation
import XCTest

/// Skips what takes most of a minute, unless `PRIMAVERA_LONG_TESTS` is set, as `.ci/run` does.
func onlyInLongRuns() throws {
    try XCTSkipUnless(
        ProcessInfo.processInfo.environment["PRIMAVERA_LONG_TESTS"] != nil,
        "It takes most of a minute: PRIMAVERA_LONG_TESTS=1 swift test runs it too.")
}

/// One of the course's programs, started as a process.
struct Program {
    let path: String

    init(_ name: String) throws {
        // The programs lie beside the bundle of tests; on Linux the bundle is their folder.
        let bundle = Bundle(for: LessonRunTests.self).bundleURL
        let places = [bundle, bundle.deletingLastPathComponent()].map {
            $0.appendingPathComponent(name).path
        }
        guard let place = places.first(where: FileManager.default.isExecutableFile) else {
            throw NotBuilt(path: places[0])
        }
        path = place
    }

    struct NotBuilt: Error, CustomStringConvertible {
        let path: String
        var description: String { "\(path) is not built: swift build, then the tests again." }
    }

    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Runs the program to its end.
    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // Standard error holds one line at most; it fits in its pipe while the other is read.
        let text = output.fileHandleForReading.readDataToEndOfFile()
        let lines = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: String(decoding: text, as: UTF8.self),
            errors: String(decoding: lines, as: UTF8.self))
    }

    /// Runs a lesson into a new folder and reads the numbers that it claims.
    func results(_ arguments: String...) throws -> [String: Double] {
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try run(arguments + ["--out", folder])
        XCTAssertEqual(outcome.status, 0, outcome.errors)
        XCTAssertEqual(outcome.errors, "")
        return try Self.results(in: folder)
    }

    /// The numbers that a lesson has claimed in a folder.
    static func results(in folder: String) throws -> [String: Double] {
        struct File: Decodable {
            let results: [String: Double]
        }
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/results.json"))
        return try JSONDecoder().decode(File.self, from: data).results
    }
}
