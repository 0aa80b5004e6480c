import Foundation
import Primavera

/// Where a tool of the toolchain is: beside the `swift` that is found first.
func toolOfTheToolchain(_ name: String) throws -> String {
    let files = FileManager.default
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") {
        let swift = URL(fileURLWithPath: "\(folder)/swift").resolvingSymlinksInPath()
        let tool = swift.deletingLastPathComponent().path + "/" + name
        if files.isExecutableFile(atPath: tool) { return tool }
    }
    // On a Mac the swift of the PATH only hands on to the toolchain that was chosen.
    if files.isExecutableFile(atPath: "/usr/bin/xcrun") {
        let run = try run("/usr/bin/xcrun", ["--find", name])
        if run.status == 0 { return run.output.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
    throw InputError("\(name) was not found beside swift: it is part of the Swift 6.3 toolchain.")
}

/// Runs a program to its end; its output and what it complains about go into one text.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { throw InputError("\(program) cannot be started: \(error).") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
}
