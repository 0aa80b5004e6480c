import XCTest

@testable import Primavera

final class TrainingProfileTests: XCTestCase {
    func testEveryLayerHasItsTimesAndLearningGoesOn() {
        var random = Random(seed: 1)
        let network = Sequential {
            Conv2D(channels: 1, filters: 2, kernelSize: 3, activation: .relu, using: &random)
            Flatten()
            Dense(inputs: 72, outputs: 3, using: &random)
        }
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 0.1),
            loss: .categoricalCrossEntropyFromLogits)
        let before = network.variables.map(\.value)
        let profile = network.profile(
            random.normal([4, 1, 8, 8]), Tensor.oneHot([0, 1, 2, 0], classes: 3), steps: 3)
        XCTAssertEqual(
            profile.rows.map(\.name), ["Conv2D 1", "Flatten 1", "Dense 1", "loss", "optimizer"])
        for row in profile.rows { XCTAssertGreaterThan(row.forward, 0, row.name) }
        for name in ["Conv2D 1", "Dense 1", "loss"] {
            XCTAssertGreaterThan(profile.rows.first { $0.name == name }!.backward, 0, name)
        }
        XCTAssertEqual(profile.rows.last!.backward, 0)
        XCTAssertNotEqual(before, network.variables.map(\.value))
    }

    func testLayersThatAreComputedInOneGoShareARow() {
        var random = Random(seed: 1)
        let network = Sequential {
            Conv2D(channels: 1, filters: 2, kernelSize: 3, activation: .relu, using: &random)
            MaxPool2D(2)
            Conv2D(channels: 2, filters: 2, kernelSize: 2, activation: .tanh, using: &random)
            MaxPool2D(2)
            Flatten()
            Dense(inputs: 2, outputs: 3, using: &random)
        }
        network.compile(
            optimizer: GradientDescent(network.variables, learningRate: 0.1),
            loss: .categoricalCrossEntropyFromLogits)
        let profile = network.profile(
            random.normal([40, 1, 8, 8]),
            Tensor.oneHot((0..<40).map { $0 % 3 }, classes: 3), steps: 2)
        XCTAssertEqual(
            profile.rows.map(\.name),
            [
                "Conv2D 1, MaxPool2D 1", "Conv2D 2", "MaxPool2D 2", "Flatten 1", "Dense 1", "loss",
                "optimizer",
            ])
        XCTAssertGreaterThan(profile.rows[0].backward, 0)
    }
}
