import XCTest

@testable import Primavera

final class LayerTests: XCTestCase {
    func testDenseHasTheShapesAndTheInitialValuesThatItClaims() {
        var random = Random(seed: 1)
        let layer = Dense(inputs: 784, outputs: 10, using: &random)
        XCTAssertEqual(layer.weight.shape, [10, 784])
        XCTAssertEqual(layer.bias.value, Tensor.zeros([10]))
        XCTAssertEqual(layer.parameterCount, 7_850)
        XCTAssertEqual(layer(Variable(Tensor.zeros([32, 784]))).shape, [32, 10])
        let bound = (6.0 / 794 as Float).squareRoot()
        let largest = abs(layer.weight.value).reshaped([-1]).max()
        XCTAssertLessThanOrEqual(largest, bound)
        XCTAssertGreaterThan(largest, 0.98 * bound)
        XCTAssertEqual(layer.weight.value.mean().scalar, 0, accuracy: 0.05 * bound)
    }

    func testDropoutDropsItsPartAndKeepsTheMean() {
        var random = Random(seed: 2)
        let layer = Dropout(0.3, using: &random)
        let x = Variable(Tensor.ones([100, 1_000]))
        let y = inTrainingMode { layer(x) }.value
        let dropped = y.values.filter { $0 == 0 }.count
        XCTAssertEqual(Double(dropped) / 100_000, 0.3, accuracy: 0.01)
        XCTAssert(y.values.allSatisfy { $0 == 0 || abs($0 - 1 / 0.7) < 1e-5 })
        XCTAssertEqual(y.mean().scalar, 1, accuracy: 0.01)
        XCTAssertEqual(layer(x).value, x.value, "inference hands its input on")
        XCTAssertNotEqual(inTrainingMode { layer(x) }.value, y, "another mask each time")
    }

    func testBatchNormDoesNotLookAtTheNeighboursInInference() {
        let layer = BatchNorm(2)
        let batch = Tensor([[1, 2], [3, 4], [50, -60]])
        _ = inTrainingMode { layer(Variable(batch)) }
        let together = layer(Variable(batch)).value.slice(0..<1)
        assertClose(layer(Variable(batch.slice(0..<1))).value, together, 0)
        XCTAssertEqual(layer.parameterCount, 4)
    }

    func testFlattenReshapeAndMaxout() {
        let x = Variable(Tensor((0..<24).map(Float.init)).reshaped([2, 3, 2, 2]))
        XCTAssertEqual(Flatten()(x).shape, [2, 12])
        XCTAssertEqual(Reshape([2, 6])(x).shape, [2, 2, 6])
        XCTAssertEqual(Reshape([2, 6])(x).value.values, x.value.values)
        let pieces = Maxout(pieces: 3)(Variable([[1, 5, 2, -7, -9, -8]]))
        XCTAssertEqual(pieces.value, [[5, -7]])
    }

    func testSequentialIsBuiltWithConditionsAndLoops() {
        var random = Random(seed: 3)
        func network(deep: Bool) -> Sequential {
            Sequential {
                Flatten()
                for size in [8, 8] { Dense(inputs: size, outputs: 8, using: &random) }
                if deep { Activate(.relu) }
                if deep { Dropout(0.5, using: &random) } else { Activate(.tanh) }
            }
        }
        XCTAssertEqual(
            network(deep: true).layers.map(\.kind),
            ["Flatten", "Dense", "Dense", "ReLU", "Dropout"])
        XCTAssertEqual(network(deep: false).layers.last?.kind, "Tanh")
        let names = network(deep: false).parameters.map(\.name)
        XCTAssertEqual(names, ["1.weight", "1.bias", "2.weight", "2.bias"])
    }

    func testANetworkInsideANetwork() {
        var random = Random(seed: 4)
        let inner = Sequential { Dense(inputs: 3, outputs: 4, using: &random) }
        let outer = Sequential {
            inner
            Dense(inputs: 4, outputs: 2, using: &random)
        }
        XCTAssertEqual(
            outer.parameters.map(\.name), ["0.0.weight", "0.0.bias", "1.weight", "1.bias"])
        XCTAssertEqual(outer.parameterCount, 16 + 10)
        XCTAssertEqual(outer(Variable(Tensor.zeros([5, 3]))).shape, [5, 2])
    }

    func testTheSummaryIsKeras() {
        var random = Random(seed: 5)
        let network = Sequential {
            Dense(inputs: 784, outputs: 512, activation: .relu, using: &random)
            Dense(inputs: 512, outputs: 10, activation: .softmax, using: &random)
        }
        XCTAssertEqual(
            network.summary(),
            """
            _________________________________________________________________
            Layer (type)                 Output Shape              Param #
            =================================================================
            dense_1 (Dense)              (None, 512)               401920
            dense_2 (Dense)              (None, 10)                5130
            =================================================================
            Total params: 407,050
            Trainable params: 407,050
            Non-trainable params: 0
            _________________________________________________________________
            """)
        let normal = Sequential { BatchNorm(3) }
        XCTAssert(normal.summary(inputShape: [3]).contains("Non-trainable params: 6"))
    }

    func testSchedules() {
        XCTAssertEqual(LearningRateSchedule.constant.factor(at: 9), 1)
        let step = LearningRateSchedule.step(every: 3, by: 0.5)
        XCTAssertEqual((0..<7).map(step.factor), [1, 1, 1, 0.5, 0.5, 0.5, 0.25])
        XCTAssertEqual(
            LearningRateSchedule.exponential(by: 0.9).factor(at: 2), 0.81, accuracy: 1e-6)
        let cosine = LearningRateSchedule.cosine(epochs: 10)
        XCTAssertEqual(cosine.factor(at: 0), 1)
        XCTAssertEqual(cosine.factor(at: 5), 0.5, accuracy: 1e-6)
        XCTAssertEqual(cosine.factor(at: 10), 0, accuracy: 1e-6)
        let warm = LearningRateSchedule.constant.warmedUp(over: 3)
        XCTAssertEqual((0..<5).map(warm.factor), [0.25, 0.5, 0.75, 1, 1])
    }
}

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

    func testAccuracyOfClassesAndOfYesOrNo() {
        XCTAssertEqual(
            accuracy([[2, 1], [0, 3], [5, 4]], [[1, 0], [0, 1], [0, 1]]), 2.0 / 3)
        XCTAssertEqual(accuracy([[0.9], [0.2], [0.6]], [[1], [0], [0]]), 2.0 / 3, accuracy: 1e-9)
    }
}
