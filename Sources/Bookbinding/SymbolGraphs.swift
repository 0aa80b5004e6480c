import Foundation
import Primavera

/// What the modules declare for others, with comments and places: the material of the reference.
///
/// The graphs are taken from the modules as they are built, in a second. (`swift package
/// dump-symbol-graph` makes the same, but waits for the lock of `.build`, which `swift run` holds.)
struct SymbolGraphs {
    let folder: String
    /// All symbols, and those without a comment, as `Primavera.Dense.inputs (Dense.swift, line 39)`.
    let count: Int
    let undocumented: [Difference]
    /// Where each symbol is declared: the file in the package, the line from 1, and its name for the compiler.
    let places: [(file: String, line: Int, symbol: String)]

    init(of book: Book) throws {
        folder = book.workshop + "/graphs"
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let extractor = try toolOfTheToolchain("swift-symbolgraph-extract")
        var (count, undocumented) = (0, [Difference]())
        var places: [(file: String, line: Int, symbol: String)] = []
        for module in Book.modules {
            let run = try run(
                extractor,
                [
                    "-module-name", module, "-I", book.modules, "-target", Self.target, "-sdk",
                    Self.sdk, "-minimum-access-level", "public", "-skip-synthesized-members",
                    "-output-dir", folder,
                ])
            if run.status != 0 {
                throw InputError(
                    "The symbols of \(module) cannot be read; swift build, then this again. "
                        + run.output.prefix { $0 != "\n" })
            }
            for symbol in try Self.symbols(folder + "/\(module).symbols.json") {
                count += 1
                if symbol.docComment == nil {
                    let name = ([module] + symbol.pathComponents).joined(separator: ".")
                    undocumented.append(
                        Difference(
                            source: "\(name) (\(symbol.place)), which has no comment",
                            remedy: "\(name) (\(symbol.place)) has no comment."))
                }
                if let location = symbol.location {
                    let file = location.uri.components(separatedBy: book.root + "/").last ?? ""
                    places.append((file, location.position.line + 1, symbol.identifier.precise))
                }
            }
        }
        self.count = count
        self.undocumented = undocumented
        self.places = places
    }

    /// A symbol, as far as the book needs it.
    struct Symbol: Decodable {
        struct Location: Decodable {
            struct Position: Decodable { let line: Int }
            let uri: String
            let position: Position
        }
        struct Identifier: Decodable { let precise: String }
        struct Comment: Decodable {}

        let pathComponents: [String]
        let identifier: Identifier
        let docComment: Comment?
        let location: Location?

        var place: String {
            guard let location else { return "made by the compiler" }
            let file = location.uri.split(separator: "/").last ?? ""
            return "\(file), line \(location.position.line + 1)"
        }
    }

    static func symbols(_ path: String) throws -> [Symbol] {
        struct Graph: Decodable { let symbols: [Symbol] }
        let data = Data(try Primavera.readFile(path))
        do { return try JSONDecoder().decode(Graph.self, from: data).symbols } catch {
            throw InputError("\(path) is not a symbol graph: \(error).")
        }
    }

    #if os(macOS)
    private static var target: String { architecture + "-apple-macosx15.0" }
    private static var sdk: String {
        (try? run("/usr/bin/xcrun", ["--show-sdk-path"]))?.output.trimmingCharacters(
            in: .whitespacesAndNewlines) ?? "/"
    }
    #else
    private static var target: String { architecture + "-unknown-linux-gnu" }
    private static var sdk: String { "/" }
    #endif

    #if arch(arm64) && os(Linux)
    private static let architecture = "aarch64"
    #elseif arch(arm64)
    private static let architecture = "arm64"
    #else
    private static let architecture = "x86_64"
    #endif
}
