import Primavera
import XCTest

@testable import Bookbinding

final class DifferenceTests: XCTestCase {
    private var root = ""
    private var book: Book { Book(root: root, modules: root) }
    private let exercise = "Exercises/Lesson01.swift"
    private let lesson = "Lessons/01/main.swift"

    /// A package with a page's listing of two pieces, and a copied picture.
    override func setUpWithError() throws {
        root = NSTemporaryDirectory() + "book-\(UUID().uuidString)"
        let catalogue = "Sources/Bookbinding/Primavera.docc"
        for (path, text) in [
            exercise: "/// Adds one.\nfunc added(_ x: Int) -> Int {\n    todo()\n}\n",
            lesson: "let kernel = 1\nshow(kernel)\n",
            "Lessons/01/picture.svg": "<svg/>",
            catalogue + "/Listings/Lesson01.listings": """
            a.swift
                from \(exercise)
                symbol added
                from \(lesson)
                first let kernel
                last show
            """,
            catalogue + "/Resources/Pictures.list": "chapter.svg = Lessons/01/picture.svg",
            catalogue + "/Resources/chapter.svg": "<svg/>",
            "Sources/Primavera/A.swift": "", "Sources/Datasets/A.swift": "",
            "Sources/Figures/A.swift": "", "Tests/ReferenceTests/Examples.preparations": "",
        ] {
            try writeAtomically(text, to: root + "/" + path)
        }
        try book.update()
        XCTAssertEqual(try book.differences(), [])
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: root) }

    private func changed(_ path: String, to text: String) throws -> [String] {
        try writeAtomically(text, to: root + "/" + path)
        XCTAssertEqual(try book.problems(), [], "the book itself is as it was")
        return try book.differences().map(\.source)
    }

    func testAnExerciseThatWasSolvedIsADifferenceAndNoProblem() throws {
        XCTAssertEqual(
            try changed(exercise, to: "func added(_ x: Int) -> Int {\n    x + 1\n}\n"), [exercise])
    }

    func testALineTakenFromTheBeginningIsADifference() throws {
        XCTAssertTrue(
            try changed(exercise, to: "func added(_ x: Int) -> Int {\n    todo()\n}\n")
                .contains(exercise))
    }

    func testWhatCanNoLongerBeCutIsADifferenceAndNoProblem() throws {
        XCTAssertEqual(try changed(lesson, to: "print(1)\n"), [lesson])
        XCTAssertEqual(
            try book.differences().map(\.remedy),
            [
                "Lesson01.listings, a.swift: \(lesson) has 0 lines with \"let kernel\"; it must be one."
            ])
    }

    func testAFileThatWasRemovedIsADifference() throws {
        try FileManager.default.removeItem(atPath: root + "/" + exercise)
        XCTAssertEqual(try book.differences().map(\.source), [exercise])
    }

    func testACopiedPictureAndAnExampleOfTheReferenceAreCompared() throws {
        XCTAssertEqual(
            try changed("Lessons/01/picture.svg", to: "<svg></svg>"), ["Lessons/01/picture.svg"])
        let example =
            "/// Two.\n///\n/// ```swift\n/// two      // 2\n/// ```\npublic let two = 2\n"
        XCTAssertEqual(
            try changed("Sources/Primavera/A.swift", to: example).last,
            "examples in the comments of Sources")
    }

    func testAListingWithoutAFileIsAProblem() throws {
        try FileManager.default.removeItem(
            atPath: root + "/Sources/Bookbinding/Primavera.docc/Listings/a.swift")
        XCTAssertEqual(
            try book.problems(), ["Listings/a.swift is not there: swift run course book --update."])
    }

    func testTheNoteNamesEachSourceOnce() {
        let difference = Difference(source: exercise, remedy: "Cut it anew.")
        XCTAssertEqual(
            Difference.note([difference, difference]),
            "These are not as the course gave them. The book shows the course's version:\n"
                + "  \(exercise)\n")
        XCTAssertEqual(Difference.note([]), "")
    }

    func testWhoIsStrictGetsAFailureAndAStudentGetsNone() throws {
        _ = try changed(exercise, to: "func added(_ x: Int) -> Int {\n    x + 1\n}\n")
        let differences = try book.differences()
        XCTAssertNoThrow(try book.judge(differences, isStrict: false))
        XCTAssertThrowsError(try book.judge(differences, isStrict: true)) {
            XCTAssertEqual("\($0)", "One thing is wrong before docc.")
        }
    }
}
