import Primavera
import XCTest

@testable import Figures

final class MarkupTests: XCTestCase {
    func testCodeAndEmphasis() {
        XCTAssertEqual(
            Markup.runs("a `b * c` *d e*, f"),
            [.plain("a "), .code("b * c"), .plain(" "), .emphasis("d e"), .plain(", f")])
    }

    func testSignsWithoutAPartnerStandForThemselves() {
        XCTAssertEqual(Markup.runs("2 * 3 * 4"), [.plain("2 * 3 * 4")])
        XCTAssertEqual(Markup.runs("5*"), [.plain("5*")])
        XCTAssertEqual(Markup.runs("a ` b"), [.plain("a ` b")])
        XCTAssertEqual(Markup.runs(""), [])
    }

    func testWhatIsANumberInATable() {
        for text in ["3", "−0.5", "1,234", "12 %", "9.9e+19", "0.3 s", "", "+2"] {
            XCTAssert(text.isNumber, text)
        }
        for text in ["a", "(1, 2)", "[3]", "x", "0 0 → 1"] { XCTAssertFalse(text.isNumber, text) }
    }
}

final class ReportTests: XCTestCase {
    private func report() -> Report {
        var report = Report(title: "Lesson <1> & \"more\"")
        report.heading("Why & how")
        report.paragraph("Some *text* with `code < 3`.")
        report.preformatted("a < b\n  c & d")
        report.table(["name", "value"], [["<x>", "1.5"], ["y", "−2"]])
        let chart = Chart(title: "c", layers: [.line("l", [1, 2])])
        report.figure(chart, caption: "A caption & more.")
        report.animation(
            Animation(title: "moves", frames: [chart, chart, chart], labels: ["0", "1", "<2>"]),
            caption: "It moves.")
        report.callout(["Do *this*."])
        return report
    }

    func testItIsWellFormed() {
        XCTAssertNil(problemInMarkup(report().html))
    }

    func testItNeedsNoNetwork() {
        let html = report().html.replacing("http://www.w3.org/2000/svg", with: "")
        for part in ["http:", "https:", "src=", "<link", "@import", "url("] {
            XCTAssertFalse(html.contains(part), part)
        }
    }

    func testTextIsEscaped() {
        let html = report().html
        XCTAssert(html.contains("<title>Lesson &lt;1&gt; &amp; &quot;more&quot;</title>"))
        XCTAssert(html.contains("Some <em>text</em> with <code>code &lt; 3</code>."))
        XCTAssert(html.contains("<td>&lt;x&gt;</td>"))
        XCTAssert(html.contains("<td class=\"number\">−2</td>"))
    }

    func testTheSliderReachesEveryFrame() {
        let html = report().html
        XCTAssertEqual(html.components(separatedBy: "class=\"frame\"").count - 1, 3)
        XCTAssert(html.contains("max=\"2\""))
        XCTAssert(html.contains("data-labels=\"0|1|&lt;2&gt;\""))
        XCTAssertEqual(html.components(separatedBy: "class=\"frame\" hidden").count - 1, 2)
    }

    func testItIsMadeForPhonesAndForTheDark() {
        let html = report().html
        XCTAssert(html.contains("name=\"viewport\""))
        XCTAssert(html.contains("prefers-color-scheme:dark"))
    }
}
