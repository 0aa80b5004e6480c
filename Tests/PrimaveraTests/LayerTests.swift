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

    func testASummaryCountsBuffersAndNamesEqualLayersInOrder() {
        var random = Random(seed: 6)
        let network = Sequential {
            Flatten()
            Dense(inputs: 4, outputs: 3, using: &random)
            BatchNorm(3)
            Activate(.relu)
            Reshape([3, 1])
            Flatten()
        }
        let lines = network.summary(inputShape: [1, 2, 2]).split(separator: "\n")
        let rows = lines[3...8].map { $0.split(separator: " ").joined(separator: " ") }
        XCTAssertEqual(
            rows,
            [
                "flatten_1 (Flatten) (None, 4) 0", "dense_1 (Dense) (None, 3) 15",
                "batchnorm_1 (BatchNorm) (None, 3) 12", "relu_1 (ReLU) (None, 3) 0",
                "reshape_1 (Reshape) (None, 3, 1) 0", "flatten_2 (Flatten) (None, 3) 0",
            ])
        XCTAssertEqual(
            lines[10...12].map(String.init),
            ["Total params: 27", "Trainable params: 21", "Non-trainable params: 6"])
        XCTAssertEqual(network.parameterCount, 21)
        XCTAssertEqual(network.buffers.map(\.name), ["2.running_mean", "2.running_var"])
    }

    func testEveryLayerKeepsItsPromiseOfAShape() throws {
        var random = Random(seed: 7)
        let cases: [(any Layer, [Int])] = [
            (Dense(inputs: 5, outputs: 3, using: &random), [5]), (Flatten(), [2, 3, 4]),
            (Reshape([3, 2]), [6]), (Dropout(0.5, using: &random), [2, 3]),
            (Activate(.softmax), [4]), (Maxout(pieces: 2), [3, 6]), (BatchNorm(3), [3, 2, 2]),
            (BatchNorm(3), [3]), (Sequential { Flatten() }, [2, 2]),
        ]
        for (layer, input) in cases {
            for count in [1, 4] {
                let x = Variable(random.normal([count] + input))
                let promised = try layer.outputShape(for: input).get()
                XCTAssertEqual(layer(x).shape, [count] + promised, layer.kind)
                XCTAssertEqual(inTrainingMode { layer(x).shape }, [count] + promised, layer.kind)
            }
        }
    }

    func testAnActivationIsTheSameAsALayerOfItsOwn() {
        var random = Random(seed: 8)
        let x = Variable(random.normal([3, 4]))
        let kinds: [(Activation, String)] = [
            (.linear, "Linear"), (.relu, "ReLU"), (.sigmoid, "Sigmoid"), (.tanh, "Tanh"),
            (.leakyReLU(slope: 0.3), "LeakyReLU"), (.elu(alpha: 2), "ELU"), (.softmax, "Softmax"),
        ]
        for (activation, kind) in kinds {
            let dense = Dense(inputs: 4, outputs: 6, activation: activation, using: &random)
            let plain = Dense(weight: dense.weight.value, bias: dense.bias.value)
            let layer = Activate(activation)
            XCTAssertEqual(layer.kind, kind)
            assertSameBits(layer(plain(x)).value.values, dense(x).value.values, kind)
        }
    }

    func testDropoutPassesTheGradientOfWhatItKept() {
        var random = Random(seed: 9)
        let layer = Dropout(0.25, using: &random)
        let x = Variable(Tensor.ones([400]), requiresGradient: true)
        let y = inTrainingMode { layer(x) }
        y.sum().backward()
        assertSameBits(x.gradient!.values, y.value.values)
        let none = Dropout(0, using: &random)
        XCTAssertEqual(inTrainingMode { none(x) }.value, x.value)
    }

    func testDropoutOfOneSeedDropsTheSame() {
        func masks(seed: UInt64) -> [Tensor] {
            var random = Random(seed: seed)
            let layers = [Dropout(0.5, using: &random), Dropout(0.5, using: &random)]
            return layers.map { layer in
                inTrainingMode { layer(Variable(Tensor.ones([100]))) }.value
            }
        }
        XCTAssertEqual(masks(seed: 1), masks(seed: 1))
        XCTAssertNotEqual(masks(seed: 1), masks(seed: 2))
        XCTAssertNotEqual(masks(seed: 1)[0], masks(seed: 1)[1], "two layers, two masks")
    }

    func testBatchNormGivesMeanZeroAndVarianceOneInTrainingOnly() {
        var random = Random(seed: 10)
        let layer = BatchNorm(3)
        let x = Variable(random.normal([500, 3], mean: 7, deviation: 4))
        let y = inTrainingMode { layer(x) }.value
        assertClose(y.mean(axis: 0), Tensor.zeros([3]), 1e-4)
        assertClose(pow(y, 2).mean(axis: 0), Tensor.ones([3]), 1e-3)
        let averages = layer.runningMean.value
        assertClose(averages, x.value.mean(axis: 0) * 0.1, 1e-4)
        _ = layer(x)
        XCTAssertEqual(layer.runningMean.value, averages, "inference moves nothing")
        // A batch of one number has no variance; nothing is divided by 0.
        XCTAssertEqual(inTrainingMode { BatchNorm(1)(Variable([[3]])) }.value, [[0]])
    }
}
