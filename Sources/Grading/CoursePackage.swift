import Coursework
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The course on this disk: where its files are.
///
/// ```swift
/// let course = try CoursePackage.found()
/// course.exerciseFile(of: Catalogue.lesson(1))      // …/Exercises/Lesson01Perceptron.swift
/// ```
public struct CoursePackage: Sendable, Equatable {
    /// The folder of `Package.swift`, without a slash at its end.
    public let root: String

    public init(root: String) { self.root = root }

    /// The course that the working directory lies in, or else the one that this program was built in.
    ///
    /// - Throws: `InputError` when neither is there
    public static func found() throws -> CoursePackage {
        for start in [workingDirectory, executable].compactMap({ $0 }) {
            if let package = CoursePackage(around: start) { return package }
        }
        throw InputError(
            "There is no course around the folder \(workingDirectory ?? "."): go to the folder that "
                + "has the course's Package.swift (cd), then the same command.")
    }

    /// The course that a path lies in; `nil` when no folder above it is one.
    public init?(around path: String) {
        var parts = path.split(separator: "/")[...]
        while true {
            let folder = "/" + parts.joined(separator: "/")
            let marks = ["/Package.swift", "/Sources/Coursework/Catalogue.swift"]
            if marks.allSatisfy({ access(folder + $0, R_OK) == 0 }) {
                root = folder
                return
            }
            if parts.popLast() == nil { return nil }
        }
    }

    /// A path inside the course, from its root: `Exercises/README.md`.
    public func path(_ inside: String) -> String { root + "/" + inside }

    /// The student's file for a lesson.
    public func exerciseFile(of lesson: Catalogue.Lesson) -> String { path(lesson.exerciseFile) }

    /// Our file for a lesson.
    public func solutionFile(of lesson: Catalogue.Lesson) -> String {
        path("Solutions/" + lesson.exerciseFile.dropFirst("Exercises/".count))
    }

    /// A path as a reader of the course would write it: without the root when it lies inside.
    public func shortened(_ path: String) -> String {
        path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
    }

    // MARK: Where to look

    /// `nil` when the folder was deleted under our feet.
    private static var workingDirectory: String? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        return getcwd(&bytes, bytes.count).map { String(cString: $0) }
    }

    private static var executable: String? {
        #if os(Linux)
        return realpath("/proc/self/exe", nil).map { bytes in
            defer { free(bytes) }
            return String(cString: bytes)
        }
        #else
        return realpath(CommandLine.arguments[0], nil).map { bytes in
            defer { free(bytes) }
            return String(cString: bytes)
        }
        #endif
    }
}

extension CoursePackage {
    /// The names in a folder that end as asked, sorted, without hidden ones; empty when there is no
    /// such folder.
    public static func names(in folder: String, endingIn end: String = "") -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), name.hasSuffix(end) { names.append(name) }
        }
        return names.sorted()
    }
}
