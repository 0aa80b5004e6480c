import Primavera
import XCTest

@testable import Figures

final class LabelledPointsTests: XCTestCase {
    private let points = LabelledPoints(
        title: "codes", x: [0, 1, .nan, 0.5], y: [0, 1, 3, .infinity], labels: [3, 9, 5, 4],
        classNames: (0...9).map(String.init))

    func testEveryFinitePointIsDrawnAsTheNameOfItsClass() {
        let bold = points.drawing.shapes.compactMap { shape -> (String, Drawing.Point)? in
            guard case .text(let text, let place, _, let size, _, true, _) = shape, size == 11
            else { return nil }
            return (text, place)
        }
        XCTAssertEqual(bold.map(\.0), ["3", "9"])
        XCTAssertLessThan(bold[0].1.x, bold[1].1.x)
        XCTAssertGreaterThan(bold[0].1.y, bold[1].1.y, "y grows upwards")
        XCTAssertNil(problemInMarkup(points.svg()))
        XCTAssert(points.alternativeText.contains("2 points"), points.alternativeText)
    }

    func testInTheTerminalTheNamesStandInTheirPlaces() {
        let lines = points.characters(width: 60, colours: false).split(separator: "\n")
        let three = lines.firstIndex { $0.contains("3") }
        let nine = lines.firstIndex { $0.contains("9") }
        XCTAssertLessThan(nine ?? 0, three ?? 0)
        assertNarrow(points)
    }

    func testPointsBeyondTheRangesAreLeftOut() {
        let some = LabelledPoints(
            title: "t", x: [0, 5, 1], y: [0, 0, -9], labels: [0, 1, 2],
            classNames: ["a", "b", "c"],
            xRange: -1...2, yRange: -1...1)
        XCTAssert(some.alternativeText.contains("1 points"), some.alternativeText)
        assertNarrow(some)
    }

    func testNoPointsAtAll() {
        let none = LabelledPoints(title: "none", x: [], y: [], labels: [], classNames: ["a"])
        XCTAssertNil(problemInMarkup(none.svg()))
        assertNarrow(none)
    }
}
