import Foundation
import Primavera

/// A page for each source file that the book speaks of, with a number for each line: so that a page of
/// the book can name a line, and the line the page.
///
/// A line that declares a symbol leads to the symbol's page in the reference; above the file stand the
/// pages of the book that name it.
struct SourcePages {
    /// Where the pages lie in the site.
    static let base = "/sources"

    private let root: String
    private let files: SourceFiles
    private let pages: BookPages
    private let places: [Listings.Place]
    private let graphs: SymbolGraphs

    init(of book: Book, _ graphs: SymbolGraphs) throws {
        root = book.root
        files = SourceFiles(root: book.root)
        pages = try BookPages(of: book)
        places = try Listings(of: book).places
        self.graphs = graphs
    }

    static func address(_ path: String) -> String { base + "/" + path + "/" }

    /// The address of some lines of a file.
    static func address(_ place: Listings.Place) -> String {
        address(place.file) + "#L\(place.lines.lowerBound)"
    }

    func write(into site: String) throws {
        let addresses = try ReferencePages(of: site).addresses
        var symbols: [String: [Int: String]] = [:]
        for place in graphs.places {
            symbols[place.file, default: [:]][place.line] = addresses[place.symbol]
        }
        for path in files.paths {
            let page = try html(path, text(of: root + "/" + path), symbols[path] ?? [:])
            try writeAtomically(page, to: site + Self.address(path) + "index.html")
        }
    }

    private func html(_ path: String, _ source: String, _ symbols: [Int: String]) -> String {
        let lesson = path.firstMatch(of: #/^(?:Lessons/|Exercises/Lesson)(\d\d)/#).map {
            "Lesson\($0.output.1)"
        }
        let mentions = pages.pages.compactMap { page -> String? in
            let shown = places.filter { $0.file == path && page.listings.contains($0.listing) }
            let isNamed = page.sources.contains { files.path(of: $0) == path }
            guard page.name == lesson || isNamed || !shown.isEmpty else { return nil }
            let lines = shown.map { "<a href=\"#L\($0.lines.lowerBound)\">\($0.said)</a>" }
            return "<a href=\"\(page.address)\">\(escaped(page.title))</a>"
                + (lines.isEmpty ? "" : " (\(lines.joined(separator: ", ")))")
        }
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let body = lines.enumerated().map { index, line in
            let number = index + 1
            let code =
                symbols[number].map { "<a href=\"\($0)\">\(escaped(line))</a>" } ?? escaped(line)
            return "<span id=\"L\(number)\"><b>\(number)</b>\(code)\n</span>"
        }
        return """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(path)</title>
            <style>\(pageStyle)</style>
            <main>
            <p><a href="/tutorials/contents">Primavera</a></p>
            <h1>\(path.replacing("/", with: "/<wbr>"))</h1>
            \(mentions.isEmpty ? "" : "<p>In the book: \(mentions.joined(separator: ", ")).</p>")
            <pre tabindex="0" aria-label="The file, line by line"><code>\(body.joined())</code></pre>
            </main>
            </html>

            """
    }
}

/// A text as it must stand in HTML.
func escaped(_ text: some StringProtocol) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
        .replacingOccurrences(of: "\"", with: "&quot;")
}

/// How the pages look that are not made by `docc`: its colours, light and dark.
let pageStyle = """
    :root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fff; --soft: #f5f5f7; --link: #0050b3; \
    --line: #6e6e73 }
    @media (prefers-color-scheme: dark) { :root { --ink: #f5f5f7; --paper: #000; --soft: #1d1d1f; \
    --link: #66b3ff; --line: #a1a1a6 } }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif }
    main { max-width: 66rem; margin: 0 auto; padding: 1.5rem 1rem }
    h1 { font-size: 1.5rem; line-height: 1.25 }
    a { color: var(--link) }
    pre { background: var(--soft); overflow-x: auto; padding: 1rem 0; border-radius: 12px; \
    font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace }
    pre span { display: block; padding-right: 1rem }
    pre span:target { background: #ffe58f; color: #000 }
    pre span:target a, pre span:target b { color: #000 }
    pre b { display: inline-block; width: 3rem; margin-right: 1rem; text-align: right; font-weight: 400; \
    color: var(--line); user-select: none }
    pre a { text-decoration-style: dotted; color: inherit }
    """
