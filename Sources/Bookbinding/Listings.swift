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
    /// The name of each listing and its text.
    private let cut: [(name: String, text: String)]

    init(of book: Book) throws {
        folder = book.catalogue + "/Listings"
        var cut: [(name: String, text: String)] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where name.hasSuffix(".listings") {
            for listing in try Self.parse(text(of: folder + "/" + name), name: name) {
                let pieces = try listing.pieces.map { piece in
                    try piece.cut(from: text(of: book.root + "/" + piece.file)) { reason in
                        InputError("\(name), \(listing.name): \(piece.file) \(reason).")
                    }
                }
                if cut.contains(where: { $0.name == listing.name }) {
                    throw InputError("\(name): there are two listings \(listing.name).")
                }
                cut.append((listing.name, pieces.joined(separator: "\n\n") + "\n"))
            }
        }
        self.cut = cut
    }

    /// What differs between the sources and the book.
    func problems() throws -> [String] {
        var problems: [String] = []
        for (name, text) in cut {
            let path = folder + "/" + name
            if (try? Primavera.readFile(path)) != Array(text.utf8) {
                problems.append(
                    "Listings/\(name) is not as the sources are: swift run course book --update, "
                        + "and read the page that shows it.")
            }
        }
        let names = Set(cut.map(\.name))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        where !name.hasSuffix(".listings") && !names.contains(name) {
            problems.append("Listings/\(name) stands in no .listings file: enter it or remove it.")
        }
        return problems
    }

    /// Writes all listings; returns how many there are.
    func write() throws -> Int {
        for (name, text) in cut { try writeAtomically(text, to: folder + "/" + name) }
        return cut.count
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
