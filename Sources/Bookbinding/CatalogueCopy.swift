import Foundation
import Primavera

/// The copy of the pages that `docc` reads. Four things are written into it that the pages say shortly:
/// - A link from a lesson to an article, `<doc:Glossary>`, becomes an address: where a catalogue goes
///   with several modules, `docc` resolves the links of tutorials before it knows the articles.
/// - The path of a source file between back quotes becomes a link to that file's page.
/// - Before a listing stands where it was cut from, as a link to the lines.
/// - A step without code and picture gets those of the step before it.
struct CatalogueCopy {
    let folder: String
    /// How many pages were written for the book.
    let pages: Int

    init(of book: Book) throws {
        folder = book.workshop + "/Primavera.docc"
        let files = FileManager.default
        try? files.removeItem(atPath: folder)
        let found = try BookPages(of: book)
        let sources = SourceFiles(root: book.root)
        let places = try Listings(of: book).places
        for page in found.pages {
            try writeAtomically(
                Self.linked(
                    TutorialSteps.withMedia(TutorialSteps.withPlaces(page.text, places)),
                    articles: page.isTutorial ? found.articles : [], sources: sources),
                to: folder + "/" + page.path)
        }
        try files.copyItem(
            atPath: book.catalogue + "/theme-settings.json", toPath: folder + "/theme-settings.json"
        )
        for part in ["Resources", "Listings"] {
            for name in try files.contentsOfDirectory(atPath: book.catalogue + "/" + part)
            where !name.hasSuffix(".list") && !name.hasSuffix(".listings") {
                let bytes = try Primavera.readFile(book.catalogue + "/\(part)/\(name)")
                try writeAtomically(bytes, to: folder + "/\(part)/\(name)")
            }
        }
        pages = found.pages.count
    }

    /// A page's text with addresses for articles, and links for the paths of sources.
    static func linked(
        _ text: String, articles: [BookPages.Page], sources: SourceFiles
    ) -> String {
        var isListing = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.drop(while: \.isWhitespace).hasPrefix("```") { isListing.toggle() }
            if isListing { return String(line) }
            var line = String(line)
            for article in articles {
                line.replace(
                    "<doc:\(article.name)>", with: "[\(article.title)](\(article.address))")
                line.replace("](doc:\(article.name)", with: "](\(article.address)")
            }
            return line.replacing(#/(^|[^\[`])`([A-Za-z0-9_\-/]+\.swift)`/#) { match in
                let (before, name) = (match.output.1, match.output.2)
                return sources.path(of: name).map {
                    "\(before)[`\(name)`](\(SourcePages.address($0)))"
                } ?? String(match.output.0)
            }
        }
        return lines.joined(separator: "\n")
    }
}
