import Primavera
import XCTest

@testable import Bookbinding

final class PieceTests: XCTestCase {
    private let source = """
        import Primavera

        struct Box {
            /// Adds one.
            @inlinable
            func added(
                _ x: Int
            ) -> Int {
                // A bracket } in a comment, and one in "a text {".
                let text = "}"
                return x + text.count
            }

            func addedTwice(_ x: Int) -> Int { added(added(x)) }
            let kernel = [
                1, 2,
            ]
        }
        """

    private func cut(_ piece: Piece) throws -> String {
        try piece.cut(from: source) { InputError("it " + $0) }.text
    }

    private func symbol(_ name: String) -> Piece {
        var piece = Piece(file: "Box.swift")
        piece.symbol = name
        return piece
    }

    func testASymbolIsCutFromItsCommentToItsLastBracket() throws {
        XCTAssertEqual(
            try cut(symbol("added")),
            """
            /// Adds one.
            @inlinable
            func added(
                _ x: Int
            ) -> Int {
                // A bracket } in a comment, and one in "a text {".
                let text = "}"
                return x + text.count
            }
            """)
    }

    func testADeclarationOfOneLineAndOneOfAListEndWhereTheyEnd() throws {
        XCTAssertEqual(
            try cut(symbol("addedTwice")), "func addedTwice(_ x: Int) -> Int { added(added(x)) }")
        XCTAssertEqual(try cut(symbol("kernel")), "let kernel = [\n    1, 2,\n]")
    }

    func testLinesAreCutFromOneTextToTheNext() throws {
        var piece = Piece(file: "Box.swift")
        piece.first = "let text"
        piece.last = "return"
        XCTAssertEqual(try cut(piece), "let text = \"}\"\nreturn x + text.count")
        let place = try piece.cut(from: source) { InputError("it " + $0) }.lines
        XCTAssertEqual(place, 10...11, "the first line of a file is 1")
    }

    func testWhatIsNotThereOrThereTwiceIsRefusedWithASentence() {
        var piece = Piece(file: "Box.swift")
        piece.first = "added("
        piece.last = "}"
        XCTAssertThrowsError(try cut(piece)) {
            XCTAssertEqual("\($0)", "it has 2 lines with \"added(\"; it must be one")
        }
        XCTAssertThrowsError(try cut(symbol("add"))) {
            XCTAssertEqual("\($0)", "it declares no \"add\"")
        }
    }

    func testAManifestNamesListingsAndTheirPieces() throws {
        let listings = try Listings.parse(
            """
            # The first.
            a.swift
                from A.swift
                symbol f
                from B.swift
                first let x = 1
                last }
            """, name: "Lesson01.listings")
        XCTAssertEqual(listings.map(\.name), ["a.swift"])
        XCTAssertEqual(listings[0].pieces.map(\.file), ["A.swift", "B.swift"])
        XCTAssertEqual(listings[0].pieces[0].symbol, "f")
        XCTAssertEqual(listings[0].pieces[1].first, "let x = 1")
        XCTAssertThrowsError(try Listings.parse("a.swift\n    symbol f", name: "L")) {
            XCTAssertEqual("\($0)", "L, line 2: `from` comes first.")
        }
    }
}
