import Foundation
import Primavera

/// The pages that were written for the book: tutorials, articles, and what stands before them.
struct BookPages {
    /// A page, with its place in the catalogue and its address in the site.
    struct Page {
        let path: String
        let text: String
        /// The source files that it names, some of them shortly.
        let sources: Set<String>
        /// The listings that it shows.
        let listings: Set<String>

        /// `Convolution and Sobel`: the title of a tutorial's introduction, the heading of an article.
        let title: String

        init(path: String, text: String) {
            self.path = path
            self.text = text
            sources = Set(text.matches(of: #/[A-Za-z0-9_\-\/]+\.swift/#).map { String($0.output) })
            listings = Set(text.matches(of: #/file: "([^"]+)"/#).map { String($0.output.1) })
            let introduction = text.firstMatch(of: #/@Intro\(title: "([^"]*)"/#)?.output.1
            let heading = text.split(separator: "\n").first { $0.hasPrefix("# ") }?.dropFirst(2)
            title = String(introduction ?? heading ?? "").replacing("`", with: "")
        }

        var isTutorial: Bool { path.hasSuffix(".tutorial") }
        var name: String { String(path.split(separator: "/").last!.split(separator: ".").first!) }

        var address: String {
            switch (path.contains("/"), isTutorial) {
            case (true, true): "/tutorials/primavera/\(name.lowercased())"
            case (true, false): "/documentation/primavera/\(name.lowercased())"
            case (false, true): "/tutorials/\(name.lowercased())"
            case (false, false): "/documentation/\(name.lowercased())"
            }
        }
    }

    let pages: [Page]
    var articles: [Page] { pages.filter { $0.path.hasPrefix("Articles/") } }

    init(of book: Book) throws {
        var pages: [Page] = []
        for part in ["", "Tutorials/", "Articles/"] {
            let folder = book.catalogue + "/" + part
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            where name.hasSuffix(".tutorial") || name.hasSuffix(".md") {
                pages.append(Page(path: part + name, text: try text(of: folder + name)))
            }
        }
        self.pages = pages
    }
}
