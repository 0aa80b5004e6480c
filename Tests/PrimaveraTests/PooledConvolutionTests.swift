import XCTest

@testable import Primavera

/// A convolution and its max pooling as one operation, against one after the other.
final class PooledConvolutionTests: XCTestCase {
    private struct Results {
        let operation: String
        let y: [Float]
        let gradients: [[Float]]
    }

    /// Output and gradients of a convolution and a pooling, either as a network computes them, or layer by
    /// layer.
    private func results(
        _ x: Variable, _ convolution: Conv2D, _ pooling: MaxPool2D, inOne: Bool, _ seed: Tensor
    ) -> Results {
        let y =
            inOne ? Sequential([convolution, pooling])(x) : pooling(convolution(x))
        let variables = [x, convolution.weight, convolution.bias]
        for variable in variables { variable.gradient = nil }
        y.backward(seed: seed)
        return Results(
            operation: y.operation, y: y.value.values,
            gradients: variables.map { $0.gradient?.values ?? [] })
    }

    private func check(
        n: Int = 35, c: Int = 2, size: Int, filters: Int = 5, kernel: Int, padding: Int = 0,
        activation: Activation = .relu, _ pooling: MaxPool2D,
        changing: (inout [Float]) -> Void = { _ in },
        file: StaticString = #filePath, line: UInt = #line
    ) {
        poisonMemory()
        var random = Random(seed: 5)
        var pixels = random.normal([n * c * size * size]).values
        changing(&pixels)
        let x = Variable(parameter: Tensor(shape: [n, c, size, size], pixels))
        let convolution = Conv2D(
            channels: c, filters: filters, kernelSize: kernel, padding: padding,
            activation: activation, using: &random)
        convolution.bias.value = random.normal([filters])
        let shape = pooling(convolution(x)).shape
        let seed = random.normal(shape)
        let layers = results(x, convolution, pooling, inOne: false, seed)
        XCTAssertEqual(layers.operation, "maxPool2d", file: file, line: line)
        for threads in [1, 2, 4] {
            let own = withThreads(threads) {
                results(x, convolution, pooling, inOne: true, seed)
            }
            XCTAssertEqual(
                own.operation,
                activation == .relu ? "conv2d, relu, maxPool2d" : "conv2d, maxPool2d", file: file,
                line: line)
            assertSameBits(own.y, layers.y, "y", file: file, line: line)
            for (index, name) in ["x", "weight", "bias"].enumerated() {
                assertSameBits(
                    own.gradients[index], layers.gradients[index], name, file: file, line: line)
            }
        }
    }

    func testTheLayersOfLeNet5() {
        check(n: 32, c: 1, size: 32, filters: 6, kernel: 5, MaxPool2D(2))
        check(n: 32, c: 6, size: 14, filters: 16, kernel: 5, MaxPool2D(2))
    }

    func testWindowsThatOverlapLeaveGapsOrLieInThePadding() {
        check(size: 9, kernel: 3, MaxPool2D(3, stride: 2))
        check(size: 11, kernel: 3, MaxPool2D(2, stride: 3))
        check(size: 10, kernel: 3, padding: 1, MaxPool2D(3, stride: 2, padding: 1))
        check(size: 7, kernel: 2, MaxPool2D(3, stride: 1, padding: 1))
        check(size: 6, kernel: 3, MaxPool2D(4))
    }

    func testWithoutReLU() {
        check(size: 10, kernel: 3, activation: .linear, MaxPool2D(2))
        check(size: 10, kernel: 3, activation: .linear, MaxPool2D(3, stride: 2, padding: 1))
    }

    func testWhatIsNotANumberWinsAsItDoesLayerByLayer() {
        check(size: 8, kernel: 3, MaxPool2D(2)) {
            $0[100] = .nan
            $0[700] = .infinity
            $0[701] = -.infinity
        }
    }

    func testOtherActivationsFewImagesAndWrongShapesGoLayerByLayer() {
        var random = Random(seed: 1)
        func operation(_ n: Int, _ activation: Activation) -> String {
            Sequential {
                Conv2D(
                    channels: 1, filters: 2, kernelSize: 3, activation: activation, using: &random)
                MaxPool2D(2)
            }(Variable(Tensor.zeros([n, 1, 8, 8]))).operation
        }
        XCTAssertEqual(operation(40, .relu), "conv2d, relu, maxPool2d")
        XCTAssertEqual(operation(40, .tanh), "maxPool2d")
        XCTAssertEqual(operation(3, .relu), "maxPool2d")
        let convolution = Conv2D(channels: 1, filters: 2, kernelSize: 5, using: &random)
        for (shape, pooling) in [
            ([40, 1, 4, 4], MaxPool2D(2)), ([40, 3, 8, 8], MaxPool2D(2)),
            ([40, 1, 6, 6], MaxPool2D(3)), ([40, 64], MaxPool2D(2)),
        ] {
            XCTAssertNil(convolution(Variable(Tensor.zeros(shape)), then: pooling))
        }
    }
}
