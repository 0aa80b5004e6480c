import Primavera
import XCTest

@testable import Bookbinding

final class PageTextTests: XCTestCase {
    private let glossary = BookPages.Page(
        path: "Articles/Glossary.md", text: "# The glossary\n\nWords.")

    func testALinkToAnArticleBecomesAnAddress() {
        XCTAssertEqual(
            CatalogueCopy.linked(
                "See <doc:Glossary> and [words](doc:Glossary#P).", articles: [glossary],
                sources: SourceFiles(root: ".")),
            "See [The glossary](/documentation/primavera/glossary) and "
                + "[words](/documentation/primavera/glossary#P).")
    }

    func testThePathOfASourceBecomesALinkOutsideOfListings() throws {
        let root = NSTemporaryDirectory() + "book-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for path in ["Lessons/04/main.swift", "Lessons/03/main.swift", "Lessons/04/Sobel.swift"] {
            try writeAtomically("", to: root + "/" + path)
        }
        let text =
            "Read `Lessons/04/main.swift`.\n```\n`Lessons/04/main.swift`\n```\n`Lessons/05/main.swift`"
        XCTAssertEqual(
            CatalogueCopy.linked(text, articles: [], sources: SourceFiles(root: root)),
            "Read [`Lessons/04/main.swift`](/sources/Lessons/04/main.swift/).\n"
                + "```\n`Lessons/04/main.swift`\n```\n`Lessons/05/main.swift`")
        XCTAssertEqual(SourceFiles(root: root).path(of: "Sobel.swift"), "Lessons/04/Sobel.swift")
        XCTAssertNil(SourceFiles(root: root).path(of: "main.swift"), "there are two")
    }

    func testBeforeAListingStandsWhereItIsFrom() {
        let places = [
            Listings.Place(listing: "a.swift", file: "Lessons/04/main.swift", lines: 3...9),
            Listings.Place(listing: "a.swift", file: "Lessons/04/B.swift", lines: 7...7),
        ]
        XCTAssertEqual(
            TutorialSteps.withPlaces("Look.\n\n@Code(name: \"m\", file: \"a.swift\")", places),
            "Look. Source: [main.swift, lines 3 to 9](/sources/Lessons/04/main.swift/#L3), "
                + "[B.swift, line 7](/sources/Lessons/04/B.swift/#L7).\n\n"
                + "@Code(name: \"m\", file: \"a.swift\")")
        for text in ["Look.\n@Code(file: \"b.py\")", "@Step {\n@Code(file: \"a.swift\")"] {
            XCTAssertEqual(TutorialSteps.withPlaces(text, places), text)
        }
    }

    func testAStepWithoutCodeAndPictureHasThoseOfTheStepBefore() {
        let picture = "@Image(source: \"a.svg\", alt: \"a\")"
        let code = "@Code(name: \"m\", file: \"a.swift\")"
        XCTAssertEqual(
            TutorialSteps.withMedia(
                "\(picture)\n@Step {\nA\n}\n@Step {\nB\n\(code)\n}\n@Step {\nC\n}\n}"),
            "\(picture)\n@Step {\nA\n\n\(picture)\n}\n@Step {\nB\n\(code)\n}\n"
                + "@Step {\nC\n\n\(code)\n}\n}")
    }

    func testAPageKnowsItsTitleAndAddress() {
        let lesson = BookPages.Page(
            path: "Tutorials/Lesson04.tutorial",
            text: "@Tutorial {\n@Intro(title: \"Convolution\") {")
        XCTAssertEqual(lesson.title, "Convolution")
        XCTAssertEqual(lesson.address, "/tutorials/primavera/lesson04")
        XCTAssertEqual(glossary.title, "The glossary")
    }

    func testThePictureListHasLessonsAndFiles() throws {
        let entries = try Pictures.parse(
            "# all\nlesson04-a.svg = lesson04 03-a.svg\nb.svg = Lessons/04/picture.svg\nc.svg = by hand"
        )
        XCTAssertEqual(
            entries,
            [
                .init(picture: "lesson04-a.svg", program: "lesson04", origin: "03-a.svg"),
                .init(picture: "b.svg", program: nil, origin: "Lessons/04/picture.svg"),
                .init(picture: "c.svg", program: nil, origin: nil),
            ])
        XCTAssertThrowsError(try Pictures.parse("a.svg lesson04"))
    }

    func testWarningsOfTheCompilerAreFoundOnceEach() {
        let output = """
            \u{1B}[1m/p/.build/book/Primavera.docc/A.md:3:1: warning: Can't resolve 'X'\u{1B}[0m
            /p/.build/book/Primavera.docc/A.md:3:1: warning: Can't resolve 'X'
            /p/Sources/A.swift:1:1: error: no
            done
            """
        XCTAssertEqual(
            DocumentationCompiler.remarks(
                in: output, catalogue: "/p/.build/book/Primavera.docc", sources: "/p"),
            [
                "Primavera.docc/A.md:3:1: warning: Can't resolve 'X'",
                "Sources/A.swift:1:1: error: no",
            ])
    }
}
