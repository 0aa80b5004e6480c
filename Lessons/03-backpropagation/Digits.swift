import Coursework
import Datasets
import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Level 0 on real digits: 784 pixels, one hidden layer, ten outputs, plain arrays.
///
/// - Returns: the trained network's accuracy on the test digits moved two pixels to the right
func readDigits(_ lesson: Lesson) throws -> Double {
    let (allTraining, test) =
        try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()
    let train = lesson.options.isQuick ? allTraining[0..<1_000] : allTraining
    let hidden = 30
    let epochs = lesson.epochs(default: 8, quick: 2)
    var network = HandNetwork(
        weights: [
            randomRows(hidden, 784, using: &lesson.random),
            randomRows(10, hidden, using: &lesson.random),
        ],
        biases: [[Double](repeating: 0, count: hidden), [Double](repeating: 0, count: 10)])
    let (images, targets) = (arrays(train.flattened), arrays(train.oneHotLabels))
    let testImages = arrays(test.flattened)
    lesson.say(
        """
        The same `HandNetwork`, with \(hidden) hidden units instead of 3: \(train.count.grouped)
        digits, one step for each, \(epochs) epochs, all in arrays of Doubles.
        """)
    var accuracies: [Double] = []
    for epoch in 1...epochs {
        var bar = ProgressBar(total: train.count)
        for (done, example) in lesson.random.permutation(of: train.count).enumerated() {
            let gradients = network.gradients(images[example], targets[example])
            network.step(gradients, rate: 0.3)
            bar.advance(to: done + 1)
        }
        accuracies.append(accuracy(network, testImages, test.labels))
        bar.finish(detail: "epoch \(epoch), test accuracy \(accuracies.last!.fixed(4))")
    }
    lesson.say(
        """
        \((100 * accuracies.last!).fixed(1)) % of \(test.count.grouped) digits that it has never seen
        are read right, by nothing but loops, sums and the chain rule.
        """)
    lesson.show(
        Chart(
            title: "Level 0 on digits", xLabel: "epoch", yLabel: "test accuracy",
            layers: [.line("", x: (1...epochs).map(Double.init), y: accuracies)]),
        caption: "Accuracy on the test digits after each epoch.", inTerminal: false)
    lesson.claim("digits.accuracy", accuracies.last!)
    let gap = Tensor.zeros([test.count, 1, 28, 2])
    let moved = Tensor.concatenated([gap, test.images.slice(axis: 3, 0..<26)], axis: 3)
    return accuracy(network, arrays(moved.reshaped([test.count, -1])), test.labels)
}

/// How many images get their highest output at their label.
private func accuracy(_ network: HandNetwork, _ images: [[Double]], _ labels: [Int]) -> Double {
    let right = zip(images, labels).count { image, label in
        let answer = network.outputs(image).last!
        return answer.indices.max { answer[$0] < answer[$1] } == label
    }
    return Double(right) / Double(labels.count)
}

/// Where it breaks: the deeper a sigmoid network, the less of the gradient arrives at its beginning.
func vanishing(_ lesson: Lesson) {
    func gradientSizes(_ activation: Activation) -> [Double] {
        var random = Random(seed: lesson.options.seed)
        let layers = (0..<10).map { _ in
            Dense(inputs: 32, outputs: 32, activation: activation, using: &random)
        }
        let network = Sequential(layers)
        let cost = pow(network(Variable(random.normal([16, 32]))), 2).mean()
        cost.backward()
        return layers.map { layer in
            let gradient = layer.weight.gradient!
            return Double((gradient * gradient).mean().scalar.squareRoot())
        }
    }
    let (sigmoids, rectified) = (gradientSizes(.sigmoid), gradientSizes(.relu))
    let ratio = sigmoids[0] / sigmoids[9]
    lesson.say(
        """
        The way back multiplies by σ′ in each layer, and σ′ is at most 1/4. In a network of ten
        sigmoid layers the gradient of the first is \(ratio.significant(2)) times that of the last:
        it *vanishes*, and the first layers learn nothing. With ReLU, whose slope is 0 or 1, the
        factor is \((rectified[0] / rectified[9]).significant(2)). (The lessons on convolution use
        ReLU for that reason.)
        """)
    lesson.show(
        BarChart(
            title: "Gradient of each sigmoid layer, as a power of ten",
            bars: sigmoids.enumerated().map { ("layer \($0 + 1)", log10(max($1, 1e-30))) },
            decimals: 1),
        caption: "Size of the gradient of each layer's weights; the shorter the bar, the larger.")
    lesson.claim("vanishing.sigmoid", ratio)
    lesson.claim("vanishing.relu", rectified[0] / rectified[9])
}

private func randomRows(_ rows: Int, _ columns: Int, using random: inout Random) -> [[Double]] {
    // Small enough that the sigmoids begin where they are steep.
    let deviation = 1 / Double(columns).squareRoot()
    return (0..<rows).map { _ in (0..<columns).map { _ in Double(random.normal()) * deviation } }
}

private func arrays(_ x: Tensor) -> [[Double]] {
    let (columns, values) = (x.shape[1], x.values)
    return (0..<x.shape[0]).map { row in
        values[row * columns..<(row + 1) * columns].map(Double.init)
    }
}
