import Foundation

/// Runs programs that nobody has read, with little to see and little to spoil.
///
/// On Linux that is `bwrap` (bubblewrap): new namespaces for files, processes, users and the network. A
/// program sees the system's libraries and the folders it is given, read-only; it can write into a
/// scratch folder in memory, and for a build into the build's folder. `prlimit` counts the rest. On
/// macOS it is `sandbox-exec`, written after its manual and not tried. `.none` has the limits alone.
struct Sandbox: Sendable {
    enum Kind: String, Sendable {
        case bubblewrap
        case seatbelt
        case none
    }

    let kind: Kind
    /// Root's own sandbox would be counted as root: it runs as nobody.
    private let dropsRoot = getuid() == 0

    /// What a program may use up.
    struct Limits: Sendable {
        var seconds: Double
        var memoryBytes: Int
        var processes: Int
        var fileBytes: Int
        var scratchBytes = 64 << 20
        var outputBytes = 262_144

        /// For the test of one exercise.
        static let exercise = Limits(
            seconds: 10, memoryBytes: 1 << 30, processes: 64, fileBytes: 16 << 20)
        /// For the compiler.
        static let build = Limits(
            seconds: 120, memoryBytes: 4 << 30, processes: 256, fileBytes: 1 << 30)
    }

    /// A folder from outside, and its name inside.
    struct Folder {
        let outside: String
        let inside: String
        var isWritable = false
    }

    /// What a room in the sandbox has.
    struct Room {
        var folders: [Folder]
        /// Folders that keep their names: the compiler, the system's headers.
        var system: [String] = []
        var workingFolder: String
        /// For the compiler, which looks itself up there. Through /proc a program can read its own
        /// memory, and reach its pipes once more.
        var hasProcessTable = false
    }

    /// The best that this machine has.
    ///
    /// - Parameter isUnsafe: whether to do without
    /// - Throws: `Refusal` where there is none, with what to install
    static func find(isUnsafe: Bool) throws -> Sandbox {
        if isUnsafe { return Sandbox(kind: .none) }
        #if os(Linux)
        guard path(of: "bwrap") != nil, path(of: "prlimit") != nil else {
            throw Refusal(
                .noSandbox,
                "There is no sandbox here: install bubblewrap and util-linux (apt install bubblewrap), "
                    + "or give --unsafe to run the students' code with your rights.")
        }
        let sandbox = Sandbox(kind: .bubblewrap)
        let room = Room(folders: [], workingFolder: "/scratch")
        let trial = try sandbox.run(
            ["/bin/true"], in: room, limits: .exercise, isTrial: true)
        guard trial.ending == .exited(0) else {
            let reason = trial.errorText.split(separator: "\n").first ?? "it says nothing"
            throw Refusal(
                .noSandbox,
                "bwrap is installed, but cannot make a sandbox here (\(reason)): allow user namespaces, "
                    + "or, in a container made for one submission, give --unsafe.")
        }
        return sandbox
        #else
        guard path(of: "sandbox-exec") != nil else {
            throw Refusal(
                .noSandbox,
                "sandbox-exec is not found: give --unsafe to run the students' code with your rights."
            )
        }
        return Sandbox(kind: .seatbelt)
        #endif
    }

    /// Runs a program in a room.
    func run(
        _ command: [String], in room: Room, limits: Limits, input: [UInt8] = [],
        isTrial: Bool = false
    ) throws -> ProgramRun {
        let environment = [
            "PATH": "/usr/bin:/bin", "HOME": room.workingFolder, "TMPDIR": "/tmp",
            "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no", "MALLOC_ARENA_MAX": "2",
        ]
        let inner = Self.limited(command, limits, countsProcesses: kind == .bubblewrap || dropsRoot)
        let whole: [String]
        switch kind {
        case .bubblewrap: whole = asNobody + bubblewrap(room, limits, isTrial: isTrial) + inner
        case .seatbelt:
            whole = ["/usr/bin/sandbox-exec", "-p", seatbeltProfile(room)] + inner
        case .none: whole = asNobody + inner
        }
        return try ProgramRun(
            whole, environment: environment, input: input,
            limits: .init(seconds: limits.seconds, outputBytes: limits.outputBytes))
    }

    /// The name of a folder's content for programs inside.
    func inside(_ folder: Folder) -> String { kind == .bubblewrap ? folder.inside : folder.outside }

    /// Makes a folder writable for the programs inside.
    func openForWriting(_ path: String) throws {
        if dropsRoot, chown(path, Self.nobody, Self.nobody) != 0 {
            throw Refusal(.noSpace, "\(path) cannot be given to another user.")
        }
    }

    // MARK: Linux

    private static let nobody: uid_t = 65_534

    private var asNobody: [String] {
        guard dropsRoot, let program = Self.path(of: "setpriv") else { return [] }
        return [
            program, "--reuid=\(Self.nobody)", "--regid=\(Self.nobody)", "--clear-groups",
            "--no-new-privs", "--",
        ]
    }

    private func bubblewrap(_ room: Room, _ limits: Limits, isTrial: Bool) -> [String] {
        var words = [
            Self.path(of: "bwrap") ?? "/usr/bin/bwrap", "--unshare-all", "--die-with-parent",
            "--new-session",
            "--hostname", "exam",
        ]
        // The loader and the shell; `/lib` is a link on most systems, a folder on some.
        for folder in ["/usr/lib", "/usr/lib64", "/usr/bin", "/lib", "/lib64", "/bin"] + room.system
        {
            words += ["--ro-bind-try", folder, folder]
        }
        for device in ["/dev/null", "/dev/zero", "/dev/urandom"] {
            words += ["--dev-bind", device, device]
        }
        for scratch in ["/scratch", "/tmp"] {
            words += ["--size", "\(limits.scratchBytes)", "--tmpfs", scratch]
        }
        for folder in room.folders {
            words += [folder.isWritable ? "--bind" : "--ro-bind", folder.outside, folder.inside]
        }
        if room.hasProcessTable {
            words += ["--proc", "/proc"]
        }
        // The root itself is a folder in memory, without a limit.
        return words + ["--remount-ro", "/", "--chdir", room.workingFolder, "--"]
    }

    /// The command under the limits that the kernel counts.
    private static func limited(
        _ command: [String], _ limits: Limits, countsProcesses: Bool
    ) -> [String] {
        let processorSeconds = Int(limits.seconds.rounded(.up)) * 4
        guard let program = path(of: "prlimit") else {
            let counts = "ulimit -t \(processorSeconds); ulimit -f \(limits.fileBytes / 512); "
            return ["/bin/sh", "-c", counts + "exec \"$@\"", "sh"] + command
        }
        return [
            program, "--cpu=\(processorSeconds)", "--data=\(limits.memoryBytes)",
            "--as=\(limits.memoryBytes * 4)", "--fsize=\(limits.fileBytes)", "--core=0",
            "--nofile=256",
        ] + (countsProcesses ? ["--nproc=\(limits.processes)"] : []) + ["--"] + command
    }

    // MARK: macOS

    private func seatbeltProfile(_ room: Room) -> String {
        let readable = room.folders.map(\.outside) + room.system
        let writable = room.folders.filter(\.isWritable).map(\.outside)
        func paths(_ folders: [String]) -> String {
            folders.map { "(subpath \"\($0)\")" }.joined(separator: " ")
        }
        return """
            (version 1) (deny default) (allow process-exec) (allow process-fork) (allow sysctl-read)
            (allow mach-lookup) (allow file-read-metadata)
            (allow file-read* (subpath "/usr") (subpath "/System") (subpath "/Library/Developer")
              (literal "/dev/null") (literal "/dev/urandom") \(paths(readable)))
            \(writable.isEmpty ? "" : "(allow file-write* \(paths(writable)))")
            """
    }

    /// A program of the system.
    static func path(of program: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + program }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
