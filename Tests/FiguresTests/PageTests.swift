import Primavera
import XCTest

@testable import Figures

final class EscapingTests: XCTestCase {
    func testTheFourSignsOfMarkup() {
        XCTAssertEqual("a<b>&\"c\"".escapedForXML, "a&lt;b&gt;&amp;&quot;c&quot;")
        XCTAssertEqual("&amp;".escapedForXML, "&amp;amp;")
        XCTAssertEqual("".escapedForXML, "")
        XCTAssertEqual("é−∂ 漢 'x'".escapedForXML, "é−∂ 漢 'x'")
    }

    func testASignWithAnAccentIsStillASign() {
        // "<" with a stroke through it is one character, but the browser sees "<" first.
        for (sign, entity) in [("<", "&lt;"), (">", "&gt;"), ("&", "&amp;"), ("\"", "&quot;")] {
            XCTAssertEqual(
                Array((sign + "\u{338}").escapedForXML.utf8), Array((entity + "\u{338}").utf8))
        }
    }

    func testSignsThatXMLForbidsAreLeftOut() {
        XCTAssertEqual("a\u{0}b\u{1B}[0m\u{8}".escapedForXML, "ab[0m")
        XCTAssertEqual("a\tb\nc\r\n".escapedForXML, "a\tb\nc\r\n")
    }

    func testEveryTextOfAFigureIsEscaped() {
        let evil = "</title><script>&\""
        let chart = Chart(
            title: evil, xLabel: evil, yLabel: evil,
            layers: [.line(evil, [1, 2]), .points(evil + "2", x: [0], y: [1])])
        let names = ConfusionChart(
            title: evil, matrix: ConfusionMatrix(truth: [0], predicted: [0], classes: 1),
            classNames: [evil])
        let network = NetworkDiagram(title: evil, layers: [[evil], [evil]], weights: [[[1]]])
        let graph = ComputationGraph(title: evil, result: Value(1), names: [])
        let grid = ImageGrid(title: evil, images: Tensor.zeros([2, 2]), captions: [evil])
        let bars = BarChart(title: evil, bars: [(evil, 1)])
        for figure in [chart, names, network, graph, grid, bars] as [any Figure] {
            for svg in [figure.svg(), figure.standaloneSVG()] {
                XCTAssertFalse(svg.contains("<script"), "\(type(of: figure))")
                XCTAssertNil(problemInMarkup(svg))
                XCTAssert(svg.contains("&lt;/title&gt;&lt;script&gt;&amp;&quot;"))
                XCTAssertEqual(svg.components(separatedBy: "<title>").count, 2)
            }
        }
    }
}

final class SVGElementTests: XCTestCase {
    private func svg(_ shape: Drawing.Shape) -> String {
        var drawing = Drawing(width: 10, height: 20.5)
        drawing.shapes = [shape]
        return drawing.svg(alternativeText: "a")
    }

    func testEachShapeIsAnElement() {
        XCTAssert(
            svg(.line([.init(0, 1), .init(2.126, 3)], .ink, width: 1.5)).contains(
                "<polyline points=\"0,1 2.13,3\" fill=\"none\" stroke=\"var(--ink)\" "
                    + "stroke-width=\"1.5\" stroke-linejoin=\"round\"/>"))
        XCTAssert(
            svg(.line([], .ink, width: 1, isDashed: true)).contains("stroke-dasharray=\"5 4\""))
        XCTAssert(
            svg(.polygon([.init(0, 0)], .rgb(1, 2, 3), opacity: 0.5)).contains(
                "<polygon points=\"0,0\" fill=\"rgb(1,2,3)\" fill-opacity=\"0.5\"/>"))
        XCTAssert(
            svg(.circle(.init(1, 2), radius: 10, .series(9))).contains(
                "<circle cx=\"1\" cy=\"2\" r=\"10\" fill=\"var(--series-1)\"/>"))
        XCTAssert(
            svg(.text("<", .init(-0.001, 4), .end, size: 12, .muted, isBold: true, isTurned: true))
                .contains(
                    "<text x=\"0\" y=\"4\" text-anchor=\"end\" font-size=\"12\" "
                        + "fill=\"var(--muted)\" font-weight=\"600\" "
                        + "transform=\"rotate(-90 0 4)\">&lt;</text>"))
    }

    func testThePictureStatesItsSizeAndWhatItShows() {
        let text = svg(.circle(.init(1, 2), radius: 3, .ink))
        XCTAssert(text.contains("width=\"10\" height=\"20.5\" viewBox=\"0 0 10 20.5\""))
        XCTAssert(text.contains("role=\"img\"") && text.contains("<title>a</title>"))
    }

    func testAnImageIsAPNGInTheText() {
        let text = svg(
            .image(
                Pixels(width: 1, height: 1, bytes: [1, 2, 3, 4]), .init(1, 2), width: 3, height: 4))
        XCTAssert(text.contains("href=\"data:image/png;base64,iVBORw0KGgo"))
        XCTAssert(text.contains("image-rendering:pixelated"))
        XCTAssertNil(problemInMarkup(text))
    }

    func testAFileOfItsOwnDefinesEveryColourThatItUses() {
        let chart = Chart(
            title: "", xLabel: "x",
            layers: (0..<9).map { .line("\($0)", [Double($0), Double($0) + 1]) })
        let text = chart.standaloneSVG()
        let used = Set(
            text.components(separatedBy: "var(--").dropFirst().map { $0.prefix { $0 != ")" } })
        XCTAssertGreaterThan(used.count, 10)
        for name in used { XCTAssert(text.contains("--\(name):rgb("), "\(name)") }
        XCTAssert(text.contains("prefers-color-scheme:dark"))
    }
}

final class ReportPageTests: XCTestCase {
    private let chart = Chart(title: "c", layers: [.line("l", [1, 2])])

    private func animation(_ labels: [String]) -> String {
        var report = Report(title: "t")
        report.animation(
            Animation(title: "a \"b\"", frames: labels.map { _ in chart }, labels: labels),
            caption: "")
        return report.html
    }

    /// The labels as the page's script reads them.
    private func labels(in html: String) -> [String] {
        let rest = html.components(separatedBy: "data-labels=\"")[1]
        return rest.components(separatedBy: "\"")[0].components(separatedBy: "|")
    }

    func testTheSliderHasALabelForEachFrame() {
        for count in [1, 2, 7] {
            let names = (0..<count).map { "epoch \($0)" }
            let html = animation(names)
            XCTAssertEqual(labels(in: html), names)
            XCTAssertEqual(html.components(separatedBy: "<div class=\"frame\"").count - 1, count)
            XCTAssert(html.contains("min=\"0\" max=\"\(count - 1)\" value=\"\(count - 1)\""))
            XCTAssert(html.contains(">epoch \(count - 1)</output>"))
            XCTAssertNil(problemInMarkup(html))
        }
    }

    func testABarInALabelDoesNotCutIt() {
        let html = animation(["|w| = 1", "a|b", ""])
        XCTAssertEqual(labels(in: html).count, 3)
        XCTAssertEqual(labels(in: html)[1], "a∣b")
    }

    func testTwoAnimationsHaveNamesOfTheirOwn() {
        var report = Report(title: "t")
        for _ in 0..<2 {
            report.animation(
                Animation(title: "a", frames: [chart], labels: ["x"]), caption: "c")
        }
        for name in ["animation-1", "animation-2"] {
            XCTAssertEqual(report.html.components(separatedBy: "id=\"\(name)\"").count, 2)
            XCTAssertEqual(report.html.components(separatedBy: "for=\"\(name)\"").count, 2)
        }
    }

    func testEachHeadingIsLinkedFromTheContents() {
        var report = Report(title: "t")
        for text in ["One", "One", "`x < y`"] { report.heading(text) }
        for number in 1...3 {
            XCTAssert(report.html.contains("<a href=\"#section-\(number)\">"))
            XCTAssert(report.html.contains("<h2 id=\"section-\(number)\">"))
        }
        XCTAssert(report.html.contains("<h2 id=\"section-3\"><code>x &lt; y</code></h2>"))
        XCTAssertNil(problemInMarkup(report.html))
    }

    func testAnEmptyReportIsAPage() {
        let html = Report(title: "").html
        XCTAssertNil(problemInMarkup(html))
        XCTAssert(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    }

    func testColumnsOfNumbersAreSetToTheRight() {
        var report = Report(title: "t")
        report.table(["a", "b", "c"], [["x", "1"], ["2", "", "3"]])
        XCTAssert(report.html.contains("<th>a</th><th class=\"number\">b</th>"))
        XCTAssert(report.html.contains("<tr><td>x</td><td class=\"number\">1</td></tr>"))
        XCTAssert(report.html.contains("<td>2</td><td class=\"number\"></td>"))
        report.table([], [])
        XCTAssertNil(problemInMarkup(report.html))
    }

    func testPagesWithEveryFigureNeedNoOtherFile() {
        var report = Report(title: "t")
        report.figure(
            ImageGrid(title: "i", images: Tensor.ones([1, 3, 4, 4])), caption: "`a` & *b*")
        report.figure(chart, caption: "")
        XCTAssertNil(problemInMarkup(report.html))
        let html = report.html.replacing("xmlns=\"http://www.w3.org/2000/svg\"", with: "")
        XCTAssertFalse(html.contains("://"))
        XCTAssertFalse(html.contains("src="))
        let links = html.components(separatedBy: "href=\"").dropFirst()
        XCTAssertEqual(links.count, 1)
        XCTAssert(links.allSatisfy { $0.hasPrefix("#") || $0.hasPrefix("data:image/png;base64,") })
    }

    func testTheCheckerOfMarkupFindsFaults() {
        for bad in [
            "<p>", "</p>", "<p></b></p>", "a & b", "<p", "<a><b></a></b>", "<svg><g></svg>",
        ] {
            XCTAssertNotNil(problemInMarkup(bad), bad)
        }
        for good in ["", "<p>a &amp; b</p>", "<br>", "<g/>", "<style>a>b</style>"] {
            XCTAssertNil(problemInMarkup(good), good)
        }
    }
}
