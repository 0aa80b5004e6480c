import Coursework
import Datasets
import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Trains with small shifts and turns, and for comparison a while without them.
func learn(
    _ lesson: Lesson, _ network: Sequential, _ all: LabelledImages, savingTo path: String
) throws {
    let isFull = all.count > 10_000
    let split = stratifiedSplit(
        labels: all.labels, validation: isFull ? 0.05 : 0.1, test: 0, using: &lesson.random)
    let (train, validation) = (all.selecting(split.train), all.selecting(split.validation))
    let batch = isFull ? 128 : 32
    let epochs = lesson.epochs(default: isFull ? 10 : 30, quick: 1)
    let steps = (train.count + batch - 1) / batch
    lesson.say(
        """
        \(train.count.grouped) digits to learn from, \(validation.count.grouped) to watch. A *batch* is
        \(batch) digits; an *iteration* is one step on one batch; an *epoch* is all batches once, here
        \(steps) iterations. \(epochs) epochs: \((steps * epochs).grouped) iterations.
        """)
    let augmentation = Augmentation([.shift(2), .rotate(degrees: 8), .scale(0.08)])
    let examples = augmentation(framed(train.images.slice(0..<8)), using: &lesson.random)
    lesson.show(
        ImageGrid(title: "Augmented", images: examples, columns: 8),
        caption: "Shifted, turned and scaled a little: still the same digits.", inTerminal: false)
    var options = FitOptions()
    options.validation = (framed(validation.images), validation.oneHotLabels)
    options.schedule = .cosine(epochs: epochs)
    options.augment = { augmentation($0, using: &$1) }
    let history = try fit(network, train, batch, epochs, options, &lesson.random)
    try network.saveWeights(to: path)

    // Without: another network, for as long (at full size not quite), to see the two curves part.
    let plain = leNet5(using: &lesson.random)
    let short = isFull ? min(epochs, 3) : epochs
    options.augment = nil
    options.schedule = .cosine(epochs: short)
    options.printsProgress = false
    let other = try fit(plain, train, batch, short, options, &lesson.random)
    lesson.show(
        Chart(
            title: "Learning", xLabel: "epoch", yLabel: "loss",
            layers: [
                .line("training", x: count(epochs), y: history.training("loss")),
                .line("validation", x: count(epochs), y: history.validation("loss")),
                .line(
                    "training, not augmented", x: count(short), y: other.training("loss"),
                    isDashed: true),
                .line(
                    "validation, not augmented", x: count(short), y: other.validation("loss"),
                    isDashed: true),
            ], yRange: 0...0.6), caption: "The loss, epoch by epoch.")
    lesson.say(
        """
        Without augmentation the loss falls to \(other.training("loss").last!.fixed(3)) on the digits that
        were learned and is \(other.validation("loss").last!.fixed(3)) on others; with it
        \(history.training("loss").last!.fixed(3)) and \(history.validation("loss").last!.fixed(3)). What lies
        between the two was learned by heart, and does not help with the next digit.
        """)
    lesson.claim("validation.accuracy", history.validation("acc").last!)
    lesson.claim("plain.validation.accuracy", other.validation("acc").last!)
    lesson.claim(
        "seconds.per.epoch",
        history.epochs.map(\.seconds).reduce(0, +) / Double(history.epochs.count))
    lesson.claim(
        "plain.seconds.per.epoch",
        other.epochs.map(\.seconds).reduce(0, +) / Double(other.epochs.count))
}

private func fit(
    _ network: Sequential, _ train: LabelledImages, _ batch: Int, _ epochs: Int,
    _ options: FitOptions, _ random: inout Random
) throws -> History {
    network.compile(
        optimizer: GradientDescent(
            network.variables, learningRate: batch == 32 ? 0.03 : 0.06, momentum: 0.9,
            weightDecay: 1e-4),
        loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
    return try network.fit(
        framed(train.images), train.oneHotLabels, epochs: epochs, batchSize: batch,
        options: options,
        using: &random)
}

private func count(_ epochs: Int) -> [Double] { (0..<epochs).map { Double($0 + 1) } }

func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

extension Options {
    var isRetraining: Bool { extra["retrain"] != nil }
}

/// Times the layers on a network of its own, so that the lesson's results do not change.
func profileOfLeNet(_ lesson: Lesson, _ train: LabelledImages) -> TrainingProfile {
    var random = Random(seed: lesson.options.seed)
    let network = leNet5(using: &random)
    network.compile(
        optimizer: GradientDescent(network.variables, learningRate: 0.01, momentum: 0.9),
        loss: .categoricalCrossEntropyFromLogits)
    let batch = train.selecting(Array(0..<min(128, train.count)))
    return network.profile(
        framed(batch.images), batch.oneHotLabels, steps: lesson.options.isQuick ? 3 : 50)
}
