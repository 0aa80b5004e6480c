import Primavera
import XCTest

@testable import Figures

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
