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
}
