import XCTest

@testable import Primavera

final class MetricTests: XCTestCase {
    func testAConfusionMatrixAndWhatIsReadFromIt() {
        let matrix = ConfusionMatrix(
            truth: [0, 0, 0, 1, 1, 2], predicted: [0, 0, 1, 1, 0, 0], classes: 4)
        XCTAssertEqual(matrix.counts, [[2, 1, 0, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]])
        XCTAssertEqual(matrix.accuracy, 0.5)
        XCTAssertEqual(matrix.precision(0), 0.5)
        XCTAssertEqual(matrix.recall(0), 2.0 / 3)
        XCTAssertEqual(matrix.f1(0), 4.0 / 7, accuracy: 1e-12)
        XCTAssertEqual(matrix.intersectionOverUnion(0), 2.0 / 5)
        for label in [2, 3] {
            XCTAssertEqual(matrix.precision(label), 0, "never answered")
            XCTAssertEqual(matrix.f1(label), 0)
        }
        XCTAssertEqual(matrix.recall(3), 0, "never there")
        XCTAssertEqual(matrix.intersectionOverUnion(3), 0)
        XCTAssertEqual(ConfusionMatrix(truth: [], predicted: [], classes: 2).accuracy, 0)
    }

    func testEveryMeasureEqualsItsDefinitionOnRandomAnswers() {
        var random = Random(seed: 1)
        for _ in 0..<50 {
            let classes = random.integer(below: 5) + 1
            let count = random.integer(below: 30)
            let truth = (0..<count).map { _ in random.integer(below: classes) }
            let answers = (0..<count).map { _ in random.integer(below: classes) }
            let pairs = Array(zip(truth, answers))
            let matrix = ConfusionMatrix(truth: truth, predicted: answers, classes: classes)
            func part(_ some: Int, _ all: Int) -> Double {
                all == 0 ? 0 : Double(some) / Double(all)
            }
            XCTAssertEqual(matrix.total, count)
            XCTAssertEqual(matrix.classes, classes)
            XCTAssertEqual(matrix.accuracy, part(pairs.count { $0 == $1 }, count))
            for label in 0..<classes {
                let both = pairs.count { $0 == label && $1 == label }
                let said = answers.count { $0 == label }
                let there = truth.count { $0 == label }
                XCTAssertEqual(matrix.precision(label), part(both, said))
                XCTAssertEqual(matrix.recall(label), part(both, there))
                XCTAssertEqual(
                    matrix.f1(label), part(2 * both, said + there), accuracy: 1e-12)
                XCTAssertEqual(
                    matrix.intersectionOverUnion(label), part(both, said + there - both))
            }
        }
    }

    func testAccuracyOfClassesAndOfYesOrNo() {
        XCTAssertEqual(
            accuracy([[2, 1], [0, 3], [5, 4]], [[1, 0], [0, 1], [0, 1]]), 2.0 / 3)
        XCTAssertEqual(accuracy([0.9, 0.5, 0.6], [1, 0, 0]), 2.0 / 3, accuracy: 1e-9)
        XCTAssertEqual(accuracy(Tensor.zeros([0, 3]), Tensor.zeros([0, 3])), 0)
        XCTAssertEqual(accuracy([[0.9], [0.2], [0.6]], [[1], [0], [0]]), 2.0 / 3, accuracy: 1e-9)
    }
}
