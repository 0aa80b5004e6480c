import Foundation
import Primavera

/// The pictures of the book, as `Resources/Pictures.list` has them:
///
///     lesson04-kernels.svg = lesson04 03-kernels.svg
///     chapter-see.svg = Lessons/04-convolution/picture.svg
///     timeline.svg = by hand
///
/// The first is drawn by the lesson when it is called with `--pictures`; the second is a file of the
/// package; nothing draws the third. `NAME~dark.svg` beside a picture is the same on a dark ground.
struct Pictures {
    /// A picture and where it comes from: a lesson's program, or `nil` for a file; the name of the
    /// picture there, or the path of the file, or `nil` for what was drawn by hand.
    struct Entry: Equatable {
        let picture: String
        let program: String?
        let origin: String?
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
            let isByHand = words == ["by", "hand"]
            guard sides.count == 2, (1...2).contains(words.count) else {
                throw InputError(
                    "Pictures.list, line \(index + 1): NAME = LESSON PICTURE or NAME = FILE, not \"\(line)\"."
                )
            }
            return Entry(
                picture: sides[0].trimmingCharacters(in: .whitespaces),
                program: words.count == 2 && !isByHand ? words[0] : nil,
                origin: isByHand ? nil : words[words.count - 1])
        }
    }

    /// Copies that are not equal to the files of the package any more.
    var differences: [Difference] {
        entries.compactMap { entry in
            guard let origin = entry.origin, entry.program == nil,
                let shown = try? Primavera.readFile(folder + "/" + entry.picture),
                shown != (try? Primavera.readFile(root + "/" + origin))
            else { return nil }
            return Difference(
                source: origin,
                remedy: "Resources/\(entry.picture) is not equal to \(origin): "
                    + "swift run course book --pictures.")
        }
    }

    /// Pictures that are missing or too large, files that nobody entered.
    func problems() throws -> [String] {
        var problems: [String] = []
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names where name != "Pictures.list" && !name.hasPrefix("formula-") {
            let light = name.replacing("~dark", with: "")
            if !entries.contains(where: { $0.picture == light }) {
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
            guard let origin = entry.origin else { continue }
            let path =
                entry.program.map { "\(reports)/\($0)/pictures/\(origin)" } ?? "\(root)/\(origin)"
            try writeAtomically(try Primavera.readFile(path), to: folder + "/" + entry.picture)
        }
        return entries.count { $0.origin != nil }
    }

    private var reports: String { root + "/.build/book/reports" }
}
