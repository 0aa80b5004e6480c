import Foundation
import Primavera

/// `course book`: makes the site, and what the words after it ask for.
///
/// - Parameters:
///   - words: what stands on the command line after `book`
///   - root: the package's folder
///   - modules: the folder of the built modules, beside the program that runs
/// - Throws: `InputError` for words that nobody knows, and for all that is wrong with the book
public func runBookCommand(_ words: [String], root: String, modules: String) throws {
    var words = words[...]
    var (previews, updates, draws, port) = (false, false, false, UInt16(8080))
    while let word = words.popFirst() {
        switch word {
        case "--preview": previews = true
        case "--update": updates = true
        case "--pictures": draws = true
        case "--port":
            guard let number = words.popFirst().flatMap({ UInt16($0) }), number >= 1024 else {
                throw InputError("--port takes a number from 1024 to 65535.")
            }
            port = number
        case "--help", "-h":
            Terminal.write(bookHelp)
            return
        default: throw InputError("book has no option \"\(word)\". \(bookHelp)")
        }
    }
    let book = Book(root: root, modules: modules)
    if draws { try book.drawPictures() }
    if updates { try book.update() }
    let site = root + "/Book"
    try book.bind(into: site)
    if previews { try Preview(of: site, port: port).serve() }
}

/// What `course book --help` prints.
public let bookHelp = """
    course book makes the book as a site, in the folder Book, and checks it.

      --preview      shows it to browsers of this machine until Ctrl-C
      --port N       where, for --preview (default 8080)
      --update       cuts the code that the book shows anew from the sources
      --pictures     draws the pictures anew (swift build first; some minutes)

    """
