import XCTest

@testable import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class ExponentialTests: XCTestCase {
    /// One in every 997 of all Floats, both signs, and the special ones.
    private let sample: [Float] =
        stride(from: UInt32(0), to: 0x7f80_0000, by: 997).flatMap {
            [Float(bitPattern: $0), -Float(bitPattern: $0)]
        } + [0, -0, 1, -1, 88.72, 88.73, -87.3, -87.4, -103.9, -104, .infinity, -.infinity]

    private func worst(
        _ own: [Float], _ right: (Float) -> Float
    ) -> (distance: Int, x: Float) {
        var worst = (distance: 0, x: Float(0))
        for (x, y) in zip(sample, own) {
            let distance = unitsInLastPlace(y, right(x))
            if distance > worst.distance { worst = (distance, x) }
        }
        return worst
    }

    func testExpIsWithinTwoUnitsInTheLastPlace() {
        let (distance, x) = worst(exp(Tensor(sample)).values) { Float(exp(Double($0))) }
        XCTAssertLessThanOrEqual(distance, 2, "at \(x)")
    }

    func testTanhIsWithinFourUnitsInTheLastPlace() {
        let (distance, x) = worst(tanh(Tensor(sample)).values) { Float(tanh(Double($0))) }
        XCTAssertLessThanOrEqual(distance, 4, "at \(x)")
    }

    func testSigmoidIsWithinFourUnitsWhereItsPowerIsFinite() {
        // Beyond, e⁻ˣ overflows and the answer is 0 instead of a number below 10⁻³⁸.
        let own = sigmoid(Tensor(sample)).values
        var worst = (distance: 0, x: Float(0))
        for (x, y) in zip(sample, own) where x > -88 {
            let distance = unitsInLastPlace(y, Float(1 / (1 + exp(-Double(x)))))
            if distance > worst.distance { worst = (distance, x) }
        }
        XCTAssertLessThanOrEqual(worst.distance, 4, "at \(worst.x)")
        XCTAssertEqual(sigmoid(Tensor([-1_000, 1_000])).values, [0, 1])
    }

    func testNotANumberGoesThrough() {
        for f in [exp, tanh, sigmoid] as [(Tensor) -> Tensor] {
            XCTAssert(f(Tensor([.nan]))[0].isNaN)
        }
    }
}
