import Primavera
import XCTest

@testable import Figures

/// Charts of data that a training which went wrong may leave.
final class HardChartTests: XCTestCase {
    private func chart(
        _ y: [Double], x: ClosedRange<Double>? = nil, y range: ClosedRange<Double>? = nil
    ) -> Chart {
        Chart(title: "t", layers: [.line("l", y)], xRange: x, yRange: range)
    }

    private func assertDrawable(_ chart: Chart, _ note: String, line: UInt = #line) {
        for width in [40, 80] {
            let text = chart.characters(width: width, colours: false)
            XCTAssert(
                text.split(separator: "\n").allSatisfy { $0.count <= width }, note, line: line)
        }
        XCTAssertNil(badNumber(chart.svg()), note, line: line)
        XCTAssertGreaterThan(chart.png(scale: 0.5).count, 100, note, line: line)
    }

    /// A coordinate that is not finite, if there is one.
    private func badNumber(_ svg: String) -> String? {
        let words = svg.split { " ,\"<>()=".contains($0) }
        return words.first { ["nan", "-nan", "inf", "-inf"].contains($0) }.map(String.init)
    }

    func testLossesThatExplode() {
        assertDrawable(chart([1, 1e10, 1e100, 1e200, .infinity, .nan]), "to infinity")
        assertDrawable(chart([1e308, -1e308]), "a span that is infinite")
        assertDrawable(chart([1.7e308, 1.7e308]), "the largest number, constant")
        assertDrawable(chart([.nan, .infinity, -.infinity]), "nothing finite")
    }

    func testALineThatLeavesFixedAxesFarBehind() {
        assertDrawable(chart([0, 1, 1e30], y: 0...1), "1e30")
        assertDrawable(chart([0.5, 1e308, -1e308, 0.5], y: 0...1), "a step that is infinite")
    }

    func testNumbersThatHardlyDifferFromZero() {
        assertDrawable(chart([0, .leastNonzeroMagnitude]), "the smallest number")
        assertDrawable(
            chart([.leastNormalMagnitude / 1e4, .leastNormalMagnitude / 2e4]),
            "small beyond what is normal")
        assertDrawable(chart([0, 0, 0]), "zeros")
        assertDrawable(chart([-0.0, 0]), "both zeros")
    }

    func testAxesOfNoLength() {
        assertDrawable(chart([1, 2], x: 1...1), "x")
        assertDrawable(chart([1, 2], y: 2...2), "y")
        assertDrawable(chart([5]), "a single point")
        assertDrawable(chart([1, (1.0).nextUp]), "neighbours")
    }

    func testRandomChartsAreDrawn() {
        var random = Random(seed: 1)
        for _ in 0..<150 {
            let y = (0..<random.integer(below: 12)).map { _ -> Double in
                switch random.integer(below: 8) {
                case 0: .nan
                case 1: -.infinity
                case 2: 0
                case 3: Double(sign: .minus, exponent: random.integer(below: 1_023), significand: 1)
                default:
                    Double(
                        sign: .plus, exponent: random.integer(below: 2_000) - 1_000, significand: 1)
                }
            }
            let text = chart(y).characters(width: 60, colours: false)
            XCTAssert(text.split(separator: "\n").allSatisfy { $0.count <= 60 }, "\(y)")
            XCTAssertNil(badNumber(chart(y).svg()), "\(y)")
        }
    }

    func testWhatIsNotFiniteIsLeftOut() {
        let points = Chart(
            title: "", layers: [.points("", x: [0, 1, .nan, 2, 3], y: [0, .nan, 1, .infinity, 3])])
        let circles = points.drawing.shapes.filter {
            if case .circle = $0 { return true } else { return false }
        }
        XCTAssertEqual(circles.count, 2)
        XCTAssertEqual(points.xRange.upperBound, 3.09, accuracy: 1e-12)
        XCTAssertEqual(points.yRange.lowerBound, -0.15, accuracy: 1e-12)
        XCTAssertEqual(points.yRange.upperBound, 3.15, accuracy: 1e-12)
    }

    private func lines(_ chart: Chart) -> [[Drawing.Point]] {
        chart.drawing.shapes.compactMap {
            if case .line(let points, .series, _, _) = $0 { points } else { nil }
        }
    }

    func testALineHasAGapWhereANumberIsMissing() {
        let parts = lines(Chart(title: "", layers: [.line("", [0, 1, .nan, 1, 0, 1])]))
        XCTAssertEqual(parts.map(\.count), [2, 3])
    }

    func testALineIsCutAtTheBorderOfThePlane() {
        let chart = Chart(
            title: "", layers: [.line("", x: [-1, 0.5, 2], y: [0, 2, 0])], xRange: 0...1,
            yRange: 0...1)
        let parts = lines(chart)
        XCTAssertEqual(parts.count, 0, "it passes above")
        let through = Chart(
            title: "", layers: [.line("", x: [-1, 2], y: [-1, 2])], xRange: 0...1, yRange: 0...1)
        let whole = Chart(
            title: "", layers: [.line("", x: [0, 1], y: [0, 1])], xRange: 0...1, yRange: 0...1)
        for (a, b) in zip(lines(through)[0], lines(whole)[0]) {
            XCTAssertEqual(a.x, b.x, accuracy: 1e-9)
            XCTAssertEqual(a.y, b.y, accuracy: 1e-9)
        }
    }

    func testVeryLongLinesAreThinnedAndKeepTheirEnds() {
        let y = (0..<10_000).map { Double($0 % 7) }
        let part = lines(chart(y))[0...].max { $0.count < $1.count }!
        XCTAssertLessThanOrEqual(part.count, 2_001)
        XCTAssertGreaterThan(part.count, 1_000)
        let ends = lines(chart([0, 9_999], x: -300...10_299)).last!
        XCTAssertEqual(part.first!.x < part.last!.x, ends.first!.x < ends.last!.x)
    }

    func testRegionsStandTheRightWayUp() {
        let chart = Chart(
            title: "",
            layers: [.regions(columns: 2, colours: [0, 1, -1, 0], strengths: [1, 0.5, 1, 0])],
            xRange: 0...1, yRange: 0...1)
        for case .image(let pixels, _, _, _) in chart.drawing.shapes {
            XCTAssertEqual([pixels.width, pixels.height], [2, 2])
            XCTAssertEqual(pixels[0, 1].a, 90, "bottom left comes first")
            XCTAssertEqual(pixels[1, 1].a, 45)
            XCTAssertEqual(pixels[0, 0].a, 0, "no class, no colour")
            XCTAssertEqual(pixels[1, 1].r, Paint.series(1).rgb(isDark: false).r)
            return
        }
        XCTFail("no image")
    }

    func testRegionsOfAClassifierAreAskedAtTheMiddleOfEachCell() {
        guard
            case .regions(let columns, let colours, let strengths) = Chart.Layer.regions(
                of: { x, y in (x > 0 ? 1 : 0, y) }, x: -1...1, y: 0...1, columns: 4)
        else { return XCTFail("no regions") }
        XCTAssertEqual(columns, 4)
        XCTAssertEqual(colours, [0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1])
        XCTAssertEqual(strengths[0], 0.125)
        XCTAssertEqual(strengths[15], 0.875)
    }

    func testContoursOfAFunctionAreCircles() {
        let layer = Chart.Layer.contours(
            of: { $0 * $0 + $1 * $1 }, x: -3...3, y: -2...2, levels: [1, 2.25], columns: 101)
        guard case .contours(let levels, let columns, let values) = layer else {
            return XCTFail("no contours")
        }
        XCTAssertEqual(values.first!, 13, accuracy: 1e-12)
        let chart = Chart(title: "", layers: [layer], xRange: -3...3, yRange: -2...2)
        for level in levels {
            let lines = chart.levelLines(level, columns, values)
            XCTAssertGreaterThan(lines.count, 50)
            for p in lines.flatMap({ [$0.0, $0.1] }) {
                XCTAssertEqual(p.0 * p.0 + p.1 * p.1, level, accuracy: 0.01)
            }
        }
        XCTAssertEqual(chart.levelLines(-1, columns, values).count, 0, "below the lowest value")
        XCTAssertEqual(chart.levelLines(1, 1, values).count, 0, "one column has no cells")
        let holes = values.map { $0 < 1.2 ? .nan : $0 }
        XCTAssertEqual(chart.levelLines(1, columns, holes).count, 0, "not a number is no place")
    }
}

final class TickTests: XCTestCase {
    func testKnownTicks() {
        func labels(_ range: ClosedRange<Double>, _ about: Int) -> [String] {
            let ticks = Ticks(range, about: about)
            return ticks.values.map(ticks.label)
        }
        XCTAssertEqual(labels(0...1, 5), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
        XCTAssertEqual(labels(-3...17, 4), ["0", "5", "10", "15"])
        XCTAssertEqual(labels(-0.1...0.1, 2), ["−0.1", "0.0", "0.1"])
        XCTAssertEqual(labels(0...100, 10).last, "100")
        XCTAssertEqual(labels(3...3, 5), ["3.00"])
        XCTAssertEqual(labels(0...1, 0), ["0.00"])
    }

    func testRandomRangesHaveRoundTicksWithDifferentLabels() {
        var random = Random(seed: 2)
        for _ in 0..<500 {
            let scale = pow(10.0, Double(random.integer(below: 600) - 300))
            let low = Double(random.normal()) * scale
            let span = (Double(random.uniform()) + 0.01) * scale
            let about = random.integer(below: 8) + 2
            let ticks = Ticks(low...low + span, about: about)
            XCTAssertGreaterThanOrEqual(ticks.values.count, 1)
            XCTAssertLessThanOrEqual(ticks.values.count, about + 1)
            let labels = ticks.values.map(ticks.label)
            XCTAssertEqual(Set(labels).count, labels.count, "\(labels)")
            for value in ticks.values {
                XCTAssert(value >= low - span * 1e-6 && value <= low + span * (1 + 1e-6))
            }
            guard ticks.values.count > 1 else { continue }
            let step = ticks.values[1] - ticks.values[0]
            let digits = step / pow(10, floor(log10(step) + 1e-6))
            XCTAssert([1, 2, 5].contains { abs($0 - digits) < 1e-3 }, "step \(step)")
        }
    }

    func testTheRangeOfData() {
        XCTAssertEqual(paddedRange([]), 0...1)
        XCTAssertEqual(paddedRange([.nan, .infinity]), 0...1)
        XCTAssertEqual(paddedRange([0, 10]), -0.5...10.5)
        XCTAssertEqual(paddedRange([0, 10], padding: 0), 0...10)
        XCTAssertEqual(paddedRange([3, 3]), 2.5...3.5)
        XCTAssertEqual(paddedRange([-100]), -110 ... -90)
    }
}
