import XCTest

@testable import Primavera

/// The gradient of every operation against central differences.
final class GradientTests: XCTestCase {
    /// The loss is the output's elements times fixed random weights, added up in Doubles: so that
    /// no element's gradient hides behind another's.
    ///
    /// A difference is forgiven up to `tolerance` times the input's largest gradient, so that
    /// small gradients (those of a mean) are judged as strictly as large ones. Most of it is the
    /// rounding of Floats, divided by the step.
    private func check(
        _ name: String, _ inputs: [Tensor], step: Float = 1e-2, tolerance: Double = 2e-3,
        file: StaticString = #filePath, line: UInt = #line, _ f: ([Variable]) -> Variable
    ) {
        let variables = inputs.map { Variable(parameter: $0) }
        let output = f(variables)
        assertClose(
            withoutGradients { f(inputs.map { Variable($0) }) }.value, output.value, 0, name,
            file: file, line: line)
        var random = Random(seed: 77)
        let weights = random.uniform(output.shape, in: 0.5..<1.5)
        output.backward(seed: weights)
        func loss(_ tensors: [Tensor]) -> Double {
            let y = withoutGradients { f(tensors.map { Variable($0) }).value }
            return zip(y.values, weights.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        for (which, input) in inputs.enumerated() {
            guard let gradient = variables[which].gradient else {
                XCTFail("\(name): input \(which) got no gradient", file: file, line: line)
                return
            }
            XCTAssertEqual(gradient.shape, input.shape, name, file: file, line: line)
            let largest = gradient.values.map { abs(Double($0)) }.max() ?? 0
            for index in 0..<input.count {
                func moved(_ shift: Float) -> (Float, Double) {
                    var tensors = inputs
                    var values = input.values
                    values[index] += shift
                    tensors[which] = Tensor(shape: input.shape, values)
                    return (values[index], loss(tensors))
                }
                let (right, left) = (moved(step), moved(-step))
                let expected = (right.1 - left.1) / Double(right.0 - left.0)
                let received = Double(gradient.values[index])
                // Not `>`: what is no number would pass.
                if !(abs(received - expected) <= tolerance * largest) {
                    XCTFail(
                        "\(name): input \(which), index \(index): received \(received), expected "
                            + "\(expected)", file: file, line: line)
                    return
                }
            }
        }
    }

    /// Numbers away from 0, where some functions have a kink.
    private func kinkless(_ shape: [Int], seed: UInt64) -> Tensor {
        var random = Random(seed: seed)
        let sizes = random.uniform(shape, in: 0.1..<1)
        return sizes * (random.bernoulli(shape, probability: 0.5) * 2 - 1)
    }

    private func positive(_ shape: [Int], seed: UInt64) -> Tensor {
        var random = Random(seed: seed)
        return random.uniform(shape, in: 0.5..<2)
    }

    func testArithmeticWithEveryKindOfBroadcasting() {
        let shapes: [([Int], [Int])] = [
            ([3, 4], [3, 4]), ([3, 4], [4]), ([3, 4], [3, 1]), ([3, 1], [1, 4]),
            ([2, 3, 4], [3, 1]),
            ([4], []), ([], [2, 2]), ([1], [5]),
        ]
        for (a, b) in shapes {
            let inputs = [kinkless(a, seed: 1), positive(b, seed: 2)]
            check("\(a) + \(b)", inputs) { $0[0] + $0[1] }
            check("\(a) − \(b)", inputs) { $0[0] - $0[1] }
            check("\(a) × \(b)", inputs) { $0[0] * $0[1] }
            check("\(a) ÷ \(b)", inputs) { $0[0] / $0[1] }
            check("maximum of \(a) and \(b)", inputs, step: 1e-3, tolerance: 1e-2) {
                Variable.maximum($0[0], $0[1] * 0.4)
            }
        }
    }

    func testArithmeticWithNumbers() {
        let x = [positive([2, 3], seed: 3)]
        check("x + 2", x) { $0[0] + 2 }
        check("2 + x", x) { 2 + $0[0] }
        check("x − 2", x) { $0[0] - 2 }
        check("2 − x", x) { 2 - $0[0] }
        check("x · 2", x) { $0[0] * 2 }
        check("2 · x", x) { 2 * $0[0] }
        check("x / 2", x) { $0[0] / 2 }
        check("2 / x", x) { 2 / $0[0] }
        check("−x", x) { -$0[0] }
    }

    func testTheSameVariableTwice() {
        let x = [positive([3], seed: 4)]
        check("x · x", x) { $0[0] * $0[0] }
        check("x + x · x / x", x) { $0[0] + $0[0] * $0[0] / $0[0] }
        check("x · x.sum()", x) { $0[0] * $0[0].sum() }
    }

    func testMatrixProduct() {
        check("A · B", [kinkless([3, 4], seed: 5), kinkless([4, 2], seed: 6)]) {
            $0[0].matrixProduct($0[1])
        }
        check("A · Bᵀ", [kinkless([3, 4], seed: 5), kinkless([2, 4], seed: 6)]) {
            $0[0].matrixProduct($0[1], transposingOther: true)
        }
        check("A · A", [kinkless([3, 3], seed: 7)]) { $0[0].matrixProduct($0[0]) }
        check("one by one", [kinkless([1, 1], seed: 5), kinkless([1, 1], seed: 6)]) {
            $0[0].matrixProduct($0[1])
        }
    }

    func testReductions() {
        let x = [kinkless([3, 4, 2], seed: 8)]
        check("sum", x) { $0[0].sum() }
        check("mean", x) { $0[0].mean() }
        for axis in [0, 1, 2, -1] {
            for keeping in [false, true] {
                check("sum \(axis) \(keeping)", x) { $0[0].sum(axis: axis, keepingAxis: keeping) }
                check("mean \(axis) \(keeping)", x) { $0[0].mean(axis: axis, keepingAxis: keeping) }
                check("max \(axis) \(keeping)", x, step: 1e-3, tolerance: 1e-2) {
                    $0[0].max(axis: axis, keepingAxis: keeping)
                }
            }
        }
    }

    func testShapes() {
        let x = [kinkless([2, 3, 4], seed: 9)]
        check("reshaped", x) { $0[0].reshaped([6, -1]) }
        check("transposed order", x) { $0[0].transposed([1, 2, 0]) }
        check("transposed", [kinkless([3, 5], seed: 10)]) { $0[0].transposed() }
        for axis in 0..<3 { check("slice \(axis)", x) { $0[0].slice(axis: axis, 1..<2) } }
        check("two slices of one", x) { $0[0].slice(0..<1) * $0[0].slice(1..<2) }
        check("gathered, a row twice", x) { $0[0].gathered([1, 0, 1, 1]) }
        for axis in 0..<2 {
            check(
                "concatenated \(axis)", [kinkless([2, 3], seed: 11), kinkless([2, 3], seed: 12)]
            ) { Variable.concatenated([$0[0], $0[1], $0[0]], axis: axis) }
        }
    }

    func testFunctions() {
        let x = [kinkless([3, 5], seed: 13)]
        let above = [positive([3, 5], seed: 14)]
        check("exp", x) { exp($0[0]) }
        check("log", above) { log($0[0]) }
        check("sqrt", above) { sqrt($0[0]) }
        check("pow 2", x) { pow($0[0], 2) }
        check("pow 3", x) { pow($0[0], 3) }
        check("pow −1.5", above) { pow($0[0], -1.5) }
        check("abs", x) { abs($0[0]) }
        check("tanh", x) { tanh($0[0]) }
        check("sigmoid", x) { sigmoid($0[0]) }
        check("relu", x) { relu($0[0]) }
        check("leakyReLU", x) { leakyReLU($0[0], slope: 0.2) }
        check("elu", x) { elu($0[0], alpha: 0.7) }
        check("maxout", [kinkless([3, 6], seed: 15)], step: 1e-3, tolerance: 1e-2) {
            maxout($0[0], pieces: 3)
        }
        check("softmax", x) { softmax($0[0]) }
        check("logSoftmax", x) { logSoftmax($0[0]) }
    }

    func testLosses() {
        let x = [kinkless([4, 3], seed: 16)]
        let target = positive([4, 3], seed: 17)
        let oneHot = Tensor.oneHot([0, 2, 1, 1], classes: 3)
        check("meanSquaredError", x) { meanSquaredError($0[0], target) }
        check("meanAbsoluteError", x) { meanAbsoluteError($0[0] * 0.1, target) }
        check("huber", x) { huber($0[0] * 3, target, delta: 0.7) }
        check("hinge", x) { hinge($0[0] * 0.5, oneHot * 2 - 1) }
        check("binary, logits", x) { binaryCrossEntropy(logits: $0[0], oneHot) }
        check("binary, probabilities", x) {
            binaryCrossEntropy(probabilities: sigmoid($0[0]), oneHot)
        }
        check("categorical, logits", x) { categoricalCrossEntropy(logits: $0[0], oneHot) }
        check("categorical, weighted targets", x) {
            categoricalCrossEntropy(logits: $0[0], oneHot * 2)
        }
        check("categorical, probabilities", x) {
            categoricalCrossEntropy(probabilities: softmax($0[0]), oneHot)
        }
    }

    func testABatchNormAndItsInput() {
        let layer = BatchNorm(3)
        check("BatchNorm", [kinkless([5, 3], seed: 18)], tolerance: 1e-2) { inputs in
            inTrainingMode { layer(inputs[0]) }
        }
    }

    func testKinksHaveTheValueThatTheyClaim() {
        func slopeAtZero(_ f: (Variable) -> Variable) -> Float {
            let x = Variable(parameter: [0])
            f(x).sum().backward()
            return x.gradient![0]
        }
        XCTAssertEqual(slopeAtZero { relu($0) }, 0)
        XCTAssertEqual(slopeAtZero { abs($0) }, 0)
        XCTAssertEqual(slopeAtZero { leakyReLU($0, slope: 0.1) }, 0.1, accuracy: 1e-6)
        XCTAssertEqual(slopeAtZero { elu($0) }, 1)
        XCTAssertEqual(slopeAtZero { Variable.maximum($0, Variable([0])) }, 0.5)
    }
}
