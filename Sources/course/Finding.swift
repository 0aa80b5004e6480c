import Coursework
import Grading
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One thing about this computer that the course needs.
struct Finding: Equatable {
    let name: String
    /// What was found.
    let state: String
    /// What to do; `nil` when all is well.
    let remedy: String?

    static func all(_ course: CoursePackage) -> [Finding] {
        [
            toolchain(run: { try? CommandRun.run($0, limits: .init(seconds: 60)) }),
            files(course), disk(course), memory(), instructions(), clock(course), writing(course),
        ]
    }

    // MARK: The compiler

    /// - Parameter run: runs a command, or gives `nil` when that cannot be done
    static func toolchain(run: ([String]) -> CommandRun?) -> Finding {
        let name = "Swift toolchain"
        guard let version = run(["swift", "--version"]), version.succeeded else {
            return Finding(
                name: name, state: "none",
                remedy:
                    "Install Swift 6.3 from https://www.swift.org/install, and open a new terminal."
            )
        }
        return toolchain(version.output)
    }

    /// From what `swift --version` says: `Swift version 6.3.1 (…)`.
    static func toolchain(_ output: String) -> Finding {
        let name = "Swift toolchain"
        guard let mark = output.firstRange(of: "Swift version ") else {
            return Finding(
                name: name, state: "unknown version",
                remedy:
                    "The program swift in your PATH is not Swift's compiler: install Swift 6.3 from "
                    + "https://www.swift.org/install.")
        }
        let version = output[mark.upperBound...].prefix { $0.isNumber || $0 == "." }
        let parts = version.split(separator: ".").compactMap { Int($0) }
        let isNew = parts.count >= 2 && (parts[0], parts[1]) >= (6, 3)
        return Finding(
            name: name, state: String(version),
            remedy: isNew
                ? nil : "The course needs Swift 6.3 or later: https://www.swift.org/install.")
    }

    // MARK: The course

    private static func files(_ course: CoursePackage) -> Finding {
        let needed = Catalogue.lessons.flatMap {
            [course.exerciseFile(of: $0), course.solutionFile(of: $0)]
        }
        let missing = needed.filter { access($0, R_OK) != 0 }.map { course.shortened($0) }
        guard let first = missing.first else {
            return Finding(name: "files of the course", state: "complete", remedy: nil)
        }
        return Finding(
            name: "files of the course", state: "\(missing.count) missing",
            remedy: first.hasPrefix("Exercises/")
                ? "\(first) is missing: swift run course reset and one of its exercises gives it back."
                : "\(first) is missing: get it from the course's repository again.")
    }

    /// Whether the course may write where it has to.
    private static func writing(_ course: CoursePackage) -> Finding {
        let folders = [course.root, course.path("Exercises"), course.path(".build")]
        let closed = folders.first { access($0, F_OK) == 0 && access($0, W_OK) != 0 }
        return Finding(
            name: "permission to write", state: closed == nil ? "yes" : "no",
            remedy: closed.map {
                "You may not write in \($0): move the course to a folder of your own."
            })
    }

    // MARK: The machine

    private static func disk(_ course: CoursePackage) -> Finding {
        var status = statvfs()
        guard statvfs(course.root, &status) == 0 else {
            return Finding(name: "free disk space", state: "unknown", remedy: nil)
        }
        return disk(free: Int(status.f_bavail) * Int(status.f_frsize))
    }

    /// What is built takes about one gigabyte.
    static func disk(free: Int) -> Finding {
        let tenths = free / 100_000_000
        return Finding(
            name: "free disk space", state: "\(tenths / 10).\(tenths % 10) GB",
            remedy: free >= 2_000_000_000
                ? nil
                : "The course and what is built of it need 2 GB: delete something, or move the course to "
                    + "another disk.")
    }

    private static func memory() -> Finding {
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let size = sysconf(Int32(_SC_PAGESIZE))
        return memory(bytes: max(0, pages) * max(0, size))
    }

    static func memory(bytes: Int) -> Finding {
        let gigabytes = (bytes + 500_000_000) / 1_000_000_000
        return Finding(
            name: "memory", state: "\(gigabytes) GB",
            remedy: bytes == 0 || bytes >= 1_800_000_000
                ? nil
                : "The compiler needs some 2 GB: close other programs, and build with swift build -j 1."
        )
    }

    /// The processor that the course was built for is the one that it runs on: otherwise this program
    /// would have said so at its start.
    private static func instructions() -> Finding {
        #if arch(arm64)
        return Finding(name: "instruction set", state: "arm64", remedy: nil)
        #else
        let level = ProcessorCheck.level
        return Finding(
            name: "instruction set", state: level,
            remedy: level == "the baseline"
                ? "Built without vector instructions, the long lessons take several times as long. "
                    + "If PRIMAVERA_ISA is set, unset it; an old processor can do no better."
                : nil)
        #endif
    }

    // MARK: The clock

    private static func clock(_ course: CoursePackage) -> Finding {
        let files =
            Catalogue.lessons.map { course.exerciseFile(of: $0) } + [course.path("Package.swift")]
        let newest = files.map(modificationTime).max() ?? 0
        return clock(now: time(nil), newest: newest)
    }

    /// A build compares times: with a clock that is wrong it builds too little, or always everything.
    static func clock(now: Int, newest: Int) -> Finding {
        let name = "clock"
        if now < 1_767_225_600 {  // The first of January 2026, before Swift 6.3.
            return Finding(
                name: name, state: "in the past", remedy: "Set this computer's date and time.")
        }
        if newest > now + 60 {
            return Finding(
                name: name, state: "behind the files",
                remedy:
                    "Files of the course were saved in the future: set the date and time, then touch "
                    + "Exercises/*.swift.")
        }
        return Finding(name: name, state: "fits the files", remedy: nil)
    }

    private static func modificationTime(_ path: String) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { return 0 }
        #if canImport(Glibc)
        return status.st_mtim.tv_sec
        #else
        return status.st_mtimespec.tv_sec
        #endif
    }
}
