import Coursework
import FoundationEssentials
import Grading
import Primavera

/// What the companion remembers: which exercises passed, with which text, and which hints were shown.
///
/// It is kept in `.course/progress.json`, outside of `.build`, which one may delete at any time.
struct Progress: Codable, Equatable {
    struct Entry: Codable, Equatable {
        /// The fingerprint of the functions when they passed.
        var passed: String?
        /// The fingerprint when they were checked last, and what came of it.
        var checked: String?
        var verdict: TestOutput.Verdict?
        /// How many hints were shown.
        var hints: Int?
    }

    var version = 1
    var exercises: [String: Entry] = [:]
    /// The exercise that was asked for last.
    var current: String?

    subscript(id: String) -> Entry {
        get { exercises[id] ?? Entry() }
        set { exercises[id] = newValue }
    }
}

/// The file that holds the progress.
struct ProgressFile {
    let path: String

    init(_ course: CoursePackage) { path = course.path(".course/progress.json") }

    /// What the file holds. A damaged one is put aside, with a sentence, and all begins anew: what is
    /// done counts again after `course check`.
    func load(tell: (String) -> Void = { printError("course: " + $0) }) -> Progress {
        guard let bytes = try? readFile(path, limit: 1 << 22) else { return Progress() }
        if let progress = try? JSONDecoder().decode(Progress.self, from: Data(bytes)),
            progress.version == 1
        {
            return progress
        }
        let aside = path + ".damaged"
        try? writeAtomically(bytes, to: aside)
        try? save(Progress())
        tell(
            ".course/progress.json is damaged and was put aside (progress.json.damaged); "
                + "swift run course check --all finds out again what is done.")
        return Progress()
    }

    /// Changes the file: what another `course` has written in the meantime stays.
    ///
    /// - Returns: the progress as it is then, also when it could not be written
    func update(_ change: (inout Progress) -> Void) -> Progress {
        var progress = load()
        let before = progress
        change(&progress)
        if progress == before { return progress }
        do {
            try save(progress)
        } catch {
            printError("course: your progress is not remembered: \(error)")
        }
        return progress
    }

    private func save(_ progress: Progress) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try writeAtomically(Array(try encoder.encode(progress)) + [10], to: path)
    }
}
