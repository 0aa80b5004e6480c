import Foundation
import Primavera

/// The source files that have a page in the book.
struct SourceFiles {
    /// Their paths in the package, in order.
    let paths: [String]

    private static let folders = [
        "Lessons", "Exercises", "Sources/Primavera", "Sources/LosslessCompression",
        "Sources/Datasets", "Sources/Figures", "Sources/Coursework",
    ]

    init(root: String) {
        paths = Self.folders.flatMap { folder in
            let names = (try? FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(folder)"))
            return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map {
                "\(folder)/\($0)"
            }
        }
    }

    /// The path of a file that a page may name shortly: `Autodiff/Value.swift`. `nil` if no file is called
    /// so, or several.
    func path(of name: some StringProtocol) -> String? {
        if let path = paths.first(where: { $0 == name }) { return path }
        let found = paths.filter { $0.hasSuffix("/" + name) }
        return found.count == 1 ? found[0] : nil
    }
}
