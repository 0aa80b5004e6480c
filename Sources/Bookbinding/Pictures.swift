import Foundation
import Primavera

/// The pictures of the book, as `Resources/Pictures.list` has them:
///
///     lesson04-kernels.svg = lesson04 03-kernels.svg
///     chapter-see.svg = Lessons/04-convolution/picture.svg
///
/// The first is drawn by the lesson when it is called with `--pictures`; the second is a file of the
/// package.
struct Pictures {
    /// A picture and where it comes from: a lesson's program, or `nil` for a file.
    struct Entry: Equatable {
        let picture: String
        let program: String?
        let origin: String
    }

    private let root: String
    private let folder: String
    let entries: [Entry]

    init(of book: Book) throws {
        root = book.root
        folder = book.catalogue + "/Resources"
        entries = try Self.parse(text(of: folder + "/Pictures.list"))
    }

    static func parse(_ list: String) throws -> [Entry] {
        try list.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            index, line in
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { return nil }
            let sides = line.components(separatedBy: " = ")
            let words = sides.last?.split(separator: " ").map(String.init) ?? []
            guard sides.count == 2, (1...2).contains(words.count) else {
                throw InputError(
                    "Pictures.list, line \(index + 1): NAME = LESSON PICTURE or NAME = FILE, not \"\(line)\"."
                )
            }
            return Entry(
                picture: sides[0].trimmingCharacters(in: .whitespaces),
                program: words.count == 2 ? words[0] : nil, origin: words[words.count - 1])
        }
    }

    /// Pictures that are missing or too large, files that nobody entered, copies that are not equal.
    func problems() throws -> [String] {
        var problems: [String] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names where name != "Pictures.list" && !name.hasPrefix("formula-") {
            if !entries.contains(where: { $0.picture == name }) {
                problems.append("Resources/\(name) stands not in Pictures.list.")
            }
        }
        for entry in entries {
            guard let bytes = try? Primavera.readFile(folder + "/" + entry.picture) else {
                problems.append(
                    "Resources/\(entry.picture) is not there: swift run course book --pictures.")
                continue
            }
            if bytes.count > 200_000 {
                problems.append(
                    "Resources/\(entry.picture) has \(bytes.count / 1000) KB; 200 KB are allowed.")
            }
            if entry.program == nil && bytes != (try? Primavera.readFile(root + "/" + entry.origin))
            {
                problems.append(
                    "Resources/\(entry.picture) is not equal to \(entry.origin): "
                        + "swift run course book --pictures.")
            }
        }
        return problems
    }

    /// Runs each lesson once, and takes its pictures; returns how many were taken.
    func draw(programs: String) throws -> Int {
        for program in Set(entries.compactMap(\.program)).sorted() {
            let path = programs + "/" + program
            guard FileManager.default.isExecutableFile(atPath: path) else {
                throw InputError("\(program) was not built yet: swift build, then this again.")
            }
            Terminal.write("\(program) …\n")
            let run = try run(path, ["--pictures", "--out", reports + "/" + program])
            if run.status != 0 {
                throw InputError("\(program) ended with \(run.status):\n\(run.output)")
            }
        }
        for entry in entries {
            let origin =
                entry.program.map { "\(reports)/\($0)/pictures/\(entry.origin)" }
                ?? root + "/" + entry.origin
            try writeAtomically(try Primavera.readFile(origin), to: folder + "/" + entry.picture)
        }
        return entries.count
    }

    private var reports: String { root + "/.build/book/reports" }
}
