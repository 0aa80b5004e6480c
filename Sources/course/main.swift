import Coursework
import Grading
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

// The student's companion: swift run course
//
// It stands on `swift test`, which stays the judge; Command.swift lists what it can do.

ProcessorCheck.run("course")
let words = Array(CommandLine.arguments.dropFirst())
do {
    if let first = words.first, ["--help", "-h", "help"].contains(first) {
        Command.help(Page())
        exit(ExitStatus.done.rawValue)
    }
    let (command, request) = try Command.parse(words)
    let course = try CoursePackage.found()
    exit(try (command?.run ?? Command.overview)(course, request).rawValue)
} catch let refusal as Refusal {
    printError("course: \(refusal.sentence)")
    exit(refusal.status.rawValue)
} catch {
    printError("course: \(error)")
    exit(ExitStatus.computer.rawValue)
}
