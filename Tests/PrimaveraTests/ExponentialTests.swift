import XCTest

@testable import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// exp, tanh and sigmoid against the C library's in Doubles, rounded once: the nearest Float that
/// there is. Distances are in units in the last place: 1 is the next Float. Measured with AVX-512:
/// exp 1, tanh 1, sigmoid 2.
final class ExponentialTests: XCTestCase {
    /// One in every 997 of all Floats, both signs, so a hundredth of them denormal; the special
    /// ones; and every Float near the bounds where the result overflows and underflows.
    private let sample: [Float] = {
        var numbers: [Float] = [
            0, 1, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude,
            .greatestFiniteMagnitude,
        ]
        for bits in stride(from: UInt32(0), to: 0x7f80_0000, by: 997) {
            numbers.append(Float(bitPattern: bits))
        }
        for bound in [88.722_84, 87.336_55, 103.972_08, 0.625, 9.01] as [Float] {
            let middle = bound.bitPattern
            for bits in middle - 300...middle + 300 { numbers.append(Float(bitPattern: bits)) }
        }
        return numbers + numbers.map { -$0 }
    }()

    private func assertWithin(
        _ limit: Int, _ name: String, _ own: (Tensor) -> Tensor, _ right: (Double) -> Double,
        where isJudged: (Float) -> Bool = { _ in true }, line: UInt = #line
    ) {
        var worst = (distance: 0, x: Float(0))
        for (x, y) in zip(sample, own(Tensor(sample)).values) where isJudged(x) {
            let distance = unitsInLastPlace(y, Float(right(Double(x))))
            if distance > worst.distance { worst = (distance, x) }
        }
        XCTAssertLessThanOrEqual(
            worst.distance, limit, "\(name): measured worst \(worst.distance) at \(worst.x)",
            line: line)
    }

    func testExpIsWithinTwoUnitsInTheLastPlace() {
        assertWithin(2, "exp", { exp($0) }, { exp($0) })
    }

    func testTanhIsWithinFourUnitsInTheLastPlace() {
        assertWithin(4, "tanh", { tanh($0) }, { tanh($0) })
    }

    func testSigmoidIsWithinFourUnitsWhereItsPowerIsFinite() {
        // Beyond, e⁻ˣ overflows and the answer is 0 instead of a number below 10⁻³⁸.
        assertWithin(4, "sigmoid", { sigmoid($0) }, { 1 / (1 + exp(-$0)) }, where: { $0 > -88 })
        let beyond = sample.filter { $0 <= -88 }
        XCTAssert(sigmoid(Tensor(beyond)).values.allSatisfy { $0 >= 0 && $0 < 1.2e-38 })
        XCTAssertEqual(
            sigmoid(Tensor([-1_000, 1_000, -.infinity, .infinity])).values, [0, 1, 0, 1])
    }

    func testTheBoundsAreThoseOfTheFloats() {
        XCTAssertEqual(
            exp(Tensor([88.8, .infinity, 1e38])).values, [.infinity, .infinity, .infinity])
        XCTAssertEqual(exp(Tensor([-104, -.infinity, -1e38])).values, [0, 0, 0])
        XCTAssertEqual(exp(Tensor([0, -0.0, .leastNonzeroMagnitude])).values, [1, 1, 1])
        XCTAssertEqual(tanh(Tensor([.infinity, -.infinity, 20, -20])).values, [1, -1, 1, -1])
        XCTAssertEqual(tanh(Tensor([0, -0.0])).values, [0, 0])
        // A result between 0 and the smallest normal Float is a denormal one, not 0.
        XCTAssertEqual(exp(Tensor([-100]))[0], Float(exp(-100.0)))
    }

    func testNotANumberGoesThrough() {
        for f in [exp, tanh, sigmoid] as [(Tensor) -> Tensor] {
            for x in [Float.nan, -.nan, .signalingNaN] {
                let values = f(Tensor([0, x, 1])).values
                XCTAssertEqual(values.map(\.isNaN), [false, true, false])
            }
        }
    }
}
