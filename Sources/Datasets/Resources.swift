import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The files of `Sources/Datasets/Resources`, which come with the source.
///
/// They are found where the source is, not in a bundle: SwiftPM's bundles import all of
/// Foundation, which costs every cold build ten seconds. A copy of the course that was moved after
/// it was built finds them from the folder it is started in, or from the program's own place.
enum Resources {
    private static let folder = "Sources/Datasets/Resources"

    /// - Throws: `InputError` when the course's folder is not found
    static func path(_ name: String) throws -> String {
        for start in [#filePath, currentFolder + "/.", CommandLine.arguments.first ?? ""] {
            var parts = start.split(separator: "/", omittingEmptySubsequences: false)
            while !parts.isEmpty {
                parts.removeLast()
                let path = (parts + ["Sources", "Datasets", "Resources", name[...]])
                    .joined(separator: "/")
                if access(path, R_OK) == 0 { return path }
            }
        }
        throw InputError(
            "The embedded data (\(folder)/\(name)) are not found: start the program in the folder "
                + "of the course.")
    }

    private static var currentFolder: String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}

/// Whether a file is there and can be read.
func isReadable(_ path: String) -> Bool { access(path, R_OK) == 0 }
