import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Where a program is: a path as it stands, a name in the folders of `PATH`; `nil` when nowhere.
public func programPath(_ name: String) -> String? {
    if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { $0 + "/" + name }
        .first { access($0, X_OK) == 0 && !isFolder($0) }
}

func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Starts a program in a process group of its own.
///
/// - Parameters:
///   - input: its standard input; empty when `nil`
///   - output: its standard output
///   - errors: its standard error; the same as `output` when `nil`
func spawn(
    _ arguments: [String], _ folder: String?, _ environment: [String: String],
    input: Int32? = nil, output: Int32, errors: Int32? = nil
) throws -> pid_t {
    guard let program = programPath(arguments[0]) else {
        throw InputError("\(arguments[0]) cannot be started: there is no such program.")
    }
    var words = [program] + arguments.dropFirst()
    if let folder {
        guard isFolder(folder) else {
            throw InputError(
                "\(arguments[0]) cannot be started in \(folder): there is no such folder.")
        }
        // The call that changes the folder of a spawned program is not the same on all systems.
        words = ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", folder] + words
    }

    var actions = SpawnActions()
    var attributes = SpawnAttributes()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
    }
    if let input {
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, errors ?? output, STDERR_FILENO)

    // Signals as a program expects them at its start, whatever this one does with them.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for number in [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP, SIGTTIN, SIGTTOU, SIGCHLD] {
        sigaddset(&signals, number)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var id: pid_t = 0
    let problem = withStrings(words) { words in
        withStrings(environment.map { $0.key + "=" + $0.value }) { variables in
            posix_spawn(&id, words[0]!, &actions, &attributes, words, variables)
        }
    }
    if problem != 0 {
        throw InputError(
            "\(arguments[0]) cannot be started: \(String(cString: strerror(problem))).")
    }
    return id
}

/// Whether a child has ended; it stays there, to be waited for.
func hasEnded(_ id: pid_t) -> Bool {
    var info = siginfo_t()
    let result = waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT)
    if result != 0 { return errno != EINTR }
    // Without an ended child the structure stays as it was: zeros.
    return info.si_signo == SIGCHLD
}

/// Waits for a child, and tells what it used.
func reap(_ id: pid_t) -> (status: Int32, usage: ResourceUsage) {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(id, &status, 0, &usage) < 0 && errno == EINTR {}
    return (status, ResourceUsage(usage))
}

/// What a status of `wait` means.
func ending(_ status: Int32) -> CommandRun.Ending {
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
}

/// The part of `rusage` that is of interest.
struct ResourceUsage {
    let processorSeconds: Double
    /// In bytes.
    let peakMemory: Int

    init(_ usage: rusage) {
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) * 1e-6
        }
        processorSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
        #if os(Linux)
        peakMemory = usage.ru_maxrss * 1024
        #else
        peakMemory = usage.ru_maxrss
        #endif
    }
}

/// A pipe's two ends, the one to read from first; `nil` when the system has none left.
func openPipe() -> [Int32]? {
    var ends: [Int32] = [-1, -1]
    return pipe(&ends) == 0 ? ends : nil
}

/// Strings as C takes them: pointers, and a null behind the last.
private func withStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
) -> R {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return body(pointers)
}

#if canImport(Darwin)
private typealias SpawnActions = posix_spawn_file_actions_t?
private typealias SpawnAttributes = posix_spawnattr_t?
#else
private typealias SpawnActions = posix_spawn_file_actions_t
private typealias SpawnAttributes = posix_spawnattr_t
#endif
