import Foundation
import Primavera

/// The book of the course: its pages, the code and the pictures that they show, and the site that is
/// made of them.
///
/// ```swift
/// let book = Book(root: ".", modules: ".build/debug/Modules")
/// try book.bind(into: "Book")
/// ```
/// Whatever could be wrong is looked at before and after `docc`, and all of it is reported at once:
/// pictures that nobody drew, links that lead nowhere. Code that is no longer as the book shows it, and
/// symbols without a comment, are wrong only where one is strict: see `Difference`.
public struct Book {
    /// The package's folder.
    let root: String
    /// The folder of the built modules, which the reference is made of.
    let modules: String

    /// The book of the package in `root`; `modules` is where its modules were built.
    public init(root: String, modules: String) {
        self.root = root
        self.modules = modules
    }

    /// Where the pages are written.
    var catalogue: String { root + "/Sources/Bookbinding/Primavera.docc" }
    /// Where the copy lies that `docc` reads, and what it is given with it.
    var workshop: String { root + "/.build/book" }
    /// The modules that the reference shows.
    static let modules = ["Primavera", "Datasets", "Figures"]

    /// Checks what the book is made of, makes the site and checks it.
    ///
    /// - Parameters:
    ///   - site: the folder for the site
    ///   - isStrict: whether sources that were changed are a failure; if not, they are named
    /// - Throws: `InputError` that says how many things are wrong, after each was printed
    public func bind(into site: String, isStrict: Bool = false) throws {
        let graphs = try SymbolGraphs(of: self)
        try judge(differences() + graphs.undocumented, isStrict: isStrict)

        let copy = try CatalogueCopy(of: self)
        let remarks = try DocumentationCompiler().convert(
            copy.folder, graphs: graphs.folder, into: site, sources: root)
        try reportAll(remarks, "in what docc says")

        try RendererRepairs.apply(to: site)
        try SourcePages(of: self, graphs).write(into: site)
        try writeFrontPage(into: site)
        let check = try SiteCheck(of: site)
        try reportAll(check.problems, "in the site")

        Terminal.write(
            """
            \(graphs.count) symbols, each with a comment. \(copy.pages) pages of the book, \
            \(check.pages) in all.
            \(check.links) links and \(check.images) images, each leads somewhere. \
            \(check.megabytes) MB; the largest page \(check.largestPage).
            The book is in \(site).

            """)
    }

    /// Ends where the book cannot be made, or where one is strict and a source is not as the book shows it.
    func judge(_ differences: [Difference], isStrict: Bool) throws {
        try reportAll(problems() + (isStrict ? differences.map(\.remedy) : []), "before docc")
        Terminal.write(isStrict ? "" : Difference.note(differences))
    }

    /// What is wrong with the book itself, whatever became of the sources.
    func problems() throws -> [String] {
        try Listings(of: self).problems() + Pictures(of: self).problems()
    }

    /// Where the sources are not as the book shows them.
    func differences() throws -> [Difference] {
        try Listings(of: self).differences + Pictures(of: self).differences
            + Examples(of: self).differences
    }

    /// Cuts the listings anew and writes the examples of the reference anew.
    public func update() throws {
        let cut = try Listings(of: self).write()
        let examples = try Examples(of: self).write()
        Terminal.write("\(cut) listings cut, \(examples) examples written.\n")
    }

    /// Draws the pictures anew, with the lessons that were built.
    public func drawPictures() throws {
        let drawn = try Pictures(of: self).draw(programs: modules + "/..")
        Terminal.write("\(drawn) pictures drawn.\n")
    }
}

/// Prints what is wrong, each on a line, and ends with a sentence that counts.
private func reportAll(_ problems: [String], _ place: String) throws {
    if problems.isEmpty { return }
    for problem in problems.prefix(60) { Terminal.write(problem + "\n") }
    if problems.count > 60 { Terminal.write("… and \(problems.count - 60) more.\n") }
    throw InputError(
        problems.count == 1
            ? "One thing is wrong \(place)." : "\(problems.count) things are wrong \(place).")
}
