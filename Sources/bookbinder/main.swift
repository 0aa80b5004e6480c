import Bookbinding
import Foundation
import Primavera

do {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    try runBookCommand(
        Array(CommandLine.arguments.dropFirst()), root: FileManager.default.currentDirectoryPath,
        modules: program.deletingLastPathComponent().path + "/Modules")
} catch {
    Terminal.write("\(error)\n")
    exit(2)
}
