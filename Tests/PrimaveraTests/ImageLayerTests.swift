import XCTest

@testable import Primavera

/// Convolution, pooling and their relatives as operations and layers.
final class ImageLayerTests: XCTestCase {
    func testTheLecturesWindowWithThreeChannels() {
        // L3: the top left window of a colour image, zeros above and to the left, bias 1.
        let x: Tensor = [
            [
                [[156, 155], [153, 154]], [[167, 166], [164, 165]], [[163, 162], [160, 161]],
            ]
        ]
        let w: Tensor = [
            [
                [[-1, -1, 1], [0, 1, -1], [0, 1, 1]], [[1, 0, 0], [1, -1, -1], [1, 0, -1]],
                [[0, 1, 1], [0, 1, 0], [1, -1, 1]],
            ]
        ]
        let y = conv2d(Variable(x), weight: Variable(w), bias: Variable([1]), padding: 1)
        XCTAssertEqual(y.value[0, 0, 0, 0], 308 - 498 + 164 + 1)
        XCTAssertEqual(y.value[0, 0, 0, 0], -25)
    }

    func testConv2DHasTheShapesThatItClaims() {
        var random = Random(seed: 1)
        let layer = Conv2D(channels: 1, filters: 6, kernelSize: 5, using: &random)
        XCTAssertEqual(layer(Variable(Tensor.zeros([32, 1, 32, 32]))).shape, [32, 6, 28, 28])
        XCTAssertEqual(layer.parameterCount, 156)
        let up = ConvTranspose2D(
            channels: 8, filters: 4, kernelSize: 4, stride: 2, padding: 1, using: &random)
        XCTAssertEqual(up(Variable(Tensor.zeros([3, 8, 7, 7]))).shape, [3, 4, 14, 14])
        XCTAssertEqual(
            MaxPool2D(3, stride: 2)(Variable(Tensor.zeros([1, 2, 7, 9]))).shape, [1, 2, 3, 4])
        XCTAssertEqual(
            GlobalAveragePool2D()(Variable(Tensor.ones([2, 5, 3, 3]))).value, Tensor.ones([2, 5]))
        XCTAssertEqual(Upsample2D(3)(Variable(Tensor.zeros([1, 2, 4, 5]))).shape, [1, 2, 12, 15])
    }

    func testLeNetHas61706Parameters() {
        var random = Random(seed: 1)
        let network = Sequential {
            Conv2D(channels: 1, filters: 6, kernelSize: 5, activation: .tanh, using: &random)
            AveragePool2D()
            Conv2D(channels: 6, filters: 16, kernelSize: 5, activation: .tanh, using: &random)
            AveragePool2D()
            Flatten()
            Dense(inputs: 400, outputs: 120, activation: .tanh, using: &random)
            Dense(inputs: 120, outputs: 84, activation: .tanh, using: &random)
            Dense(inputs: 84, outputs: 10, using: &random)
        }
        XCTAssertEqual(
            network.layers.map(\.parameterCount), [156, 0, 2_416, 0, 0, 48_120, 10_164, 850])
        XCTAssertEqual(network.parameterCount, 61_706)
        XCTAssertEqual(try network.outputShape(for: [1, 32, 32]).get(), [10])
        XCTAssert(network.summary(inputShape: [1, 32, 32]).contains("(None, 16, 10, 10)"))
    }

    func testFusedReLUIsReLUAfterwards() {
        var random = Random(seed: 2)
        let (x, w, b) = (
            random.normal([3, 2, 7, 7]), random.normal([4, 2, 3, 3]), random.normal([4])
        )
        func gradients(_ f: (Variable, Variable, Variable) -> Variable) -> [Tensor] {
            let v = [x, w, b].map { Variable(parameter: $0) }
            let y = f(v[0], v[1], v[2])
            (y * y).sum().backward()
            return [y.value] + v.map { $0.gradient! }
        }
        let fused = gradients { conv2d($0, weight: $1, bias: $2, padding: 1, rectifies: true) }
        let apart = gradients { relu(conv2d($0, weight: $1, bias: $2, padding: 1)) }
        for (a, b) in zip(fused, apart) { assertClose(a, b, 1e-6) }
        XCTAssert(fused[0].values.allSatisfy { $0 >= 0 })
    }

    func testBackwardTwiceThroughAConvolution() {
        var random = Random(seed: 3)
        let w = Variable(parameter: random.normal([2, 1, 3, 3]))
        let x = Variable(random.normal([1, 1, 6, 6]), requiresGradient: true)
        let y = conv2d(x, weight: w)
        y.sum().backward()
        let (dw, dx) = (w.gradient!, x.gradient!)
        (y * 2).sum().backward()
        assertClose(w.gradient!, dw * 3, 1e-5)
        assertClose(x.gradient!, dx * 3, 1e-5)
    }

    func testPoolingOfTheSlides() {
        // L3: 0.1 0.7 / −0.2 0.6.
        let x = Variable([[[[0.1, 0.7], [-0.2, 0.6]]]], requiresGradient: true)
        let largest = maxPool2d(x, window: 2)
        XCTAssertEqual(largest.value.scalar, 0.7)
        largest.backward(seed: [[[[1]]]])
        XCTAssertEqual(x.gradient!.values, [0, 1, 0, 0], "the gradient goes to the maximum alone")
        let mean = averagePool2d(x, window: 2)
        XCTAssertEqual(mean.value.scalar, 0.3, accuracy: 1e-6)
        x.gradient = nil
        mean.backward(seed: [[[[1]]]])
        XCTAssertEqual(x.gradient!.values, [0.25, 0.25, 0.25, 0.25])
    }

    func testMaxPoolingIsTheLargestOfEveryWindowForEverySize() {
        var random = Random(seed: 6)
        for (h, w, window, stride) in [
            (2, 2, 2, 2), (5, 7, 2, 2), (28, 28, 2, 2), (6, 17, 2, 2), (9, 40, 2, 2), (4, 33, 2, 2),
            (7, 7, 3, 2), (6, 9, 2, 3), (5, 5, 1, 2),
        ] {
            // Few different numbers, so that there are equals; and some that are none.
            var values = (0..<2 * h * w).map { _ in Float(random.integer(below: 4)) - 2 }
            values[random.integer(below: values.count)] = .nan
            let x = Tensor(shape: [1, 2, h, w], values)
            let (y, switches) = maxPool2dWithSwitches(Variable(x), window: window, stride: stride)
            let (outH, outW) = (y.shape[2], y.shape[3])
            for output in 0..<y.value.count {
                let (c, i, j) = (output / (outH * outW), output / outW % outH, output % outW)
                var (best, place) = (Float.nan, -1)
                for row in i * stride..<i * stride + window {
                    for column in j * stride..<j * stride + window {
                        let value = x[0, c, row, column]
                        if place < 0 || value > best || (value.isNaN && !best.isNaN) {
                            (best, place) = (value, row * w + column)
                        }
                    }
                }
                let own = y.value.values[output]
                XCTAssert(own == best || (own.isNaN && best.isNaN), "\(h) × \(w), \(output)")
                XCTAssertEqual(Int(switches.positions[output]), place, "\(h) × \(w), \(output)")
            }
        }
    }

    func testUnpoolingPutsEachMaximumBack() {
        let x: Tensor = [[[[1, 2, 5, 0], [4, 3, 1, 6]]]]
        let (y, switches) = maxPool2dWithSwitches(Variable(x), window: 2)
        XCTAssertEqual(y.value, [[[[4, 6]]]])
        let back = unpool2d(y, switches)
        XCTAssertEqual(back.value, [[[[0, 0, 0, 0], [4, 0, 0, 6]]]])
    }

    func testPaddingIsNeverTheMaximumNorInTheMean() {
        let x = Variable(Tensor.ones([1, 1, 3, 3]) * -5)
        XCTAssertEqual(
            maxPool2d(x, window: 3, stride: 2, padding: 1).value,
            Tensor(repeating: -5, shape: [1, 1, 2, 2]))
        XCTAssertEqual(
            averagePool2d(x, window: 3, stride: 2, padding: 1).value,
            Tensor(repeating: -5, shape: [1, 1, 2, 2]))
        XCTAssert(
            maxPool2d(Variable([[[[1, .init(.nan)], [2, 3]]]]), window: 2).value.scalar.isNaN)
    }

    func testUpsampling() {
        let x = Variable([[[[1, 3]]]])
        XCTAssertEqual(upsample2d(x, factor: 2).value, [[[[1, 1, 3, 3], [1, 1, 3, 3]]]])
        XCTAssertEqual(
            upsample2d(x, factor: 2, mode: .bilinear).value,
            [[[[1, 1.5, 2.5, 3], [1, 1.5, 2.5, 3]]]])
    }

    func testLocalResponseNormOfOneChannel() {
        // One channel, size 1: x / (k + α x²)^β.
        let y = localResponseNorm(Variable([[2]]), size: 1, k: 2, alpha: 0.5, beta: 0.75)
        XCTAssertEqual(y.value[0, 0], 2 / pow(4, 0.75), accuracy: 1e-6)
    }

    func testGradientsOfEveryOperation() {
        var random = Random(seed: 4)
        func images(_ shape: [Int]) -> Tensor { random.uniform(shape, in: -1..<1) }
        let x = images([2, 2, 6, 5])
        check("conv2d", [x, images([4, 2, 3, 3]), images([4])]) {
            conv2d($0[0], weight: $0[1], bias: $0[2])
        }
        check("conv2d, all options", [x, images([4, 1, 2, 2]), images([4])]) {
            conv2d(
                $0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1, paddingMode: .cyclic,
                dilation: 2, groups: 2)
        }
        check("conv2d, extended", [x, images([1, 2, 3, 3])]) {
            conv2d($0[0], weight: $0[1], padding: 2, paddingMode: .extended)
        }
        check("convTranspose2d", [images([2, 3, 4, 3]), images([3, 2, 3, 3]), images([2])]) {
            convTranspose2d(
                $0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1, outputPadding: 1)
        }
        check("averagePool2d", [x]) { averagePool2d($0[0], window: 3, stride: 2, padding: 1) }
        check("maxPool2d", [x], step: 1e-3, tolerance: 2e-2) {
            maxPool2d($0[0], window: 3, stride: 2)
        }
        check("upsample2d", [x]) { upsample2d($0[0], factor: 2) }
        check("upsample2d, bilinear", [x]) { upsample2d($0[0], factor: 3, mode: .bilinear) }
        check("localResponseNorm", [images([2, 7, 2, 2])]) {
            localResponseNorm($0[0], size: 3, k: 1, alpha: 0.5, beta: 0.75)
        }
        check("unpool2d", [images([1, 1, 2, 2])]) { inputs in
            var fixed = Random(seed: 9)
            let (_, switches) = maxPool2dWithSwitches(
                Variable(fixed.uniform([1, 1, 4, 4])), window: 2)
            return unpool2d(inputs[0], switches)
        }
        let norm = BatchNorm(2)
        check("BatchNorm of images", [x], tolerance: 1e-2) { inputs in
            inTrainingMode { norm(inputs[0]) }
        }
    }

    private func check(
        _ name: String, _ inputs: [Tensor], step: Float = 1e-2, tolerance: Double = 5e-3,
        file: StaticString = #filePath, line: UInt = #line, _ f: ([Variable]) -> Variable
    ) {
        let variables = inputs.map { Variable(parameter: $0) }
        let output = f(variables)
        var random = Random(seed: 5)
        let weights = random.uniform(output.shape, in: 0.5..<1.5)
        output.backward(seed: weights)
        func loss(_ tensors: [Tensor]) -> Double {
            let y = withoutGradients { f(tensors.map { Variable($0) }).value }
            return zip(y.values, weights.values).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        for which in inputs.indices {
            for index in 0..<inputs[which].count {
                func moved(_ shift: Float) -> Double {
                    var tensors = inputs
                    var values = inputs[which].values
                    values[index] += shift
                    tensors[which] = Tensor(shape: inputs[which].shape, values)
                    return loss(tensors)
                }
                let expected = (moved(step) - moved(-step)) / Double(2 * step)
                let received = Double(variables[which].gradient!.values[index])
                if !(abs(received - expected) <= tolerance * max(1, abs(expected))) {
                    XCTFail(
                        "\(name): input \(which), index \(index): received \(received), expected "
                            + "\(expected)", file: file, line: line)
                    return
                }
            }
        }
    }
}
