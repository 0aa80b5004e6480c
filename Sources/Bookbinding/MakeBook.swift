import Foundation
import Primavera

/// `course book`: makes the book of the package in `root`, in its folder `Book`.
///
/// - Parameters:
///   - root: the package's folder
///   - options: `update` cuts the code that the book shows anew, `pictures` draws its pictures anew,
///     `strict` ends with a failure where sources are not as the book shows them, `preview` shows the
///     book to the browsers of this machine until Ctrl-C
///   - port: where, for the preview; 8080 if none is named
/// - Throws: `InputError` that says what is wrong with the book, or with the port
public func makeBook(in root: String, _ options: Set<String> = [], port: String? = nil) throws {
    let number = port.map { UInt16($0) } ?? 8080
    guard let number, number >= 1024 else {
        throw InputError("A port is a number from 1024 to 65535, not \"\(port ?? "")\".")
    }
    let program = URL(fileURLWithPath: Bundle.main.executablePath ?? CommandLine.arguments[0])
    let book = Book(
        root: root,
        modules: program.resolvingSymlinksInPath().deletingLastPathComponent().path + "/Modules")
    if options.contains("pictures") { try book.drawPictures() }
    if options.contains("update") { try book.update() }
    try book.bind(into: root + "/Book", isStrict: options.contains("strict"))
    if options.contains("preview") { try Preview(of: root + "/Book", port: number).serve() }
}
