import Dispatch
import XCTest

@testable import Primavera

/// The sentences that a programmer reads when shapes do not fit.
final class MistakeTests: XCTestCase {
    /// The sentence that `body` would stop the program with; `nil` if it does not stop. The thread
    /// that made the mistake is parked, for it has nowhere to go on.
    private func sentence(of body: @escaping @Sendable () -> Void) -> String? {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var sentence: String?
        Thread.detachNewThread {
            let observer: @Sendable (String) -> Void = {
                sentence = $0
                done.signal()
                while true { Thread.sleep(forTimeInterval: 1_000) }
            }
            MistakeObserver.$current.withValue(observer) { body() }
            done.signal()
        }
        done.wait()
        return sentence
    }

    private func assert(
        _ body: @escaping @Sendable () -> Void, says parts: String...,
        file: StaticString = #filePath,
        line: UInt = #line
    ) {
        guard let sentence = sentence(of: body) else {
            XCTFail("nothing was said", file: file, line: line)
            return
        }
        for part in parts {
            XCTAssert(sentence.contains(part), "\(part) in: \(sentence)", file: file, line: line)
        }
    }

    func testShapesThatDoNotFitAreBothNamed() {
        assert({ _ = Tensor.zeros([2, 3]) + Tensor.zeros([2]) }, says: "[2, 3]", "[2]", "'+'")
        assert(
            { _ = Tensor.zeros([2, 3]).matrixProduct(Tensor.zeros([2, 3])) }, says: "[2, 3]",
            "transposed")
        assert({ _ = Tensor.zeros([6]).reshaped([4, 2]) }, says: "6", "[4, 2]")
        assert(
            { _ = Tensor.concatenated([Tensor.zeros([2, 3]), Tensor.zeros([2, 4])]) },
            says: "[2, 3]", "[2, 4]")
        assert(
            { _ = meanSquaredError(Variable(Tensor.zeros([4, 1])), Tensor.zeros([4])) },
            says: "[4, 1]", "[4]")
    }

    func testAReplacedBiasThatDoesNotFitIsNamed() {
        assert(
            {
                let layer = Dense(weight: Tensor.zeros([3, 2]), bias: Tensor.zeros([3]))
                layer.parameters[1].variable.value = Tensor.zeros([2])
                _ = layer(Variable(Tensor.zeros([4, 2])))
            }, says: "[3, 2]", "[2]", "bias")
    }

    func testFitAsksForBatchesThatAreNotEmpty() {
        assert(
            {
                var random = Random(seed: 1)
                let network = Sequential([Dense(inputs: 2, outputs: 1, using: &random)])
                network.compile(
                    optimizer: GradientDescent(network.variables, learningRate: 0.1),
                    loss: .meanSquaredError)
                _ = try? network.fit(
                    Tensor.zeros([4, 2]), Tensor.zeros([4, 1]), epochs: 1, batchSize: 0,
                    using: &random)
            }, says: "fit", "0")
    }

    func testDenseAsksForFlatten() {
        assert(
            {
                var random = Random(seed: 1)
                let layer = Dense(inputs: 784, outputs: 10, using: &random)
                _ = layer(Variable(Tensor.zeros([32, 28, 28])))
            }, says: "[N, 784]", "[N, 28, 28]", "Flatten()")
    }

    func testWhatDoesNotExistIsNamed() {
        assert({ _ = Tensor([1, 2])[2] }, says: "[2]")
        assert({ _ = Tensor([1, 2])[0, 1] }, says: "1 indices")
        assert({ _ = Tensor.zeros([2, 2]).sum(axis: 2) }, says: "axis 2", "[2, 2]")
        assert({ _ = Tensor.zeros([3, 2]).gathered([3]) }, says: "row 3")
        assert({ _ = Tensor.zeros([3]).slice(1..<5) }, says: "1..<5")
        assert({ _ = Tensor.oneHot([3], classes: 3) }, says: "label 3", "3 classes")
        assert({ _ = Tensor([[1, 2], [3]]) }, says: "row 1 has 1")
        assert({ _ = Tensor([1, 2]).scalar }, says: "[2]")
    }

    func testBackwardSaysWhatItNeeds() {
        assert({ Variable(parameter: [1, 2]).backward() }, says: "[2]", "sum() or mean()")
        assert({ Variable([1]).backward() }, says: "no parameter")
        assert({ Variable(parameter: [1, 2]).backward(seed: [1]) }, says: "[2]", "[1]")
        assert(
            {
                let w = Variable(parameter: [1])
                withoutGradients { (w * w).sum() }.backward()
            }, says: "withoutGradients")
    }

    func testTrainingSaysWhatItNeeds() {
        assert(
            { _ = Sequential([]).evaluate(Tensor.zeros([1]), Tensor.zeros([1])) }, says: "compile")
        assert(
            {
                var random = Random(seed: 1)
                _ = Dropout(1, using: &random)
            }, says: "0 to below 1", "1.0")
    }

    func testShapesThatAreNoneAreNamed() {
        assert({ _ = Tensor.zeros([2, -1]) }, says: "[2, -1]")
        assert({ _ = Tensor(shape: [2, 2], [1, 2, 3]) }, says: "[2, 2]", "4", "3")
        assert({ _ = Tensor.zeros([7]).reshaped([2, -1]) }, says: "[7]", "[2, -1]")
        assert({ _ = Tensor.zeros([2, 3]).transposed([0, 0]) }, says: "[0, 0]", "[2, 3]")
        assert({ _ = Tensor.zeros([3]).transposed() }, says: "[3]")
        assert(
            { _ = Tensor.zeros([3]).matrixProduct(Tensor.zeros([3, 2])) }, says: "[3]", "[3, 2]")
        assert({ _ = Tensor.zeros([0, 2]).max(axis: 0) }, says: "axis 0", "[0, 2]")
        assert({ _ = softmax(Tensor(1)) }, says: "softmax", "[]")
        assert({ _ = Tensor.concatenated([]) }, says: "nothing")
        assert({ _ = [[1, 2], [3]] as Tensor }, says: "[2]", "[1]")
    }

    func testWhatIsAddedInPlaceCannotMakeTheLeftSideLarger() {
        assert(
            {
                var row = Tensor.zeros([3])
                row += Tensor.zeros([2, 3])
            }, says: "[3]", "[2, 3]", "'+='")
    }

    func testLayersNameWhatTheyWereMadeForAndWhatCame() {
        assert({ _ = BatchNorm(3)(Variable(Tensor.zeros([2, 4]))) }, says: "3 features", "[4]")
        assert({ _ = Reshape([5])(Variable(Tensor.zeros([2, 4]))) }, says: "[5]", "[4]")
        assert(
            { _ = Maxout(pieces: 3)(Variable(Tensor.zeros([2, 4]))) }, says: "[4]", "groups of 3")
        assert({ _ = maxout(Variable(Tensor.zeros([2, 4])), pieces: 0) }, says: "[2, 4]")
        assert(
            { _ = Dense(weight: Tensor.zeros([2, 3]), bias: Tensor.zeros([3])) }, says: "[2, 3]",
            "[3]")
        assert({ _ = Flatten()(Variable(1)) }, says: "Flatten", "a number")
        assert({ _ = Sequential { Flatten() }.summary() }, says: "summary(inputShape:")
        assert(
            {
                var random = Random(seed: 1)
                let network = Sequential {
                    Dense(inputs: 4, outputs: 3, using: &random)
                    Dense(inputs: 2, outputs: 3, using: &random)
                }
                _ = network.summary()
            }, says: "[N, 2]", "[N, 3]")
    }

    func testEveryLossNamesItselfAndBothShapes() {
        let losses: [(String, @Sendable (Variable, Tensor) -> Variable)] = [
            ("meanSquaredError", { meanSquaredError($0, $1) }),
            ("meanAbsoluteError", { meanAbsoluteError($0, $1) }), ("huber", { huber($0, $1) }),
            ("hinge", { hinge($0, $1) }),
            ("binaryCrossEntropy", { binaryCrossEntropy(logits: $0, $1) }),
            ("binaryCrossEntropy", { binaryCrossEntropy(probabilities: $0, $1) }),
            ("categoricalCrossEntropy", { categoricalCrossEntropy(logits: $0, $1) }),
            ("categoricalCrossEntropy", { categoricalCrossEntropy(probabilities: $0, $1) }),
        ]
        for (name, loss) in losses {
            assert(
                { _ = loss(Variable(Tensor.zeros([4, 3])), Tensor.zeros([4])) }, says: name,
                "[4, 3]", "[4]")
        }
    }

    func testMeasuresNameWhatDoesNotFit() {
        assert({ _ = accuracy(Tensor.zeros([2, 3]), Tensor.zeros([3])) }, says: "[2, 3]", "[3]")
        assert(
            { _ = ConfusionMatrix(truth: [0], predicted: [0, 1], classes: 2) }, says: "1", "2")
        assert({ _ = ConfusionMatrix(truth: [2], predicted: [0], classes: 2) }, says: "2 classes")
        assert({ _ = Sequential([]).predict(Tensor.zeros([0, 2])) }, says: "[0, 2]")
        assert(
            { _ = Sequential([]).predict(Tensor.zeros([1, 2]), batchSize: 0) }, says: "predict", "0"
        )
        assert(
            {
                let network = Sequential([])
                network.compile(optimizer: GradientDescent([]), loss: .meanSquaredError)
                _ = network.evaluate(Tensor.zeros([3, 1]), Tensor.zeros([2, 1]))
            }, says: "[3, 1]", "[2, 1]")
        assert(
            { _ = try? Safetensors.encode([("w", 1), ("w", 2)]) }, says: "\"w\"")
    }

    func testWhatIsRightSaysNothing() {
        XCTAssertNil(sentence(of: { _ = Tensor.zeros([2, 3]) + Tensor.zeros([3]) }))
    }

    func testStatisticsSayWhatTheyNeed() {
        assert(
            { _ = PrincipalComponents(of: Tensor.zeros([5, 3]), count: 4) }, says: "[5, 3]", "4")
        assert(
            { _ = PrincipalComponents(of: Tensor.zeros([1, 3]), count: 1) }, says: "at least two")
        assert(
            {
                let pca = PrincipalComponents(of: Tensor([[1, 2], [3, 4]]), count: 1)
                _ = pca.encode(Tensor.zeros([2, 3]))
            }, says: "[N, 2]", "[2, 3]")
        assert(
            { _ = ROCCurve(scores: [1, 2], isPositive: [true]) }, says: "2 scores", "1 examples")
        assert(
            { _ = ROCCurve(scores: [1, 2], isPositive: [true, true]) }, says: "2 positives",
            "0 others")
        assert(
            { _ = ROCCurve(scores: [1, .nan], isPositive: [true, false]) }, says: "example 1")
    }
}
