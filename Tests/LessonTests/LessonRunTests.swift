import FoundationEssentials
import Primavera
import XCTest

/// Runs the lessons as a student does, and checks the numbers that they claim.
///
/// The right values come from the lectures (named beside them), from arithmetic, or from NumPy and
/// PyTorch; learned ones have the bound that the course promises.
final class LessonRunTests: XCTestCase {
    func testFiveSteps() throws {
        let r = try Program("lesson00").results()
        // The slide's line and the best one; the slope and the intercept by numpy.polyfit.
        assert(r, "slide.mse", 38.451_089, 1e-5)
        assert(r, "best.mse", 15.724_463, 1e-5)
        assert(r, "best.slope", 1.0954, 5e-5)
        assert(r, "best.intercept", 43.013, 5e-4)
        // Gradient descent finds the same line.
        assert(r, "descent.slope", 1.0954, 1e-3)
        assert(r, "descent.intercept", 43.013, 0.05)
        assert(r, "descent.mse", 15.724_463, 1e-3)
        // Five parameters, five houses: no error. And the slide's guess, by arithmetic.
        assert(r, "four.best.mse", 0, 1e-9)
        assert(r, "four.slide.mse", 546.764_398, 1e-5)
        assert(r, "logistic.accuracy", atLeast: 0.9)
        assert(r, "neighbours.accuracy", atLeast: 0.9)
        assert(r, "kmeans.agreeing", atLeast: 140)
    }

    func testPerceptron() throws {
        let r = try Program("lesson01").results()
        for (gate, outputs) in [("and", [0, 0, 0, 1]), ("or", [0, 1, 1, 1]), ("not", [1, 0])] {
            for (row, output) in outputs.enumerated() {
                assert(r, "\(gate).\(row)", Double(output), 0)
            }
        }
        assert(r, "and.errors", 0, 0)
        assert(r, "or.errors", 0, 0)
        assert(r, "and.epochs", 6, 0)
        assert(r, "or.epochs", 4, 0)
        assert(r, "iris.setosa.accuracy", 100, 0)
        assert(r, "iris.virginica.errors", atLeast: 1)
        assert(r, "adaline.accuracy", atLeast: 90)
        XCTAssertLessThan(r["adaline.last"]!, r["adaline.first"]!)
        assert(r, "xor.epochs", 20, 0)
        assert(r, "xor.errors", atLeast: 1)
    }

    func testMLPByHand() throws {
        let r = try Program("lesson02").results()
        // L0: the sums, the hidden outputs and the outputs of the slides' network.
        for (name, value) in [
            ("sum.h1", -1.9), ("sum.h2", 3.1), ("sum.h3", -0.4), ("h1", 0.1301), ("h2", 0.9569),
            ("h3", 0.4013), ("o1", 0.3458), ("o2", 0.8531), ("matrix.o1", 0.3458),
            ("layers.o1", 0.3458),
        ] { assert(r, name, value, 5e-5) }
        for (corner, value) in [("00", 0.0), ("01", 1), ("10", 1), ("11", 0)] {
            assert(r, "xor.\(corner)", value, 0)
        }
        // σ(2), tanh 2, e⁻² − 1 and their derivatives.
        for (name, at2, slope2, atMinus2, slopeMinus2) in [
            ("sigmoid", 0.880_797, 0.104_994, 0.119_203, 0.104_994),
            ("tanh", 0.964_028, 0.070_651, -0.964_028, 0.070_651), ("relu", 2, 1, 0, 0),
            ("leaky.relu", 2, 1, -0.2, 0.1), ("elu", 2, 1, -0.864_665, 0.135_335),
            ("maxout", 2, 2, 1, -1),
        ] {
            assert(r, "\(name).at.2", at2, 1e-6)
            assert(r, "\(name).slope.at.2", slope2, 1e-6)
            assert(r, "\(name).at.-2", atMinus2, 1e-6)
            assert(r, "\(name).slope.at.-2", slopeMinus2, 1e-6)
        }
        for (k, p) in [0.659_001, 0.242_433, 0.098_566].enumerated() {
            assert(r, "softmax.\(k)", p, 1e-6)
        }
        assert(r, "iris.right", 144, 0)
        XCTAssertLessThan(r["bumps.100"]!, 0.03)
        for (fewer, more) in [("10", "20"), ("20", "50"), ("50", "100")] {
            XCTAssertLessThan(r["bumps.\(more)"]!, r["bumps.\(fewer)"]!)
        }
    }

    func testBackpropagation() throws {
        let r = try Program("lesson03").results()
        // L0: the graph of (x + y) z, and the delta rule.
        for (name, value) in [
            ("graph.f", -12.0), ("graph.dq", -4), ("graph.dx", -4), ("graph.dy", -4),
            ("graph.dz", 3),
        ] { assert(r, name, value, 0) }
        assert(r, "delta.rule", -0.0163, 5e-5)
        assert(r, "exact.gradient", -0.0163, 5e-5)
        XCTAssertLessThan(r["cost.after"]!, r["cost.before"]!)
        // The gradient check, and the levels: 0 = 1 = 2.
        XCTAssertLessThan(r["gradient.check"]!, 1e-6)
        XCTAssertLessThan(r["gradient.value"]!, 1e-12)
        XCTAssertLessThan(r["gradient.variable"]!, 1e-5)
        for step in 0..<10 {
            XCTAssertEqual(r["level1.step\(step)"], r["level2.step\(step)"], "number for number")
            assert(r, "level1.step\(step)", r["level0.step\(step)"]!, 1e-6)
        }
        assert(r, "xor.right", 4, 0)
        XCTAssertLessThan(r["xor.last.cost"]!, 0.05)
        XCTAssertLessThan(r["rate.right"]!, r["rate.small"]!)
        assert(r, "rate.large", atLeast: 5.16)
        XCTAssertLessThan(r["valley.left"]!, r["valley.right"]!)
        for name in ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"] {
            XCTAssertLessThan(r["race.\(name)"]!, 0.01, name)
        }
        XCTAssertLessThan(r["race.adadelta"]!, 0.1)
        XCTAssertLessThan(r["houses.stochastic"]!, r["houses.batch"]!)
        // −log 0.01, and the slopes p − y and 2 (p − y) p (1 − p).
        assert(r, "bce.at.0.01", 4.605_170, 1e-5)
        assert(r, "bce.slope.at.0.01", -0.99, 1e-5)
        assert(r, "mse.slope.at.0.01", -0.019_602, 1e-6)
        assert(r, "cce", 0.417_030, 1e-5)
        assert(r, "digits.accuracy", atLeast: 0.88)
        XCTAssertLessThan(r["digits.moved"]!, r["digits.accuracy"]! - 0.1)
        XCTAssertLessThan(r["vanishing.sigmoid"]!, 1e-3)
        assert(r, "vanishing.relu", atLeast: 0.1)
    }

    func testConvolution() throws {
        let r = try Program("lesson04").results()
        // L3: the three channels and the bias.
        for (name, value) in [
            ("window.red", 308.0), ("window.green", -498), ("window.blue", 164),
            ("window.output", -25), ("correlation.first", 3), ("convolution.first", 1),
            ("size.32.5", 28), ("size.227.11", 55), ("size.7.3", 4), ("columns.agree", 1),
            ("shift.exact", 1), ("equivariant", 1), ("receptive.1", 3), ("receptive.4", 9),
            ("template.row.error", 0), ("template.column.error", 0),
        ] { assert(r, name, value, 0) }
        XCTAssertLessThan(r["separable.difference"]!, 1e-4)
        XCTAssertLessThan(r["sobel.one.pass"]!, 1e-4)
        XCTAssertLessThan(r["learned.difference"]!, 0.1, "the kernel has become Sobel's")
    }

    func testPooling() throws {
        let r = try Program("lesson05").results()
        assert(r, "slide.max", 0.7, 1e-12)
        assert(r, "slide.mean", 0.3, 1e-12)
        for (name, value) in [
            ("pool.2.2.rows", 3.0), ("pool.2.2.sum", 37), ("pool.2.3.rows", 2),
            ("pool.2.3.sum", 16),
            ("pool.3.2.rows", 2), ("pool.3.2.sum", 22), ("library.agrees", 1),
            ("gradient.max.places", 9), ("gradient.mean.each", 0.25), ("unpooled.sum", 37),
        ] { assert(r, name, value, 0) }
        assert(r, "global.mean", 69.0 / 36, 1e-6)
        XCTAssertLessThan(r["shift.max"]!, r["shift.stride"]!)
        XCTAssertLessThan(r["shift.twice"]!, r["shift.max"]!)
    }

    func testLeNet() throws {
        let r = try Program("lesson06").results()
        // L3: the parameters of the layers.
        for (name, value) in [
            ("C1", 156.0), ("S2", 0), ("C3", 2_416), ("S4", 0), ("C5", 48_120), ("F6", 10_164),
            ("output", 850),
        ] { assert(r, "parameters.\(name)", value, 0) }
        assert(r, "parameters", 61_706, 0)
        assert(r, "test.accuracy", atLeast: 0.975)
        XCTAssertLessThan(r["turned.accuracy"]!, r["test.accuracy"]! - 0.1)
    }

    func testKeras() throws {
        let r = try Program("lesson10").results()
        // L4: the summary on the slide.
        assert(r, "parameters.hidden", 401_920, 0)
        assert(r, "parameters.output", 5_130, 0)
        assert(r, "parameters", 407_050, 0)
        assert(r, "test.accuracy", atLeast: 0.93)
        assert(r, "train.accuracy", atLeast: 0.98)
        XCTAssertLessThan(r["overfitting.train.loss"]!, r["overfitting.other.loss"]!)
    }

    func testTheSameSeedGivesTheSameNumbersOnAnyNumberOfThreads() throws {
        for program in ["lesson00", "lesson01", "lesson10"] {
            var alone = try Program(program).results("--quick", "--seed", "5", "--threads", "1")
            var many = try Program(program).results("--quick", "--seed", "5", "--threads", "3")
            alone["seconds.per.epoch"] = nil
            many["seconds.per.epoch"] = nil
            XCTAssertEqual(alone, many, program)
        }
    }

    private func assert(
        _ results: [String: Double], _ name: String, _ right: Double, _ tolerance: Double,
        file: StaticString = #filePath, line: UInt = #line
    ) {
        guard let value = results[name] else {
            XCTFail("The lesson claims no \(name).", file: file, line: line)
            return
        }
        XCTAssertEqual(value, right, accuracy: tolerance, name, file: file, line: line)
    }

    private func assert(
        _ results: [String: Double], _ name: String, atLeast bound: Double,
        file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertGreaterThanOrEqual(
            results[name] ?? -.infinity, bound, name, file: file, line: line)
    }
}
