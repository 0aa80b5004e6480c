import Primavera
import XCTest

@testable import Figures

final class RenderingTests: XCTestCase {
    private let red = Paint.rgb(200, 0, 0)

    private func pixels(
        _ shapes: [Drawing.Shape], width: Double = 8, height: Double = 6, scale: Double = 1,
        isDark: Bool = false
    ) -> Pixels {
        var drawing = Drawing(width: width, height: height)
        drawing.shapes = shapes
        return drawing.pixels(scale: scale, isDark: isDark)
    }

    /// `#` where a pixel is more red than paper, row by row.
    private func rows(_ pixels: Pixels) -> [String] {
        (0..<pixels.height).map { y in
            String((0..<pixels.width).map { pixels[$0, y].g < 128 ? "#" : "." })
        }
    }

    private func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [Drawing.Point]
    {
        [.init(x, y), .init(x + width, y), .init(x + width, y + height), .init(x, y + height)]
    }

    func testARectangleIsWhereItShouldBeAtEveryScale() {
        let one = pixels([.polygon(box(2, 1, 3, 2), red)])
        XCTAssertEqual(
            rows(one), ["........", "..###...", "..###...", "........", "........", "........"])
        XCTAssertEqual(one.bytes[..<4], [255, 255, 255, 255])
        let inside = one[2, 1]
        XCTAssertEqual([inside.r, inside.g, inside.b, inside.a], [200, 0, 0, 255])
        let two = pixels([.polygon(box(2, 1, 3, 2), red)], scale: 2)
        XCTAssertEqual([two.width, two.height], [16, 12])
        XCTAssertEqual(rows(two)[2], "....######......")
        XCTAssertEqual(rows(two).map { $0.contains("#") }.filter { $0 }.count, 4)
    }

    func testTheWayAPolygonTurnsDoesNotMatter() {
        let points = box(1, 1, 4, 3)
        XCTAssertEqual(
            pixels([.polygon(points, red)]).bytes,
            pixels([.polygon(Array(points.reversed()), red)]).bytes)
    }

    func testOpacityMixesWithThePaper() {
        for (isDark, paper) in [(false, 255.0), (true, 24.0)] {
            let mixed = pixels([.polygon(box(0, 0, 8, 6), red, opacity: 0.25)], isDark: isDark)
            XCTAssertEqual(Double(mixed[3, 3].r), paper * 0.75 + 50, accuracy: 1)
        }
    }

    func testADiscHasItsArea() {
        let disc = pixels(
            [.circle(.init(25, 20), radius: 15, .rgb(0, 0, 0))], width: 50, height: 40)
        let covered = (0..<40).reduce(0.0) { sum, y in
            (0..<50).reduce(sum) { $0 + (255 - Double(disc[$1, y].r)) / 255 }
        }
        XCTAssertEqual(covered, 225 * .pi, accuracy: 8)
        XCTAssertEqual(disc[25, 20].r, 0)
        XCTAssertEqual(disc[25, 36].r, 255)
    }

    func testABendOfAThickLineHasNoHole() {
        let line = pixels(
            [.line([.init(5, 25), .init(25, 5), .init(45, 25)], .rgb(0, 0, 0), width: 8)],
            width: 50, height: 40)
        for (x, y) in [(25, 5), (25, 6), (24, 5), (15, 15), (35, 15), (45, 25)] {
            XCTAssertEqual(line[x, y].r, 0, "\(x), \(y)")
        }
        XCTAssertEqual(line[25, 25].r, 255)
    }

    func testLaterShapesLieAboveEarlierOnes() {
        let both = pixels([
            .polygon(box(0, 0, 8, 6), red), .polygon(box(0, 0, 8, 6), .rgb(0, 9, 0)),
        ])
        XCTAssertEqual(both[4, 4].g, 9)
    }

    func testAnImageIsStretchedWithoutSmoothing() {
        let image = Pixels(width: 2, height: 1, bytes: [200, 0, 0, 255, 0, 0, 0, 0])
        let placed = pixels([.image(image, .init(1, 1), width: 6, height: 2)])
        XCTAssertEqual(
            rows(placed), ["........", ".###....", ".###....", "........", "........", "........"])
    }

    func testTextIsWrittenWhereItsAnchorSays() {
        func columns(_ anchor: Drawing.Anchor) -> ClosedRange<Int> {
            let text = pixels(
                [.text("HH", .init(40, 20), anchor, size: 10, .rgb(0, 0, 0))], width: 80, height: 30
            )
            let marks = (0..<80).filter { x in (0..<30).contains { text[x, $0].r < 128 } }
            return marks.min()!...marks.max()!
        }
        XCTAssertEqual(columns(.start), 40...50)
        XCTAssertEqual(columns(.end).upperBound, 39)
        let middle = columns(.middle)
        XCTAssertEqual(Double(middle.lowerBound + middle.upperBound + 1) / 2, 40, accuracy: 0.6)
        XCTAssertEqual(Double(middle.count), 11, accuracy: 1)
    }

    func testTurnedTextRunsUpwards() {
        let text = pixels(
            [.text("L", .init(15, 20), .start, size: 20, .rgb(0, 0, 0), isTurned: true)],
            width: 30, height: 30)
        let marks = (0..<900).map { (x: $0 % 30, y: $0 / 30) }.filter {
            text[$0.x, $0.y].r < 128
        }
        // The stem of the L lies at the bottom, its foot stands at the right.
        XCTAssertEqual(marks.map(\.y).max(), 19)
        XCTAssertEqual(marks.filter { $0.y == 19 }.map(\.x), Array(1...14))
        XCTAssert(marks.filter { $0.x == 14 }.count >= 9)
    }

    func testShapesFarOutsideOrNowhereAreLeftOut() {
        let far: [Drawing.Shape] = [
            .polygon(box(0, 1e30, 5, 5), red), .polygon(box(0, -1e30, 5, 5), red),
            .polygon(box(1e30, 0, 5, 5), red), .polygon([], red),
            .polygon([.init(.nan, .nan), .init(1, .nan), .init(.nan, 2)], red),
            .line([.init(.nan, 0), .init(3, 3)], red, width: 3),
            .line([], red, width: 1), .line([.init(1, 1)], red, width: 1),
            .text("", .init(0, 0), .start, size: 10, red),
        ]
        for shape in far {
            XCTAssertFalse(rows(pixels([shape])).joined().contains("#"), "\(shape)")
        }
        let tall = pixels([.polygon(box(1, -1e30, 2, 2e30), red)])
        XCTAssertEqual(rows(tall)[5], ".##.....")
    }
}

final class LetterTests: XCTestCase {
    func testEveryPrintableSignOfASCIIHasDotsOfItsOwn() {
        var seen: [[Int]: Character] = [:]
        for code in 0x20...0x7e {
            let letter = Character(Unicode.Scalar(UInt8(code)))
            XCTAssert(Letters.contains(letter), "\(letter)")
            let dots = Letters.dots(of: letter)
            XCTAssertEqual(dots.isEmpty, letter == " ")
            XCTAssert(dots.allSatisfy { (0..<5).contains($0.column) && (0..<7).contains($0.row) })
            let form = dots.map { $0.column * 7 + $0.row }
            XCTAssertNil(seen.updateValue(letter, forKey: form), "\(letter)")
        }
    }

    func testALetterThatIsMissingIsABox() {
        XCTAssertFalse(Letters.contains("漢"))
        XCTAssertEqual(Letters.dots(of: "漢").count, 2 * 7 + 3 * 2)
    }
}

final class CharacterCanvasTests: XCTestCase {
    func testDotsAreSetFromTheBottomLeft() {
        var canvas = CharacterCanvas(columns: 2, rows: 1)
        canvas.dot(0, 0, nil)
        canvas.dot(1, 1, nil)
        XCTAssertEqual(canvas.lines(colours: false), ["⡀⠈"])
    }

    func testALetterCoversDots() {
        var canvas = CharacterCanvas(columns: 1, rows: 1)
        canvas.letter("x", 0.5, 0.5, 1)
        canvas.dot(0, 0, 2)
        XCTAssertEqual(canvas.lines(colours: false), ["x"])
        XCTAssertEqual(canvas.lines(colours: true), ["\u{1B}[38;5;208mx\u{1B}[0m"])
    }

    func testWhatLiesOutsideIsNotDrawn() {
        var canvas = CharacterCanvas(columns: 3, rows: 2)
        for (u, v) in [(-0.1, 0), (1.1, 0.5), (0.5, .nan), (.infinity, 0)] as [(Double, Double)] {
            canvas.dot(u, v, nil)
            canvas.letter("x", u, v, nil)
            canvas.line((u, v), (u, v), nil)
        }
        XCTAssertEqual(canvas.lines(colours: false), ["   ", "   "])
    }

    func testALineHasNoGaps() {
        var canvas = CharacterCanvas(columns: 5, rows: 1)
        canvas.line((0, 0), (1, 0), nil)
        XCTAssertEqual(canvas.lines(colours: false), ["⣀⣀⣀⣀⣀"])
    }
}
