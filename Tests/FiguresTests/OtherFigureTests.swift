import Primavera
import XCTest

@testable import Figures

final class BarChartTests: XCTestCase {
    private func boxes(_ chart: BarChart) -> [(left: Double, right: Double)] {
        chart.drawing.shapes.compactMap {
            guard case .polygon(let points, _, _) = $0 else { return nil }
            return (points.map(\.x).min()!, points.map(\.x).max()!)
        }
    }

    func testBarsAreAsLongAsTheirValues() {
        let bars = boxes(BarChart(title: "", bars: [("a", 4), ("b", 1), ("c", 0), ("d", .nan)]))
        let length = bars[0].right - bars[0].left
        XCTAssertEqual(bars[1].right - bars[1].left, length / 4, accuracy: 1e-9)
        XCTAssertLessThan(bars[2].right - bars[2].left, 1)
        XCTAssertLessThan(bars[3].right - bars[3].left, 1)
        XCTAssertEqual(Set(bars.map(\.left)).count, 1, "all begin at zero")
    }

    func testNegativeBarsGoTheOtherWay() {
        let bars = boxes(BarChart(title: "", bars: [("up", 2), ("down", -2), ("half", -1)]))
        XCTAssertEqual(bars[0].left, bars[1].right, accuracy: 1e-9)
        XCTAssertEqual(
            bars[0].right - bars[0].left, bars[1].right - bars[1].left, accuracy: 1e-9)
        XCTAssertEqual(bars[2].right, bars[1].right)
        XCTAssertGreaterThanOrEqual(bars[1].left, 0)
    }

    func testItsCharacters() {
        let chart = BarChart(
            title: "t", bars: [("all", 10), ("half", -5), ("none", 0)], decimals: 1)
        let lines = chart.characters(width: 30, colours: false).split(
            separator: "\n", omittingEmptySubsequences: false)
        XCTAssertEqual(lines[0], "t")
        XCTAssertEqual(lines[1].filter { $0 == "█" }.count, 19)
        XCTAssertEqual(lines[2].filter { $0 == "▒" }.count, 10)
        XCTAssertEqual(lines[3], "none  0.0")
        XCTAssert(lines[1].hasPrefix(" all ") && lines[1].hasSuffix(" 10.0"))
        XCTAssertEqual(chart.alternativeText, "t: all 10.0, half -5.0, none 0.0")
    }

    func testLongNamesAndLargeNumbersFit() {
        assertNarrow(
            BarChart(
                title: String(repeating: "long ", count: 40),
                bars: [(String(repeating: "n", count: 50), 1e30), ("b", -1e300), ("c", 0.1)]))
        assertNarrow(BarChart(title: "", bars: [("a", 123_456.789)], decimals: 3))
    }
}

final class ConfusionChartTests: XCTestCase {
    private func chart(_ classes: Int, count: Int, name: String = "class") -> ConfusionChart {
        let truth = (0..<classes).flatMap { [Int](repeating: $0, count: count + $0) }
        let predicted = truth.map { ($0 + 1) % classes }
        return ConfusionChart(
            title: "t",
            matrix: ConfusionMatrix(truth: truth, predicted: predicted, classes: classes),
            classNames: (0..<classes).map { "\(name)\($0)" })
    }

    func testEveryCountIsShown() {
        let chart = ConfusionChart(
            title: "t",
            matrix: ConfusionMatrix(
                truth: [0, 0, 0, 1, 1], predicted: [0, 0, 1, 1, 1], classes: 2),
            classNames: ["cat", "dog"])
        XCTAssertEqual(
            chart.characters(width: 40, colours: false),
            "t\n     cat  dog\ncat    2    1\ndog    ·    2")
        XCTAssertEqual(texts(chart).filter { Int($0) != nil }, ["2", "1", "0", "2"])
        XCTAssertEqual(chart.alternativeText, "t: 4 of 5 on the diagonal, which are right")
    }

    func testManyClassesFitIntoTheTerminal() {
        for classes in [1, 2, 3, 10, 20, 100] {
            assertNarrow(chart(classes, count: 5))
            assertNarrow(chart(classes, count: 5, name: ""))
        }
    }

    func testNoCountLosesADigit() {
        // Ten classes of a thousand: what lesson programs show of the digits.
        let digits = chart(10, count: 1_000, name: "")
        for width in [40, 60, 80, 100] {
            let lines = digits.characters(width: width, colours: false).split(separator: "\n")
            for (row, line) in lines.dropFirst(2).enumerated() {
                for word in line.split(separator: " ").dropFirst() where Int(word) != nil {
                    XCTAssertEqual(Int(word), 1_000 + row, "width \(width): \(line)")
                }
            }
            XCTAssertEqual(lines.count, 12)
        }
        let wide = digits.characters(width: 80, colours: false)
        for count in 1_000..<1_010 { XCTAssert(wide.contains("\(count)")) }
    }
}

final class ImageGridTests: XCTestCase {
    private func image(_ grid: ImageGrid, _ index: Int = 0) -> Pixels? {
        let images = grid.drawing.shapes.compactMap { shape -> Pixels? in
            if case .image(let pixels, _, _, _) = shape { pixels } else { nil }
        }
        return images.indices.contains(index) ? images[index] : nil
    }

    func testGreyIsFromBlackToWhite() {
        let grid = ImageGrid(title: "", images: Tensor([[0, 1], [0.5, 7]]))
        let pixels = image(grid)!
        XCTAssertEqual(pixels.bytes[..<8], [0, 0, 0, 255, 255, 255, 255, 255])
        XCTAssertEqual(pixels[0, 1].r, 128)
        XCTAssertEqual(pixels[1, 1].r, 255, "what is too bright is white")
    }

    func testOwnScaleGoesFromTheSmallestToTheLargest() {
        let grid = ImageGrid(title: "", images: Tensor([[-3, 1], [-1, .nan]]), scale: .own)
        let pixels = image(grid)!
        XCTAssertEqual([pixels[0, 0].r, pixels[1, 0].r, pixels[0, 1].r], [0, 255, 128])
        let even = image(ImageGrid(title: "", images: Tensor([[4, 4]]), scale: .own))!
        XCTAssertEqual([even[0, 0].r, even[1, 0].r], [128, 128])
    }

    func testSignsHaveColours() {
        let pixels = image(ImageGrid(title: "", images: Tensor([[-2, 0, 2]]), scale: .signed))!
        XCTAssertGreaterThan(pixels[0, 0].r, pixels[0, 0].b, "orange")
        XCTAssertEqual(pixels.bytes[4..<8], [255, 255, 255, 255], "zero is white")
        XCTAssertGreaterThan(pixels[2, 0].b, pixels[2, 0].r, "blue")
    }

    func testColoursStayWithTheirChannel() {
        let values: [Float] = [1, 0, 0.2, 0.4, 0, 1]
        let pixels = image(
            ImageGrid(title: "", images: Tensor(values).reshaped([1, 3, 1, 2])))!
        XCTAssertEqual(pixels.bytes, [255, 51, 0, 255, 0, 102, 255, 255])
    }

    func testEachImageHasItsPlaceAndCaption() {
        let grid = ImageGrid(
            title: "t", images: Tensor.zeros([5, 1, 4, 4]), captions: ["a", "b", "c"], columns: 2)
        let corners = grid.drawing.shapes.compactMap { shape -> Drawing.Point? in
            if case .image(_, let corner, _, _) = shape { corner } else { nil }
        }
        XCTAssertEqual(corners.count, 5)
        XCTAssertEqual(corners[0].y, corners[1].y)
        XCTAssertEqual(corners[0].x, corners[4].x)
        XCTAssertLessThan(corners[1].y, corners[2].y)
        XCTAssertEqual(texts(grid), ["t", "a", "b", "c"])
        XCTAssertGreaterThan(grid.drawing.height, corners[4].y)
        XCTAssertGreaterThan(grid.drawing.width, corners[1].x)
    }

    func testItsCharacters() {
        let grid = ImageGrid(
            title: "t", images: Tensor([0, 1, 0, 1] as [Float]).reshaped([2, 1, 2, 1]),
            captions: ["first", "2"])
        XCTAssertEqual(grid.characters(width: 40, colours: false), "t\n= =\nf 2")
        XCTAssert(grid.characters(width: 40, colours: true).contains("▀"))
    }

    func testImagesWiderThanTheTerminalAndNoImagesAtAll() {
        assertNarrow(ImageGrid(title: "", images: Tensor.ones([1, 1, 3, 250])))
        assertNarrow(ImageGrid(title: "", images: Tensor.ones([3, 3, 250, 99])))
        let long = String(repeating: "long ", count: 40)
        let none = ImageGrid(title: long, images: Tensor.zeros([0, 1, 2, 2]))
        assertNarrow(none)
        XCTAssertNil(problemInMarkup(none.svg()))
        let strip = ImageGrid(title: "t", images: Tensor.ones([1, 1, 3, 250]))
        XCTAssert(strip.characters(width: 40, colours: false).contains("@"), "not left out")
    }
}
