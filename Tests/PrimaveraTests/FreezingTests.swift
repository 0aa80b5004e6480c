import XCTest

@testable import Primavera

/// Two networks in one graph, of which one stands still.
final class FreezingTests: XCTestCase {
    private func pair(_ random: inout Random) -> (generator: Sequential, discriminator: Sequential)
    {
        let generator = Sequential {
            Dense(inputs: 3, outputs: 8, using: &random)
            BatchNorm(8)
            Activate(.leakyReLU(slope: 0.2))
            Dense(inputs: 8, outputs: 16, activation: .sigmoid, using: &random)
            Reshape([1, 4, 4])
        }
        let discriminator = Sequential {
            Conv2D(channels: 1, filters: 2, kernelSize: 3, activation: .relu, using: &random)
            Flatten()
            Dense(inputs: 8, outputs: 6, activation: .leakyReLU(slope: 0.2), using: &random)
            Dropout(0.3, using: &random)
            Dense(inputs: 6, outputs: 1, using: &random)
        }
        return (generator, discriminator)
    }

    private func bits(_ network: Sequential) -> [UInt32] {
        network.variables.flatMap { $0.value.values.map(\.bitPattern) }
    }

    func testTheGeneratorsStepMovesNothingInTheDiscriminator() {
        var random = Random(seed: 8)
        let (generator, discriminator) = pair(&random)
        let optimizers = [Adam(generator.variables), Adam(discriminator.variables)]
        let noise = Variable(random.normal([5, 3]))
        let (before, own) = (bits(discriminator), bits(generator))
        let loss = inTrainingMode {
            let made = generator(noise)
            let answers = discriminator.frozen { discriminator(made) }
            return binaryCrossEntropy(logits: answers, Tensor.ones([5, 1]))
        }
        loss.backward()
        XCTAssert(discriminator.variables.allSatisfy { $0.gradient == nil })
        XCTAssert(generator.variables.allSatisfy { $0.gradient != nil })
        // Even when both take a step: what has no gradient does not move.
        for optimizer in optimizers { optimizer.step() }
        XCTAssertEqual(bits(discriminator), before)
        XCTAssertNotEqual(bits(generator), own)
    }

    func testTheDiscriminatorsStepMovesNothingInTheGenerator() {
        var random = Random(seed: 9)
        let (generator, discriminator) = pair(&random)
        let optimizers = [Adam(generator.variables), Adam(discriminator.variables)]
        let noise = Variable(random.normal([5, 3]))
        let (before, own) = (bits(generator), bits(discriminator))
        for freezing in [true, false] {
            let loss = inTrainingMode {
                let made =
                    freezing
                    ? generator.frozen { generator(noise) }
                    : withoutGradients { generator(noise) }
                return binaryCrossEntropy(logits: discriminator(made), Tensor.zeros([5, 1]))
            }
            loss.backward()
            XCTAssert(generator.variables.allSatisfy { $0.gradient == nil })
            XCTAssert(discriminator.variables.allSatisfy { $0.gradient != nil })
        }
        for optimizer in optimizers { optimizer.step() }
        XCTAssertEqual(bits(generator), before)
        XCTAssertNotEqual(bits(discriminator), own)
    }

    func testGradientsFlowThroughAFrozenNetworkAsThroughAnotherOne() {
        var random = Random(seed: 10)
        let (generator, discriminator) = pair(&random)
        let noise = Variable(random.normal([5, 3]))
        func gradients(_ answers: (Variable) -> Variable) -> [[Float]] {
            for variable in generator.variables { variable.gradient = nil }
            answers(generator(noise)).mean().backward()
            return generator.variables.map { $0.gradient!.values }
        }
        let free = gradients { discriminator($0) }
        let frozen = gradients { made in discriminator.frozen { discriminator(made) } }
        XCTAssertEqual(free, frozen, "bit for bit")
    }

    func testTheInputOfAFrozenNetworkGetsItsGradient() {
        let layer = Dense(weight: [[2, -3]], bias: [1])
        let x = Variable([[1, 1]], requiresGradient: true)
        layer.frozen { layer(x) }.sum().backward()
        XCTAssertEqual(x.gradient?.values, [2, -3])
        XCTAssertNil(layer.weight.gradient)
    }

    func testAfterTheScopeItLearnsAgain() {
        struct Problem: Error {}
        let layer = Dense(weight: [[2, -3]], bias: [1])
        layer.frozen {
            layer.frozen {}
            XCTAssertFalse(
                layer.weight.requiresGradient, "the inner scope ended, the outer did not")
        }
        XCTAssertThrowsError(try layer.frozen { throw Problem() })
        XCTAssertTrue(layer.variables.allSatisfy(\.requiresGradient))
        layer(Variable([[1, 1]])).sum().backward()
        XCTAssertEqual(layer.weight.gradient?.values, [1, 1])
    }

    func testNothingLeadsToAGraphThatIsAllFrozen() {
        let layer = Dense(weight: [[2, -3]], bias: [1])
        XCTAssertFalse(layer.frozen { layer(Variable([[1, 1]])) }.requiresGradient)
    }
}
