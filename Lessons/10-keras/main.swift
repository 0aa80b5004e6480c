// Lesson 10: Keras in Swift.
//
// Lectures: L4 "Introduzione a Keras" (G. Busonera), L1 "Niveles de programación".
// Chollet, "Keras", 2015, and "Deep Learning with Python", 2017, chapter 2, where the lecture's
// program comes from.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(10) { lesson in
    lesson.section("Why")
    lesson.say(
        """
        The lectures speak of three levels of programming. *Level 0*: loops over arrays, gradients
        by hand (lessons 01 to 03). *Level 1*: tensors that know their gradients. *Level 2*:
        layers, put together like bricks; Keras, since 2015. The same network on each:
        """)
    lesson.table(
        ["level", "forward", "gradient", "who writes it"],
        [
            ["0", "h[j] += w[j][i] * x[i]", "dw[j][i] += delta[j] * x[i]", "you, by hand"],
            ["1", "relu(x.matrixProduct(w) + b)", "loss.backward()", "the graph"],
            ["2", "Dense(inputs: 784, outputs: 512)", "network.fit(…)", "the layer"],
        ])

    lesson.section("By hand")
    lesson.say(
        """
        A dense layer of 512 units over 784 pixels has 784 · 512 weights and 512 biases; one of 10
        over those 512 has 512 · 10 and 10. Counted out:
        """)
    let hidden = 784 * 512 + 512
    let output = 512 * 10 + 10
    lesson.code("784 · 512 + 512 = \(hidden)\n512 ·  10 +  10 = \(output)")

    lesson.section("In code")
    let (train, test) = try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()
    let network = Sequential {
        Dense(inputs: 28 * 28, outputs: 512, activation: .relu, using: &lesson.random)
        Dense(inputs: 512, outputs: 10, activation: .softmax, using: &lesson.random)
    }
    network.compile(
        optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy, metrics: [.accuracy])
    lesson.say("The lecture's program, line for line. In Python and, below it, in Swift:")
    lesson.code(Programs.python)
    lesson.code(Programs.swift)
    lesson.say("`network.summary()` prints:")
    lesson.code(network.summary())
    lesson.claim("parameters.hidden", Double(network.layers[0].parameterCount))
    lesson.claim("parameters.output", Double(network.layers[1].parameterCount))
    lesson.claim("parameters", Double(network.parameterCount))

    lesson.section("On real data")
    // The lecture's five on all digits; the few that come with the course need more.
    let epochs = lesson.epochs(default: lesson.options.data == nil ? 20 : 5, quick: 1)
    lesson.say(
        """
        \(train.count.grouped) digits to learn from, \(test.count.grouped) to test, \(epochs)
        epochs in batches of 128:
        """)
    var options = FitOptions()
    // Measured after each epoch for the figure below; nothing is learned from it, or chosen by it.
    options.validation = (test.flattened, test.oneHotLabels)
    let history = try network.fit(
        train.flattened, train.oneHotLabels, epochs: epochs, batchSize: 128, options: options,
        using: &lesson.random)
    let result = network.evaluate(test.flattened, test.oneHotLabels)
    lesson.table(
        [
            "epoch", "loss", "accuracy", "seconds", "test loss", "test accuracy",
            "training accuracy on the slide",
        ],
        history.epochs.map { record in
            [
                "\(record.epoch + 1)", record.training["loss"]!.fixed(4),
                record.training["acc"]!.fixed(4), record.seconds.fixed(2),
                record.validation["loss"]!.fixed(4), record.validation["acc"]!.fixed(4),
                Programs.slide.indices.contains(record.epoch) ? Programs.slide[record.epoch] : "",
            ]
        })
    lesson.say(
        "test_acc: \(result["acc"]!.fixed(4)). The slide, on 60,000 digits: 0.9774, after 4 to 5 "
            + "seconds an epoch." + (lesson.options.data == nil ? Programs.advice : ""))
    lesson.claim("test.accuracy", result["acc"]!)
    lesson.claim("train.accuracy", history.training("acc").last!)
    lesson.claim("seconds.per.epoch", history.epochs.map(\.seconds).reduce(0, +) / Double(epochs))

    let answers = network.predict(test.flattened).argmax()
    lesson.show(
        ConfusionChart(
            title: "Test digits",
            matrix: ConfusionMatrix(truth: test.labels, predicted: answers, classes: 10),
            classNames: test.classNames), caption: "Rows: the true digit. Columns: the answer.")
    let wrong = test.labels.indices.filter { test.labels[$0] != answers[$0] }.prefix(20)
    if !wrong.isEmpty {
        lesson.show(
            ImageGrid(
                title: "Misread", images: test.images.gathered(Array(wrong)),
                captions: wrong.map { "\(test.labels[$0]) as \(answers[$0])" }),
            caption: "The first digits that it got wrong: true as answered.", inTerminal: false)
    }

    lesson.section("Where it breaks")
    let longer = lesson.epochs(default: 12, quick: 2)
    try overfit(lesson, train, test, epochs: longer)
    lesson.yourTurn()
}

/// Few digits and many weights: the loss on what was learned goes on falling, on others it rises.
func overfit(
    _ lesson: Lesson, _ train: LabelledImages, _ test: LabelledImages, epochs: Int
) throws {
    let few = train[0..<500]
    let others = test[0..<min(1_000, test.count)]
    let network = Sequential {
        Dense(inputs: 28 * 28, outputs: 512, activation: .relu, using: &lesson.random)
        Dense(inputs: 512, outputs: 10, activation: .softmax, using: &lesson.random)
    }
    network.compile(
        optimizer: RMSProp(network.variables), loss: .categoricalCrossEntropy, metrics: [.accuracy])
    var options = FitOptions()
    options.validation = (others.flattened, others.oneHotLabels)
    options.printsProgress = false
    let history = try network.fit(
        few.flattened, few.oneHotLabels, epochs: epochs, batchSize: 32, options: options,
        using: &lesson.random)
    let best = history.bestEpoch! + 1
    lesson.say(
        """
        Trained on 500 digits only, the same network learns them by heart. From epoch \(best) on
        the loss on other digits rises while the training loss still falls: *overfitting* begins.
        More data, or the means of lesson 11, put it off.
        """)
    lesson.show(
        Chart(
            title: "500 digits", xLabel: "epoch", yLabel: "loss",
            layers: [
                .line("training", x: numbers(epochs), y: history.training("loss")),
                .line("digits never seen", x: numbers(epochs), y: history.validation("loss")),
            ]), caption: "The two curves part where learning becomes remembering.")
    lesson.claim("overfitting.from.epoch", Double(best))
    lesson.claim("overfitting.train.loss", history.training("loss").last!)
    lesson.claim("overfitting.other.loss", history.validation("loss").last!)
}

func numbers(_ epochs: Int) -> [Double] { (1...epochs).map(Double.init) }
