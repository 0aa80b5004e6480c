/// Looks through a source for what no exercise needs and an attack does: the means to read foreign
/// memory, to end the program, to start others, to open files.
///
/// It names the line for the one who grades. It is not the wall: the sandbox and the record hold where
/// this reader is blind, and `ObjectFinding` sees what the compiler made of the source.
enum ForbiddenMeans {
    struct Finding: Equatable {
        let line: Int
        let sentence: String
    }

    /// The first thing that is refused; `nil` for an honest source.
    static func first(in text: String) -> Finding? {
        let source = SourceTokens(text)
        if let line = source.hiddenPlace {
            return Finding(
                line: line,
                sentence: "a regex literal, /…/, is not read here: no exercise needs one.")
        }
        return Self.first(in: source.tokens)
    }

    private static func first(in tokens: [SwiftToken]) -> Finding? {
        let declared = Self.declared(in: tokens)
        for (index, token) in tokens.enumerated() {
            let before = index > 0 ? tokens[index - 1] : nil
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            func found(_ sentence: String) -> Finding {
                Finding(line: token.line, sentence: sentence)
            }

            if token.text == "@", let next, !attributes.contains(next.text) {
                return found("the attribute @\(next.text) is not for exercises.")
            }
            if token.text == "#", let next, next.start == token.end, next.kind == .word,
                !directives.contains(next.text)
            {
                return found("#\(next.text) is not for exercises.")
            }
            if token.text == "#", next?.text == "/" {
                return found("a regex literal, #/…/#, is not read here: no exercise needs one.")
            }
            guard token.kind == .word else { continue }
            if token.text == "import", before?.text != "." {
                var last = next
                // import func Glibc.exp
                if let word = next?.text, ["func", "struct", "let", "var", "enum"].contains(word),
                    index + 2 < tokens.count
                {
                    last = tokens[index + 2]
                }
                if let module = last?.text, !modules.contains(module) {
                    return found("import \(module): exercises import \(moduleList) alone.")
                }
            }
            if token.text.lowercased().contains("unsafe") {
                if token.text == "unsafe", index > 1, tokens[index - 2].text == "nonisolated" {
                    continue
                }
                return found("\(token.text) reaches foreign memory: no exercise needs it.")
            }
            // A member of something is another thing than the function of the system, Glibc.fork apart.
            let isOfSystem =
                before?.text == "." && index > 1
                && ["Glibc", "Darwin"].contains(tokens[index - 2].text)
            let isMember = before?.text == "." && !isOfSystem
            if everyUse.contains(token.text) || token.text.hasPrefix("pthread_") {
                return found("\(token.text) is not for exercises.")
            }
            if isOfSystem, calls.contains(token.text) {
                return found("\(token.text) is not for exercises.")
            }
            if !isMember, next?.text == "(", before?.text != "func", calls.contains(token.text),
                !declared.contains(token.text)
            {
                return found("\(token.text)() is not for exercises.")
            }
            if token.text.count > 1, token.text.hasPrefix("_"),
                token.text.contains(where: \.isLetter),
                !declared.contains(token.text)
            {
                return found(
                    "\(token.text) is no name of your own, but one of the language's inside.")
            }
        }
        return nil
    }

    /// The names that the source gives itself: variables, functions, parameters, types.
    private static func declared(in tokens: [SwiftToken]) -> Set<String> {
        var names: Set<String> = []
        for (index, token) in tokens.enumerated() where token.kind == .word && index > 0 {
            let before = tokens[index - 1].text
            let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
            if ["let", "var", "func", "for", "struct", "enum", "class", "typealias", "case"]
                .contains(before)
                || next == ":" || next == "in"
            {
                names.insert(token.text)
            }
        }
        return names
    }

    /// Foundation for its mathematics: of the rest `ObjectFinding` lets nothing through.
    private static let modules: Set = [
        "Coursework", "Primavera", "Glibc", "Darwin", "Foundation", "FoundationEssentials",
    ]
    private static let moduleList = "Coursework, Primavera, Glibc and Foundation"

    private static let attributes: Set = [
        "autoclosure", "available", "discardableResult", "escaping", "frozen", "inlinable",
        "inline",
        "MainActor", "propertyWrapper", "resultBuilder", "Sendable", "unchecked", "unknown",
        "usableFromInline", "warn_unqualified_access", "dynamicMemberLookup", "dynamicCallable",
    ]

    private static let directives: Set = [
        "if", "else", "elseif", "endif", "available", "unavailable", "file", "fileID", "filePath",
        "line", "column", "function", "warning", "error",
    ]

    /// Names that nobody gives to a thing of his own.
    private static let everyUse: Set = [
        "Builtin", "CommandLine", "CVarArg", "CVaListPointer", "OpaquePointer", "Unmanaged",
        "AutoreleasingUnsafeMutablePointer", "cString", "decodingCString", "validatingCString",
        "validatingUTF8", "withVaList", "getVaList", "_exit", "_Exit", "quick_exit",
        "at_quick_exit",
        "atexit", "on_exit", "fork", "vfork", "posix_spawn", "posix_spawnp", "execv", "execve",
        "execvp", "fexecve", "popen", "dlopen", "dlsym", "dlclose", "dladdr", "dl_iterate_phdr",
        "mmap",
        "mmap64", "munmap", "mprotect", "mremap", "madvise", "memcpy", "memmove", "memset",
        "memccpy",
        "mempcpy", "memmem", "memchr", "memrchr", "memcmp", "bcopy", "bzero", "syscall", "ptrace",
        "process_vm_readv", "process_vm_writev", "setjmp", "longjmp", "sigaction", "sigprocmask",
        "killpg", "tgkill", "fopen", "freopen", "fdopen", "fopen64", "fmemopen", "fread", "fwrite",
        "fgets", "openat", "open64", "creat", "opendir", "readdir", "unlink", "symlink", "readlink",
        "pipe2", "dup2", "getenv", "setenv", "putenv", "unsetenv", "environ", "secure_getenv",
        "getauxval", "getpid", "getppid", "getaddrinfo", "gethostbyname", "recvfrom", "sendto",
        "setrlimit", "prctl", "memfd_create", "strdup", "strndup", "strcpy", "strncpy", "qsort",
        "bsearch", "Task", "TaskGroup", "async", "await", "actor", "withTaskGroup",
        "_conditionallyUnreachable", "_diagnoseUnexpectedNilOptional",
        "_openExistential",
        "_getErrorEmbeddedNSError", "_stdlib_isOSVersionAtLeast",
    ]

    /// Names that a student may well use for his own; only calls of what he has not declared count.
    private static let calls: Set = [
        "exit", "abort", "kill", "raise", "signal", "system", "open", "close", "read", "write",
        "link",
        "rename", "remove", "socket", "connect", "bind", "listen", "accept", "send", "recv", "pipe",
        "dup", "select", "poll", "wait", "waitpid", "alarm", "strlen", "strcmp", "strcat", "fclose",
        "mkdir", "rmdir", "chmod", "chown", "chdir", "truncate", "ioctl", "fcntl", "clone",
        "setuid",
        "pread", "pwrite", "readv", "writev", "sendmsg", "recvmsg", "stat", "access", "ftw", "glob",
        "malloc", "calloc", "realloc", "free",
    ]
}
