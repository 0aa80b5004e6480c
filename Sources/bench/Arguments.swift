import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What `bench` was asked for.
struct Arguments {
    var json: String?
    var only: [String] = []
    var threads = Threads.maximum
    var rounds = 7
    var plots: String?
    var comparesThreads = false

    static let help = """
        swift run bench: how long the library takes, and what share of the machine's limit that is

          --only NAME[,NAME]   only these workloads; --list names them
          --json FILE          the figures as JSON too
          --threads N          how many threads at most, 1 to 64 (default: all processors)
          --rounds N           how many times each is timed, 1 to 100 (default 7); the median counts
          --scaling            instead: how much faster each is on all threads than on one; in turn,
                               in moments in which all processors are there and alike
          --plots FOLDER       instead: time against size, as two charts, and --scaling
          --list               the names of the workloads
          --help               this text

        Peers/compare beside this program's source runs PyTorch, NumPy, OpenCV and Keras in turn with it.
        Ends with 2 when an argument is wrong or a file cannot be written.

        """

    /// - Throws: `InputError` that names the option and says what it takes
    init(_ words: [String]) throws {
        var rest = words[...]
        func value(_ option: String, _ example: String) throws -> String {
            guard let value = rest.popFirst(), !value.hasPrefix("--") else {
                throw InputError("\(option) takes a value, such as \(option) \(example).")
            }
            return value
        }
        func number(_ option: String, _ range: ClosedRange<Int>) throws -> Int {
            let text = try value(option, "\(min(5, range.upperBound))")
            guard let number = Int(text), range.contains(number) else {
                throw InputError(
                    "\(option) takes a whole number from \(range.lowerBound) to "
                        + "\(range.upperBound), not \"\(text)\".")
            }
            return number
        }
        while let word = rest.popFirst() {
            switch word {
            case "--json": json = try value(word, "times.json")
            case "--only":
                only = try value(word, "lenet-128").split(separator: ",").map(String.init)
            case "--threads": threads = try number(word, 1...64)
            case "--rounds": rounds = try number(word, 1...100)
            case "--scaling": comparesThreads = true
            case "--plots": plots = try value(word, "Plots")
            default: throw InputError("there is no option \(word); --help lists them.")
            }
        }
        let names = Workload.all().map(\.name)
        if let unknown = only.first(where: { !names.contains($0) }) {
            throw InputError("there is no workload \"\(unknown)\"; --list names them.")
        }
        if comparesThreads && plots != nil {
            throw InputError("--plots does what --scaling does, too: give one of them.")
        }
        if json != nil && (comparesThreads || plots != nil) {
            throw InputError("--scaling and --plots write no JSON: leave --json out.")
        }
        if comparesThreads && threads < 2 {
            throw InputError(
                "--scaling compares one thread with more: it takes --threads 2 or more.")
        }
    }

    /// Whether a workload is to be measured.
    func wants(_ workload: Workload) -> Bool { only.isEmpty || only.contains(workload.name) }
}

/// Finds out before minutes of measuring, not after them, that a file cannot be written.
///
/// - Throws: `InputError` with the path and the system's reason
func checkPlace(of path: String) throws {
    try makeFolders(above: path)
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    // The slash and the dot at the end refuse a file in the folder's place.
    let inside = folder.isEmpty ? "." : folder.joined(separator: "/") + "/."
    if access(inside, W_OK) != 0 {
        throw InputError("\(path) cannot be written: \(lastSystemError()).")
    }
}
