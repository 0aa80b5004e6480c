import FoundationEssentials
import XCTest

@testable import Primavera

/// Principal components and ROC curves against the numbers of NumPy and scikit-learn, from
/// `Fixtures/make_statistics_fixtures.py`.
final class StatisticsTests: XCTestCase {
    private struct Numbers: Decodable {
        let shape: [Int]
        let values: [Float]
        var tensor: Tensor { Tensor(shape: shape, values) }
    }

    private struct Components: Decodable {
        let x, mean, components, variances, codes: Numbers
        let count: Int
        let total, error: Double
    }

    private struct Area: Decodable {
        let scores, x, y: [Double]
        let positive: [Bool]
        let area: Double
    }

    private struct Fixtures: Decodable {
        let components: [Components]
        let areas: [Area]
    }

    private func fixtures() throws -> Fixtures {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let bytes = try readFile("/" + folder + "/Fixtures/statistics.json")
        return try JSONDecoder().decode(Fixtures.self, from: Data(bytes))
    }

    func testPrincipalComponentsEqualNumPys() throws {
        let cases = try fixtures().components
        XCTAssertEqual(cases.count, 6)
        for (number, right) in cases.enumerated() {
            let name = "case \(number)"
            let x = right.x.tensor
            let pca = PrincipalComponents(of: x, count: right.count)
            assertClose(pca.mean, right.mean.tensor, 1e-5, name + " mean")
            assertClose(pca.variances, right.variances.values, 1e-4, name + " variances")
            XCTAssertEqual(Double(pca.totalVariance), right.total, accuracy: 1e-4 * right.total)
            assertClose(pca.components, right.components.tensor, 1e-3, name + " components")
            let codes = pca.encode(x)
            assertClose(codes, right.codes.tensor, 2e-3, name + " codes")
            let difference = pca.decode(codes) - x
            XCTAssertEqual(
                Double((difference * difference).mean().scalar), right.error, accuracy: 1e-5, name)
        }
    }

    func testComponentsAreOrthogonalAndOfLengthOneEvenWhereNothingVaries() {
        // Six examples of twenty numbers lie in five dimensions; constant ones in none.
        var random = Random(seed: 3)
        for x in [random.normal([6, 20]), Tensor(repeating: 2, shape: [4, 5])] {
            let count = min(x.shape[1], 9)
            let pca = PrincipalComponents(of: x, count: count)
            let products = pca.components.matrixProduct(pca.components, transposingOther: true)
            for i in 0..<count {
                for j in 0..<count {
                    XCTAssertEqual(products[i, j], i == j ? 1 : 0, accuracy: 1e-4)
                }
            }
            XCTAssertEqual(pca.variances[count - 1], 0, accuracy: 1e-5)
            assertClose(pca.decode(pca.encode(x)), x, 1e-4, "nothing is lost")
        }
    }

    func testComponentsAreTheSameOnAnyNumberOfThreads() {
        var random = Random(seed: 4)
        let x = random.normal([300, 90])
        let one = withThreads(1) { PrincipalComponents(of: x, count: 7) }
        let three = withThreads(3) { PrincipalComponents(of: x, count: 7) }
        assertSameBits(one.components.values, three.components.values)
        assertSameBits(one.variances, three.variances)
    }

    func testEigenvectorsOfASmallMatrix() {
        let (values, vectors) = symmetricEigenvectors([[2, 1], [1, 2]])
        XCTAssertEqual(values[0], 3, accuracy: 1e-9)
        XCTAssertEqual(values[1], 1, accuracy: 1e-9)
        XCTAssertEqual(abs(vectors[0, 0]), 0.707_107, accuracy: 1e-6)
        XCTAssertEqual(vectors[0, 0], vectors[0, 1], accuracy: 1e-6)
        XCTAssertEqual(vectors[1, 0], -vectors[1, 1], accuracy: 1e-6)
        XCTAssertEqual(symmetricEigenvectors([[5]]).values, [5])
    }

    func testROCCurvesEqualThoseOfScikitLearnTiesIncluded() throws {
        let cases = try fixtures().areas
        XCTAssertEqual(cases.count, 8)
        for (number, right) in cases.enumerated() {
            let curve = ROCCurve(scores: right.scores, isPositive: right.positive)
            XCTAssertEqual(curve.area, right.area, accuracy: 1e-12, "case \(number)")
            assertClose(
                curve.falsePositiveRates.map { Float($0) }, right.x.map { Float($0) }, 1e-6,
                "case \(number), x")
            assertClose(
                curve.truePositiveRates.map { Float($0) }, right.y.map { Float($0) }, 1e-6,
                "case \(number), y")
        }
    }

    func testTheAreaIsTheShareOfPairsInOrder() {
        var random = Random(seed: 5)
        for _ in 0..<20 {
            let count = random.integer(below: 40) + 2
            let scores = (0..<count).map { _ in Double(random.integer(below: 9)) }
            let truth = [true, false] + (2..<count).map { _ in random.bernoulli(0.4) }
            var (sum, pairs) = (0.0, 0.0)
            for i in 0..<count where truth[i] {
                for j in 0..<count where !truth[j] {
                    sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
                    pairs += 1
                }
            }
            let area = ROCCurve(scores: scores, isPositive: truth).area
            XCTAssertEqual(area, sum / pairs, accuracy: 1e-12)
        }
    }
}
