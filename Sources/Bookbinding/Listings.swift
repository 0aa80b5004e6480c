import Foundation
import Primavera

/// The code that the book shows: cut from the sources, kept beside the pages, and compared with the
/// sources whenever the book is made.
///
/// `Listings/Lesson04.listings` says what is cut from where:
///
///     04-02-kernel.swift
///         from Lessons/04-convolution/main.swift
///         first let kernel =
///         last lesson.show(
///     04-03-six-loops.swift
///         from Sources/Primavera/Kernels/ConvolutionReference.swift
///         symbol conv2dReference
///
/// A listing's pieces are joined by an empty line.
struct Listings {
    private let folder: String
    /// The name of each listing, and its pieces as the sources have them now.
    private let cut: [(name: String, pieces: [CutPiece])]

    /// A piece, or why it could not be cut.
    private typealias CutPiece = (source: String, cut: Result<Piece.Cut, any Error>)

    init(of book: Book) throws {
        folder = book.catalogue + "/Listings"
        var cut: [(name: String, pieces: [CutPiece])] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".listings") {
            for listing in try Self.parse(text(of: folder + "/" + name), name: name) {
                let pieces = listing.pieces.map { piece -> CutPiece in
                    let cut = Result {
                        try piece.cut(from: text(of: book.root + "/" + piece.file)) { reason in
                            InputError("\(name), \(listing.name): \(piece.file) \(reason).")
                        }
                    }
                    return (piece.file, cut)
                }
                if cut.contains(where: { $0.name == listing.name }) {
                    throw InputError("\(name): there are two listings \(listing.name).")
                }
                cut.append((listing.name, pieces))
            }
        }
        self.cut = cut
    }

    /// Some lines of a source, and the listing that shows them.
    struct Place: Equatable {
        let listing: String
        let file: String
        let lines: ClosedRange<Int>

        /// `line 3`, `lines 3 to 9`
        var said: String {
            lines.count == 1
                ? "line \(lines.lowerBound)" : "lines \(lines.lowerBound) to \(lines.upperBound)"
        }
    }

    /// Where the pieces are in the sources as they are now; those that cannot be cut are nowhere.
    var places: [Place] {
        cut.flatMap { name, pieces in
            pieces.compactMap { source, piece in
                (try? piece.get()).map { Place(listing: name, file: source, lines: $0.lines) }
            }
        }
    }

    /// Where the sources are not as the book shows them.
    var differences: [Difference] {
        cut.flatMap { name, pieces -> [Difference] in
            guard let shown = try? text(of: folder + "/" + name),
                shown != (try? Self.joined(pieces))
            else { return [] }
            let changed = pieces.filter { piece in
                guard let cut = try? piece.cut.get() else { return true }
                return !shown.contains(cut.text)
            }
            return (changed.isEmpty ? pieces : changed).map { source, cut in
                var remedy =
                    "Listings/\(name) is not as the sources are: swift run course book --update, "
                    + "and read the page that shows it."
                if case .failure(let error) = cut { remedy = "\(error)" }
                return Difference(source: source, remedy: remedy)
            }
        }
    }

    /// Listings without a file, and files that no manifest names.
    func problems() throws -> [String] {
        var problems: [String] = []
        let names = Set(cut.map(\.name))
        for name in names.sorted()
        where !FileManager.default.fileExists(atPath: folder + "/" + name) {
            problems.append("Listings/\(name) is not there: swift run course book --update.")
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where !name.hasSuffix(".listings") && !names.contains(name) {
            problems.append("Listings/\(name) stands in no .listings file: enter it or remove it.")
        }
        return problems
    }

    /// Writes all listings; returns how many there are.
    func write() throws -> Int {
        for (name, pieces) in cut {
            try writeAtomically(Self.joined(pieces), to: folder + "/" + name)
        }
        return cut.count
    }

    private static func joined(_ pieces: [CutPiece]) throws -> String {
        try pieces.map { try $0.cut.get().text }.joined(separator: "\n\n") + "\n"
    }

    /// The listings of a manifest. A line without indent names one; `from` begins a piece.
    static func parse(_ manifest: String, name: String) throws -> [(name: String, pieces: [Piece])]
    {
        var listings: [(name: String, pieces: [Piece])] = []
        for (index, line) in manifest.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let words = line.trimmingCharacters(in: .whitespaces)
            func refuse(_ reason: String) -> InputError {
                InputError("\(name), line \(index + 1): \(reason).")
            }
            if words.isEmpty || words.hasPrefix("#") { continue }
            if !line.hasPrefix(" ") && !line.hasPrefix("\t") {
                listings.append((words, []))
                continue
            }
            let (key, value) = firstWord(words)
            guard var listing = listings.popLast() else {
                throw refuse("no listing has a name yet")
            }
            if key == "from" {
                listing.pieces.append(Piece(file: value))
            } else {
                guard var piece = listing.pieces.popLast() else {
                    throw refuse("`from` comes first")
                }
                switch key {
                case "symbol": piece.symbol = value
                case "first": piece.first = value
                case "last": piece.last = value
                default: throw refuse("from, symbol, first and last are known, \"\(key)\" is not")
                }
                listing.pieces.append(piece)
            }
            listings.append(listing)
        }
        return listings
    }

    private static func firstWord(_ line: String) -> (String, String) {
        guard let space = line.firstIndex(of: " ") else { return (line, "") }
        return (
            String(line[..<space]),
            line[line.index(after: space)...].trimmingCharacters(in: .whitespaces)
        )
    }
}

/// The text of a file of the package.
func text(of path: String) throws -> String {
    guard let text = String(validating: try Primavera.readFile(path), as: UTF8.self) else {
        throw InputError("\(path) is not a text file (UTF-8).")
    }
    return text
}
