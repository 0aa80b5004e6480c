import Bookbinding
import Foundation
import Primavera

// Stands in for `course book` until the student's tool is there.
let words = CommandLine.arguments.dropFirst()
do {
    try makeBook(
        in: FileManager.default.currentDirectoryPath,
        Set(words.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }),
        port: words.first { !$0.hasPrefix("--") })
} catch {
    Terminal.write("bookbinder: \(error)\n")
    exit(1)
}
