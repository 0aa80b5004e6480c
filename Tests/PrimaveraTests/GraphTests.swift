import XCTest

@testable import Primavera

/// What `backward()` means on graphs of every form.
final class GraphTests: XCTestCase {
    func testCalledTwiceItAddsTheSameGradientsTwice() {
        let w = Variable(parameter: [2, 3])
        let squares = w * w
        let loss = (squares * squares).sum()
        loss.backward()
        assertClose(w.gradient!.values, [32, 108])
        loss.backward()
        assertClose(w.gradient!.values, [64, 216])
        w.gradient = nil
        loss.backward()
        assertClose(w.gradient!.values, [32, 108])

        let x = Value(3)
        let y = x * x * x
        y.backward()
        y.backward()
        XCTAssertEqual(x.gradient, 54)
    }

    func testSeveralLossesAddUpInTheParametersThatTheyShare() {
        let w = Variable(parameter: [1, 2])
        let hidden = w * 3
        hidden.sum().backward()
        (hidden * hidden).sum().backward()
        assertClose(w.gradient!.values, [3 + 18, 3 + 36])
    }

    func testTwoOptimizersChangeTheirOwnPartsOfOneGraph() {
        let (a, b) = (Variable(parameter: [1]), Variable(parameter: [1]))
        let first = GradientDescent([a], learningRate: 0.1)
        let second = GradientDescent([b], learningRate: 0.5)
        let loss = (a * 2 + b * 3).sum()
        loss.backward()
        first.step()
        assertClose(a.value.values, [0.8])
        assertClose(b.value.values, [1])
        first.zeroGradients()
        XCTAssertNil(a.gradient)
        XCTAssertNotNil(b.gradient)
        second.step()
        assertClose(b.value.values, [-0.5])
    }

    func testTheGradientWithRespectToTheInput() {
        var random = Random(seed: 1)
        let layer = Dense(inputs: 3, outputs: 2, using: &random)
        let x = Variable([[1, 2, 3]], requiresGradient: true)
        layer(x).sum().backward()
        assertClose(x.gradient!, layer.weight.value.sum(axis: 0, keepingAxis: true))
    }

    func testASharedLayerGetsTheSumOfItsGradients() {
        var random = Random(seed: 2)
        let layer = Dense(inputs: 2, outputs: 2, using: &random)
        let x = Variable([[0.3, -0.7]])
        layer(layer(x)).sum().backward()
        let both = layer.weight.gradient!
        let (w, b) = (layer.weight.value, layer.bias.value)
        let (first, second) = (Dense(weight: w, bias: b), Dense(weight: w, bias: b))
        second(first(x)).sum().backward()
        assertClose(both, first.weight.gradient! + second.weight.gradient!)
    }

    func testAScopeWithoutGradientsEndsWithItself() {
        struct Stop: Error {}
        let w = Variable(parameter: [1])
        XCTAssertFalse(withoutGradients { w * 2 }.requiresGradient)
        XCTAssertFalse(
            withoutGradients {
                _ = withoutGradients { w * 2 }
                return w * 3
            }.requiresGradient)
        XCTAssertTrue((w * 2).requiresGradient)
        XCTAssertThrowsError(try withoutGradients { throw Stop() })
        XCTAssertTrue((w * 2).requiresGradient)
        withoutGradients {
            do {
                try withoutGradients { throw Stop() }
            } catch {}
            XCTAssertFalse((w * 2).requiresGradient, "the inner scope's end is not the outer's")
        }
        // What is made outside keeps its graph: a scope may use it.
        let outside = w * 3
        XCTAssertEqual(withoutGradients { outside.sum() }.value.scalar, 3)
        outside.backward(seed: [1])
        XCTAssertEqual(w.gradient, [3])
    }

    func testInTrainingModeEndsWithItselfToo() {
        struct Stop: Error {}
        XCTAssertFalse(Mode.isTraining)
        XCTAssertTrue(inTrainingMode { Mode.isTraining })
        XCTAssertThrowsError(try inTrainingMode { throw Stop() })
        XCTAssertFalse(Mode.isTraining)
    }

    /// A graph holds what its gradients need as it was, whatever an optimizer writes later.
    func testAChangedParameterDoesNotChangeTheGraphBeforeIt() {
        let (a, b) = (Variable(parameter: [2]), Variable(parameter: [5]))
        let product = a * b
        a.value *= 10
        product.backward(seed: [1])
        XCTAssertEqual(b.gradient, [2])
        XCTAssertEqual(a.gradient, [5])
    }

    func testNoGradientFlowsToWhatDidNotAskForIt() {
        let (w, x) = (Variable(parameter: [3]), Variable([4]))
        (w * x).backward(seed: [1])
        XCTAssertNil(x.gradient)
        XCTAssertEqual(w.gradient, [4])
        XCTAssertFalse((x * x).requiresGradient)
        XCTAssert((x * x).inputs.isEmpty, "no graph is kept for it")
    }

    func testADetachedVariablePassesNoGradient() {
        let w = Variable(parameter: [3])
        let y = w * w.detached()
        y.backward(seed: [1])
        assertClose(w.gradient!.values, [3])
    }

    func testTheGradientOfAMiddleIsKeptWhenAskedFor() {
        let w = Variable(parameter: [3])
        let (middle, other) = (w * 2, w * 2)
        middle.retainGradient()
        (middle * other).backward(seed: [1])
        assertClose(middle.gradient!.values, [6])
        XCTAssertNil(other.gradient)
    }

    func testGraphsOfAHundredThousandOperations() {
        let w = Variable(parameter: [1])
        var sum = w * 1
        for _ in 0..<100_000 { sum = sum + w }
        sum.backward()
        XCTAssertEqual(w.gradient![0], 100_001)

        let x = Value(1)
        var total = x * 1
        for _ in 0..<100_000 { total = total + x }
        total.backward()
        XCTAssertEqual(x.gradient, 100_001)
        // And both graphs are freed here without nesting as deep.
    }

    /// Each number is used twice by the next, so there are 2¹⁰⁰'⁰⁰⁰ ways through the graph.
    func testADeepGraphWhoseNodesAreUsedTwice() {
        let w = Variable(parameter: [1])
        var y = w
        for _ in 0..<100_000 { y = (y + y) * 0.5 }
        y.backward(seed: [1])
        XCTAssertEqual(w.gradient, [1])

        let x = Value(1)
        var z = x
        for _ in 0..<100_000 { z = (z + z) * 0.5 }
        z.backward()
        XCTAssertEqual(x.gradient, 1)
    }

    func testADeepGraphThatNobodyAsksForGradientsIsFreedToo() {
        var sum: Value? = Value(0)
        for _ in 0..<200_000 { sum = sum! + 1 }
        XCTAssertEqual(sum!.value, 200_000)
        sum = nil
    }
}

/// `Value` against central differences, in Doubles.
final class ValueTests: XCTestCase {
    private func check(
        _ name: String, _ at: [Double], file: StaticString = #filePath, line: UInt = #line,
        _ f: ([Value]) -> Value
    ) {
        let inputs = at.map { Value($0) }
        let result = f(inputs)
        result.backward()
        for index in at.indices {
            func moved(_ shift: Double) -> Double {
                f(at.enumerated().map { Value($0 == index ? $1 + shift : $1) }).value
            }
            let expected = (moved(1e-6) - moved(-1e-6)) / 2e-6
            XCTAssertEqual(
                inputs[index].gradient, expected, accuracy: 1e-6 * max(1, abs(expected)),
                "\(name), input \(index)", file: file, line: line)
        }
    }

    func testEveryOperation() {
        check("+", [0.3, -2]) { $0[0] + $0[1] }
        check("−", [0.3, -2]) { $0[0] - $0[1] }
        check("×", [0.3, -2]) { $0[0] * $0[1] }
        check("÷", [0.3, -2]) { $0[0] / $0[1] }
        check("prefix −", [0.3]) { -$0[0] }
        check("numbers", [0.3]) { 2 - $0[0] * 3 + 1 }
        check("numbers on the left", [0.3]) { 2 + 3 * $0[0] - 1 }
        check("exp", [0.3]) { exp($0[0]) }
        check("log", [0.3]) { log($0[0]) }
        check("pow", [0.3]) { pow($0[0], 2.5) }
        check("tanh", [0.3]) { tanh($0[0]) }
        check("sigmoid", [0.3]) { sigmoid($0[0]) }
        check("relu", [0.3]) { relu($0[0]) }
        check("relu below 0", [-0.3]) { relu($0[0]) }
        check("several ways", [0.3, 0.8]) { v in
            let a = v[0] * v[1]
            let b = tanh(a + v[0])
            return a * b + b / v[1]
        }
    }

    func testTheLectureExample() {
        let (x, y, z) = (Value(-2), Value(5), Value(-4))
        let q = x + y
        let f = q * z
        f.backward()
        XCTAssertEqual(
            [f.value, q.gradient, x.gradient, y.gradient, z.gradient], [-12, -4, -4, -4, 3])
    }
}
