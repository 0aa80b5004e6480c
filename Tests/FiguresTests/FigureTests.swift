import Primavera
import XCTest

@testable import Figures

/// One of each kind of figure, with titles that try to break out.
private let title = "A <b>\"title\"</b> & more"

private func oneOfEach() -> [any Figure] {
    let x = Value(-2)
    let y = Value(5)
    let f = (x + y) * Value(-4)
    f.backward()
    var random = Random(seed: 1)
    return [
        Chart(
            title: title, xLabel: "x & y", yLabel: "<y>",
            layers: [
                .regions(of: { a, b in (a > b ? 1 : 0, 0.5) }, x: 0...1, y: 0...1, columns: 10),
                .contours(
                    of: { $0 * $0 + $1 * $1 }, x: 0...1, y: 0...1, levels: [0.2, 0.5], columns: 20),
                .line("a <line>", x: [0, 0.5, 1], y: [0, .nan, 1], isDashed: true),
                .points("points", x: [0.1, .infinity], y: [0.2, 0.3]),
            ], xRange: 0...1, yRange: 0...1),
        Chart(title: title, layers: []),
        Chart(title: title, layers: [.line("constant", [3, 3, 3])]),
        Chart(title: title, layers: [.line("nothing", [.nan, .nan])]),
        Chart(title: title, layers: [.line("huge", [1e30, 2e30, -1e30])]),
        Chart(title: title, layers: [.line("far off", [1e20, 1e20 + 1e5])]),
        Chart(title: title, layers: [.line("tiny", [1e-300, 2e-300])]),
        BarChart(title: title, bars: [("a & b", 2), ("minus", -1), ("none", 0), ("no", .nan)]),
        BarChart(title: title, bars: []),
        ConfusionChart(
            title: title,
            matrix: ConfusionMatrix(truth: [0, 1, 1], predicted: [0, 1, 0], classes: 2),
            classNames: ["<cat>", "dog"]),
        ImageGrid(
            title: title, images: random.uniform([3, 1, 9, 7]), captions: ["<a>", "b", "c"],
            columns: 2),
        ImageGrid(title: title, images: random.normal([2, 3, 40, 150]), scale: .signed),
        ImageGrid(title: title, images: Tensor(repeating: .nan, shape: [3, 3]), scale: .own),
        ComputationGraph(title: title, result: f, names: [(x, "<x>"), (y, "y")]),
        NetworkDiagram(
            title: title, layers: [["<1>", "2"], ["3"]], weights: [[[0.5, -1]]]),
    ]
}

/// Whether every element that is opened is closed, in order, and every `&` begins an entity.
func problemInMarkup(_ text: String) -> String? {
    let empty: Set<String> = ["meta", "input", "br", "img"]
    var open: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
        guard let end = rest[start...].firstIndex(of: ">") else { return "a < without its >" }
        let tag = rest[rest.index(after: start)..<end]
        rest = rest[rest.index(after: end)...]
        if tag.hasPrefix("!") { continue }
        let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
        if tag.hasPrefix("/") {
            if open.popLast() != name { return "</\(name)> where nothing of it was open" }
        } else if !tag.hasSuffix("/") && !empty.contains(name) {
            open.append(name)
            // What stands in these is no markup.
            if name == "style" || name == "script" {
                guard let close = rest.firstRange(of: "</\(name)>") else {
                    return "\(name) is open"
                }
                rest = rest[close.lowerBound...]
            }
        }
    }
    if !open.isEmpty { return "never closed: \(open)" }
    var entities = text[...]
    while let sign = entities.firstIndex(of: "&") {
        entities = entities[entities.index(after: sign)...]
        if text.contains("<script>") { break }
        if !["amp;", "lt;", "gt;", "quot;"].contains(where: entities.hasPrefix) {
            return "& before \(entities.prefix(8))"
        }
    }
    return nil
}

final class FigureTests: XCTestCase {
    func testEveryFigureIsWellFormedSVG() {
        for figure in oneOfEach() {
            for svg in [figure.svg(), figure.standaloneSVG()] {
                XCTAssertNil(problemInMarkup(svg), "\(type(of: figure))")
                XCTAssertFalse(svg.contains("<b>"), "the title broke out")
                XCTAssertFalse(
                    svg.contains("nan") || svg.contains("inf,") || svg.contains("=\"inf"))
                XCTAssert(svg.contains("<title>"), "for those who cannot see it")
            }
        }
    }

    func testEveryFigureIsAPNGInBothModes() {
        for figure in oneOfEach() {
            for isDark in [false, true] {
                let png = figure.png(scale: 1, isDark: isDark)
                XCTAssertEqual(Array(png.prefix(4)), [0x89, 0x50, 0x4e, 0x47])
                let width = Int(png[18]) << 8 + Int(png[19])
                XCTAssertEqual(Double(width), figure.drawing.width, accuracy: 1)
            }
        }
    }

    func testNoFigureIsWiderThanTheTerminal() {
        for figure in oneOfEach() {
            for width in [40, 60, 80, 100] {
                let text = figure.characters(width: width, colours: false)
                XCTAssertFalse(text.contains("\u{1B}"), "colours where none are wanted")
                for line in text.split(separator: "\n") {
                    XCTAssertLessThanOrEqual(line.count, width, "\(type(of: figure)): \(line)")
                }
            }
        }
    }

    func testColoursAreEndedInTheirLine() {
        for figure in oneOfEach() {
            for line in figure.characters(width: 80, colours: true).split(separator: "\n") {
                let begins = line.components(separatedBy: "\u{1B}[38").count
                let ends = line.components(separatedBy: "\u{1B}[0m").count
                XCTAssertEqual(begins, ends)
            }
        }
    }

    func testSeriesOfEachModeAreApartFromEachOtherAndFromThePaper() {
        for isDark in [false, true] {
            let paints: [Paint] = [.paper] + (0..<Paint.seriesCount).map { .series($0) }
            for (i, a) in paints.enumerated() {
                for b in paints[(i + 1)...] {
                    let (p, q) = (a.rgb(isDark: isDark), b.rgb(isDark: isDark))
                    let distance =
                        abs(Int(p.r) - Int(q.r)) + abs(Int(p.g) - Int(q.g))
                        + abs(Int(p.b) - Int(q.b))
                    XCTAssertGreaterThan(distance, 60, "\(a) and \(b), dark \(isDark)")
                }
            }
        }
    }
}

final class ChartTests: XCTestCase {
    func testTicksAreRoundAndWithinTheRange() {
        for range in [0.0...1, -3...17, 0.001...0.0023, 1e6...5e6, -1e-9...1e-9, 99.5...100.5] {
            for about in 2...8 {
                let values = Ticks(range, about: about).values
                XCTAssertGreaterThanOrEqual(values.count, 1)
                XCTAssertLessThanOrEqual(values.count, 2 * about + 1)
                let step = values.count > 1 ? values[1] - values[0] : 1
                let digits = step / pow(10, floor(log10(step) + 1e-9))
                if values.count > 1 {
                    XCTAssert([1, 2, 5].contains { abs($0 - digits) < 1e-6 }, "\(step)")
                }
                XCTAssert(values.allSatisfy { range.contains($0) || abs($0) < 1e-12 })
            }
        }
    }

    func testLabelsOfTicksDiffer() {
        for range in [0.0...1, 0...0.01, 1e6...1e6 + 10, -5...5, 1e-7...9e-7] {
            let ticks = Ticks(range, about: 5)
            let labels = ticks.values.map(ticks.label)
            XCTAssertEqual(Set(labels).count, labels.count, "\(labels)")
        }
    }

    func testTheAxesFitTheFiniteData() {
        let chart = Chart(
            title: "", layers: [.points("", x: [1, 2, .nan], y: [.infinity, 5, 7])])
        XCTAssert(chart.yRange.contains(5))
        XCTAssertFalse(chart.yRange.contains(7), "its x is not a number")
        XCTAssertFalse(chart.xRange.contains(1), "its y is infinite")
    }

    func testTheLegendNamesEachSeriesOnceInItsColour() {
        let chart = Chart(
            title: "",
            layers: [
                .line("a", [1, 2]), .line("b", [2, 3]), .line("", [0, 0]),
                .points("a", x: [1], y: [1], colour: 0),
            ])
        XCTAssertEqual(chart.legend.map(\.name), ["a", "b"])
        XCTAssertEqual(chart.legend.map(\.colour), [0, 1])
        XCTAssert(chart.alternativeText.contains("a, b"))
    }

    func testLevelLinesOfABowlAreCircles() {
        let chart = Chart(title: "", layers: [], xRange: -2...2, yRange: -2...2)
        let columns = 81
        let values = (0..<columns * columns).map { index -> Double in
            let x = -2 + 4 * Double(index % columns) / Double(columns - 1)
            let y = -2 + 4 * Double(index / columns) / Double(columns - 1)
            return x * x + y * y
        }
        let lines = chart.levelLines(1, columns, values)
        XCTAssertGreaterThan(lines.count, 80)
        var length = 0.0
        for (a, b) in lines {
            for p in [a, b] {
                XCTAssertEqual((p.0 * p.0 + p.1 * p.1).squareRoot(), 1, accuracy: 0.01)
            }
            length += ((a.0 - b.0) * (a.0 - b.0) + (a.1 - b.1) * (a.1 - b.1)).squareRoot()
        }
        XCTAssertEqual(length, 2 * .pi, accuracy: 0.01)
    }

    func testTheGraphOfTheLectureShowsItsNumbers() {
        let (x, y, z) = (Value(-2), Value(5), Value(-4))
        let f = (x + y) * z
        f.backward()
        let graph = ComputationGraph(
            title: "f", result: f, names: [(x, "x"), (y, "y"), (z, "z"), (f, "f")])
        let text = graph.characters(width: 100, colours: false)
        for part in ["−12", "−4", "3"] { XCTAssert(text.contains(part)) }
        XCTAssert(graph.svg().contains("×−4"), "the local derivative on its edge")
    }

    func testACharacterChartPutsPointsWhereTheyBelong() {
        let chart = Chart(
            title: "t", layers: [.points("p", x: [0, 1], y: [0, 1])], xRange: 0...1, yRange: 0...1)
        let lines = chart.characters(width: 60, colours: false).split(separator: "\n").map(
            String.init)
        let plot = lines.filter { $0.contains("│") }
        XCTAssertEqual(plot.first?.last, "o", "top right")
        XCTAssert(plot.last!.contains("│o"), "bottom left")
    }
}

final class CanvasTests: XCTestCase {
    private let black: (r: UInt8, g: UInt8, b: UInt8) = (0, 0, 0)
    private let white: (r: UInt8, g: UInt8, b: UInt8) = (255, 255, 255)

    func testARectangleCoversItsPixelsAndPartOfThoseOnItsEdge() {
        var canvas = Canvas(width: 6, height: 6, background: white)
        canvas.fill([[.init(1, 1), .init(3.5, 1), .init(3.5, 4), .init(1, 4)]], black)
        for y in 0..<6 {
            let row = (0..<6).map { Int(canvas.pixels[$0, y].r) }
            let right =
                (1..<4).contains(y) ? [255, 0, 0, 128, 255, 255] : [Int](repeating: 255, count: 6)
            for (own, expected) in zip(row, right) {
                XCTAssertEqual(Double(own), Double(expected), accuracy: 1)
            }
        }
    }

    func testALineHasItsWidth() {
        var canvas = Canvas(width: 20, height: 9, background: white)
        canvas.stroke([.init(0, 4.5), .init(20, 4.5)], width: 3, black)
        XCTAssertEqual(
            (0..<9).map { canvas.pixels[10, $0].r < 128 },
            [false, false, false, true, true, true, false, false, false])
    }

    func testADashedLineHasGaps() {
        var canvas = Canvas(width: 90, height: 3, background: white)
        canvas.stroke([.init(0, 1.5), .init(90, 1.5)], width: 1, black, isDashed: true)
        let dark = (0..<90).filter { canvas.pixels[$0, 1].r < 128 }.count
        XCTAssertEqual(Double(dark), 50, accuracy: 3)
    }

    func testWhatLiesOutsideIsLeftOut() {
        var canvas = Canvas(width: 4, height: 4, background: white)
        canvas.fill([[.init(-100, -100), .init(1e9, -100), .init(1e9, 1), .init(-100, 1)]], black)
        canvas.fill([[.init(.nan, 0), .init(.infinity, 2), .init(1, .nan)]], black)
        XCTAssertEqual(canvas.pixels[3, 0].r, 0)
        XCTAssertEqual(canvas.pixels[3, 1].r, 255)
    }
}
