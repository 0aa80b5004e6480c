import Primavera
import XCTest

@testable import Figures

private func assertNarrow(
    _ figure: any Figure, _ widths: [Int] = [40, 60, 80, 100], line: UInt = #line
) {
    for width in widths {
        let lines = figure.characters(width: width, colours: false).split(separator: "\n")
        XCTAssert(
            lines.allSatisfy { $0.count <= width },
            "\(type(of: figure)), \(width): \(lines.map(\.count).max() ?? 0)", line: line)
        // With its colours the text is the same, but for the codes between.
        let coloured = figure.characters(width: width, colours: true).split(separator: "\n")
        XCTAssertEqual(coloured.count, lines.count, line: line)
        XCTAssert(
            coloured.allSatisfy { withoutCodes(String($0)).count <= width }, "in colours",
            line: line)
    }
}

private func withoutCodes(_ text: String) -> String {
    text.split(separator: "\u{1B}[", omittingEmptySubsequences: false).enumerated().map {
        index, part in
        index == 0 ? String(part) : String(part.drop { $0 != "m" }.dropFirst())
    }
    .joined()
}

private func texts(_ figure: any Figure) -> [String] {
    figure.drawing.shapes.compactMap {
        if case .text(let text, _, _, _, _, _, _) = $0 { text } else { nil }
    }
}

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

final class DiagramTests: XCTestCase {
    func testTheGraphShowsValuesGradientsAndDerivatives() {
        let (x, y, z) = (Value(-2), Value(5), Value(-4))
        let f = (x + y) * z
        f.backward()
        let graph = ComputationGraph(title: "f", result: f, names: [(x, "x"), (z, "z"), (f, "f")])
        XCTAssertEqual(
            graph.characters(width: 100, colours: false).split(separator: "\n").map {
                $0.split(separator: " ").joined(separator: " ")
            },
            [
                "f", "x value −2 gradient −4", "value 5 gradient −4",
                "(+) value 3 gradient −4 ← x ×1, ×1", "z value −4 gradient 3",
                "f (×) value −12 gradient 1 ← (+) ×−4, z ×3",
            ])
        XCTAssert(graph.alternativeText.contains("z value −4 gradient 3"))
        let shown = texts(graph)
        for text in ["value −12", "gradient −4", "gradient 3", "×3", "×−4"] {
            XCTAssert(shown.contains(text), text)
        }
        assertNarrow(graph)
    }

    func testNotANumberHasNoSign() {
        // What a processor gives for 0 / 0 has its sign bit set.
        let graph = ComputationGraph(title: "t", result: Value(-Double.nan))
        XCTAssertEqual(texts(graph)[2], "value nan")
        let network = NetworkDiagram(title: "t", layers: [["a"], ["b"]], weights: [[[-.nan]]])
        XCTAssert(texts(network).contains("nan"))
        XCTAssertNil(problemInMarkup(network.svg()))
    }

    func testAValueThatIsUsedTwiceIsOneNode() {
        let x = Value(3)
        let f = x * x
        f.backward()
        let graph = ComputationGraph(title: "square", result: f, names: [(x, "x")])
        XCTAssertEqual(texts(graph).filter { $0 == "x" }.count, 1)
        XCTAssertEqual(texts(graph).filter { $0 == "×3" }.count, 2)
        XCTAssert(texts(graph).contains("gradient 6"))
        let alone = ComputationGraph(title: "one", result: Value(1))
        XCTAssertNil(problemInMarkup(alone.svg()))
    }

    func testANetworkShowsItsUnitsAndWeights() {
        let network = NetworkDiagram(
            title: "XOR", layers: [["x₁", "x₂"], ["OR", "AND"], ["y"]],
            weights: [[[1, 1], [0.75, -2]], [[0, -1.25]]])
        XCTAssertEqual(
            texts(network).sorted(),
            ["XOR", "x₁", "x₂", "OR", "AND", "y", "1.0", "1.0", "0.75", "−2.0", "0.0", "−1.25"]
                .sorted())
        let circles = network.drawing.shapes.filter {
            if case .circle = $0 { return true } else { return false }
        }
        XCTAssertEqual(circles.count, 10, "two for each unit")
        let text = network.characters(width: 100, colours: false)
        XCTAssert(text.contains("layer 2, unit 1: 0.00 · OR + -1.25 · AND → y"), text)
        assertNarrow(network)
    }
}

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
