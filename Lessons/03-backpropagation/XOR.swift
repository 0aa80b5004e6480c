import Coursework
import Figures
import Primavera

/// XOR learned on level 1, the training loop in sight.
func learnXOR(_ lesson: Lesson) {
    let corners: Tensor = [[0, 0], [0, 1], [1, 0], [1, 1]]
    let targets: Tensor = [[0], [1], [1], [0]]
    let hidden = Dense(inputs: 2, outputs: 4, activation: .tanh, using: &lesson.random)
    let output = Dense(inputs: 4, outputs: 1, using: &lesson.random)
    let network = Sequential([hidden, output])
    let optimizer = GradientDescent(network.variables, learningRate: 0.5)
    let epochs = lesson.epochs(default: 400, quick: 400)

    var costs: [Double] = []
    var frames: [Chart] = []
    var labels: [String] = []
    for epoch in 0...epochs {
        if frames.count < 40, epoch % max(1, epochs / 20) == 0 || epoch < 4 {
            frames.append(xorPicture(network))
            labels.append("epoch \(epoch)")
        }
        let cost = binaryCrossEntropy(logits: network(Variable(corners)), targets)
        costs.append(Double(cost.value.scalar))
        optimizer.zeroGradients()
        cost.backward()
        optimizer.step()
    }
    let answers = sigmoid(network.predict(corners))
    lesson.say(
        """
        XOR, which one neuron cannot learn, with four hidden units and \(epochs) steps. The cost falls
        from \(costs[0].fixed(3)) to \(costs.last!.fixed(4)); the answers for 00, 01, 10 and 11 are
        \(answers.values.map { $0.fixed(3) }.joined(separator: ", ")).
        """)
    lesson.animate(
        Animation(title: "Learning XOR", frames: frames, labels: labels),
        caption: "What the network says at every place of the plane, epoch by epoch.")
    lesson.claim("xor.first.cost", costs[0])
    lesson.claim("xor.last.cost", costs.last!)
    let right = zip(answers.values, targets.values).count { ($0 > 0.5) == ($1 > 0.5) }
    lesson.claim("xor.right", Double(right))
}

private func xorPicture(_ network: Sequential) -> Chart {
    let square = -0.5...1.5
    let columns = 40
    // All places at once: one batch.
    let places = Tensor(
        (0..<columns * columns).map { index in
            [index % columns, index / columns].map {
                Float(square.lowerBound) + 2 * (Float($0) + 0.5) / Float(columns)
            }
        })
    let answers = sigmoid(network.predict(places)).values
    return Chart(
        title: "XOR", xLabel: "x₁", yLabel: "x₂",
        layers: [
            .regions(
                columns: columns, colours: answers.map { $0 > 0.5 ? 1 : 0 },
                strengths: answers.map { Double(abs($0 - 0.5)) * 1.6 }),
            .points("0", x: [0, 1], y: [0, 1], colour: 0),
            .points("1", x: [0, 1], y: [1, 0], colour: 1),
        ], xRange: square, yRange: square, width: 460, height: 400)
}
