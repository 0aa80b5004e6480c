import Foundation
import XCTest

/// The page on how to read the library says how long its files and folders are. It may round, not mislead.
final class ReadingGuideTests: XCTestCase {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private let library = root.appending(path: "Sources/Primavera")

    private func guide() throws -> String {
        let page = "Sources/Bookbinding/Primavera.docc/Articles/HowToReadTheLibrary.md"
        return try String(contentsOf: Self.root.appending(path: page), encoding: .utf8)
    }

    private func lines(of file: URL) throws -> Int {
        try String(contentsOf: file, encoding: .utf8).count { $0 == "\n" }
    }

    private func lines(inFolder name: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(
            at: library.appending(path: name), includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "swift" }.reduce(0) { try $0 + lines(of: $1) }
    }

    private func check(_ said: Int, _ real: Int, _ name: String) {
        XCTAssertLessThanOrEqual(
            abs(said - real), max(10, real / 10), "\(name): the page says \(said), it has \(real)")
    }

    private func number(_ text: Substring) -> Int {
        Int(text.replacing(",", with: "")) ?? 0
    }

    func testFilesAreAsLongAsThePageSays() throws {
        let rows = try guide().matches(of: /\| \d+ \| ([^|]*) \| ([\d, ]*) \|/)
        XCTAssertGreaterThan(rows.count, 15)
        for row in rows {
            let files = row.1.matches(of: /`([^`]*\.swift)`/).map { String($0.1) }
            let numbers = row.2.split(separator: ", ")
            XCTAssertEqual(files.count, numbers.count, "\(row.0)")
            for (file, said) in zip(files, numbers) {
                check(number(said), try lines(of: library.appending(path: file)), file)
            }
        }
        let all = try FileManager.default.subpathsOfDirectory(
            atPath: Self.root.appending(path: "Sources").path)
        for mention in try guide().matches(of: /`([\w\/]+\.swift)` \((\d+) lines\)/) {
            let file = try XCTUnwrap(all.first { $0.hasSuffix("/" + mention.1) }, "\(mention.1)")
            check(
                number(mention.2), try lines(of: Self.root.appending(path: "Sources/" + file)), file
            )
        }
    }

    func testRoomsAreAsLargeAsThePageSays() throws {
        let rows = try guide().matches(of: /\n\| (`\w+`(?:, `\w+`)*) \| ([\d,]+) \|/)
        XCTAssertEqual(rows.count, 5)
        for row in rows {
            let folders = row.1.matches(of: /`(\w+)`/).map { String($0.1) }
            check(number(row.2), try folders.reduce(0) { try $0 + lines(inFolder: $1) }, "\(row.1)")
        }
    }
}
