import Primavera

extension Workload {
    static func networks(examples: Int) -> [Workload] {
        [
            epoch(
                "lenet-128", "LeNet-5, epoch of \(examples)", leNet5(using:), [1, 32, 32], examples,
                batchSize: 128, momentum),
            epoch(
                "lenet-32", "LeNet-5, epoch of \(examples), batch 32", leNet5(using:), [1, 32, 32],
                examples, batchSize: 32, momentum),
            epoch(
                "mlp", "784–512–10, RMSProp, epoch of \(examples)", perceptron(using:), [784],
                examples,
                batchSize: 128, { RMSProp($0) }),
            step(
                "alexnet-lite", "AlexNet-lite, step of 128", alexNetLite(using:), [3, 32, 32],
                classes: 10),
            autoencoderStep, ganStep, oneDigit,
        ]
    }

    private static func momentum(_ variables: [Variable]) -> Optimizer {
        GradientDescent(variables, learningRate: 0.01, momentum: 0.9)
    }

    /// A whole epoch by `fit`: shuffling, batches, forward, backward, update.
    static func epoch(
        _ name: String, _ title: String, _ network: @escaping (inout Random) -> Sequential,
        _ shape: [Int], _ examples: Int, batchSize: Int,
        _ optimizer: @escaping ([Variable]) -> Optimizer
    ) -> Workload {
        var random = Random(seed: 1)
        let cost = Double(examples) * trainingOperations(network(&random), shape)
        return Workload(name, title, .operations(cost)) {
            var random = Random(seed: 1)
            let x = random.uniform([examples] + shape)
            let y = Tensor.oneHot((0..<examples).map { $0 % 10 }, classes: 10)
            let network = network(&random)
            network.compile(
                optimizer: optimizer(network.parameters.map(\.variable)),
                loss: .categoricalCrossEntropyFromLogits)
            var options = FitOptions()
            options.printsProgress = false
            return {
                do {
                    _ = try network.fit(
                        x, y, epochs: 1, batchSize: batchSize, options: options, using: &random)
                } catch {
                    stop("\(name): \(error)")
                }
                return network.parameters.map(\.variable.value)
            }
        }
    }

    /// One step on one batch of 128.
    private static func step(
        _ name: String, _ title: String, _ network: @escaping (inout Random) -> Sequential,
        _ shape: [Int], classes: Int
    ) -> Workload {
        var random = Random(seed: 1)
        let cost = 128 * trainingOperations(network(&random), shape)
        return Workload(name, title, .operations(cost)) {
            var random = Random(seed: 1)
            let x = random.uniform([128] + shape)
            let y = Tensor.oneHot((0..<128).map { $0 % classes }, classes: classes)
            let network = network(&random)
            let optimizer = momentum(network.parameters.map(\.variable))
            return {
                optimizer.zeroGradients()
                let loss = inTrainingMode {
                    categoricalCrossEntropy(logits: network(Variable(x)), y)
                }
                loss.backward()
                optimizer.step()
                return network.parameters.map(\.variable.value)
            }
        }
    }

    private static var autoencoderStep: Workload {
        func layers(_ random: inout Random) -> Sequential {
            dense([784, 128, 32, 128, 784], .relu, last: .sigmoid, &random)
        }
        var random = Random(seed: 1)
        let cost = 128 * trainingOperations(layers(&random), [784])
        return Workload(
            "autoencoder", "autoencoder 784–128–32, step of 128", .operations(cost),
            repetitions: 20
        ) {
            var random = Random(seed: 1)
            let x = random.uniform([128, 784])
            let network = layers(&random)
            let optimizer = Adam(network.parameters.map(\.variable))
            return {
                optimizer.zeroGradients()
                meanSquaredError(network(Variable(x)), x).backward()
                optimizer.step()
                return network.parameters.map(\.variable.value)
            }
        }
    }

    /// A step of the discriminator, on real and generated examples, then one of the generator.
    private static var ganStep: Workload {
        func networks(_ random: inout Random) -> (Sequential, Sequential) {
            (
                dense([64, 256, 512, 784], .leakyReLU(slope: 0.2), last: .sigmoid, &random),
                dense([784, 512, 256, 1], .leakyReLU(slope: 0.2), last: .linear, &random)
            )
        }
        var random = Random(seed: 1)
        let (generator, discriminator) = networks(&random)
        // Forward twice and backward once for the generator; the discriminator sees three batches.
        let cost =
            128 * (trainingOperations(generator, [64]) * 4 / 3)
            + 128 * (trainingOperations(discriminator, [784]) * 3)
        return Workload(
            "gan", "GAN 64–256–512–784 and back, step of 128", .operations(cost), repetitions: 5
        ) {
            var random = Random(seed: 1)
            let real = random.uniform([128, 784])
            let (generator, discriminator) = networks(&random)
            let forGenerator = Adam(generator.parameters.map(\.variable))
            let forDiscriminator = Adam(discriminator.parameters.map(\.variable))
            let (ones, zeros) = (Tensor.ones([128, 1]), Tensor.zeros([128, 1]))
            return {
                let fake = withoutGradients { generator(Variable(random.normal([128, 64]))) }
                forDiscriminator.zeroGradients()
                let loss =
                    binaryCrossEntropy(logits: discriminator(Variable(real)), ones)
                    + binaryCrossEntropy(logits: discriminator(fake), zeros)
                loss.backward()
                forDiscriminator.step()
                forGenerator.zeroGradients()
                discriminator.frozen {
                    let images = generator(Variable(random.normal([128, 64])))
                    binaryCrossEntropy(logits: discriminator(images), ones).backward()
                }
                forGenerator.step()
                return (generator.parameters + discriminator.parameters).map(\.variable.value)
            }
        }
    }

    /// A single digit read: what a program waits for that answers at once.
    private static var oneDigit: Workload {
        var random = Random(seed: 1)
        let cost = trainingOperations(leNet5(using: &random), [1, 32, 32]) / 3
        return Workload("lenet-1", "LeNet-5 reads one digit", .operations(cost), repetitions: 1000)
        {
            var random = Random(seed: 1)
            let network = leNet5(using: &random)
            let x = random.uniform([1, 1, 32, 32])
            return { [withoutGradients { network(Variable(x)).value }] }
        }
    }
}
