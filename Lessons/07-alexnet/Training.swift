import Coursework
import Datasets
import Primavera

/// The images to learn from and those for the test, as the networks get them: standardised.
struct Prepared {
    let train: LabelledImages
    let test: LabelledImages

    init(_ train: LabelledImages, _ test: LabelledImages) {
        self.train = standardised(train)
        self.test = standardised(test)
    }
}

private func standardised(_ set: LabelledImages) -> LabelledImages {
    LabelledImages(
        images: standardised(set.images), labels: set.labels, classNames: set.classNames)
}

/// Every image with mean 0 and deviation 1 over all its pixels: how bright a picture is, and how strong its
/// contrast, says nothing of what it shows.
private func standardised(_ images: Tensor) -> Tensor {
    let rows = images.reshaped([images.shape[0], -1])
    let centred = rows - rows.mean(axis: 1, keepingAxis: true)
    let variance = (centred * centred).mean(axis: 1, keepingAxis: true)
    return (centred / (sqrt(variance) + 0.02)).reshaped(images.shape)
}

/// What is changed at random in the images that are learned from.
let augmentation = Augmentation([.crop(padding: 4), .mirror])

/// How long to learn, and in which steps.
struct Plan {
    var epochs: Int
    var learningRate: Float = 0.06
    var batchSize = 32
    var ingredients = Ingredients()
}

/// Trains a network, with a bar for the epochs. An interrupted training goes on where it was.
func teach(
    _ lesson: Lesson, _ name: String, _ network: Sequential, _ prepared: Prepared, _ plan: Plan
) throws -> History {
    network.compile(
        optimizer: GradientDescent(
            network.variables, learningRate: plan.learningRate,
            momentum: plan.ingredients.momentum, weightDecay: plan.ingredients.weightDecay),
        loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
    var options = FitOptions()
    options.schedule = .cosine(epochs: plan.epochs)
    // A few steps, at the start, would be so long that all is forgotten: none is longer than 1.
    options.gradientNormLimit = 1
    if plan.ingredients.augments { options.augment = { augmentation($0, using: &$1) } }
    options.checkpoint = lesson.checkpoint(name, epochs: plan.epochs)
    options.printsProgress = false
    Terminal.write("\(name)\n")
    var bar = ProgressBar(total: plan.epochs)
    options.afterEpoch = { bar.advance(to: $0.epoch + 1, detail: $0.description) }
    let history = try network.fit(
        prepared.train.images, prepared.train.oneHotLabels, epochs: plan.epochs,
        batchSize: plan.batchSize, options: options, using: &lesson.random)
    bar.finish(detail: history.epochs.last?.description ?? "")
    Terminal.write("\n")
    return history
}

/// The classes that a network names: the mean of what it says of an image and of its mirror image.
/// (AlexNet took the mean over five crops and their mirror images.)
func answers(_ network: Sequential, _ images: Tensor) -> [Int] {
    let mirror = Tensor.concatenated(
        (0..<images.shape[0]).map {
            mirrored(images.slice($0..<$0 + 1).reshaped(Array(images.shape.dropFirst())))
                .reshaped([1] + images.shape.dropFirst())
        })
    return (softmax(network.predict(images)) + softmax(network.predict(mirror))).argmax()
}

/// The part of the images that are named rightly.
func accuracy(_ network: Sequential, _ set: LabelledImages) -> Double {
    let right = zip(answers(network, set.images), set.labels).count { $0 == $1 }
    return Double(right) / Double(set.count)
}

/// Times the layers on a network of its own, so that the lesson's results do not change.
func profileOfAlexNetLite(_ lesson: Lesson, _ prepared: Prepared) -> TrainingProfile {
    var random = Random(seed: lesson.options.seed)
    let network = alexNetLite(classes: prepared.train.classNames.count, using: &random)
    network.compile(
        optimizer: GradientDescent(network.variables, learningRate: 0.03, momentum: 0.9),
        loss: .categoricalCrossEntropyFromLogits)
    let batch = prepared.train.selecting(Array(0..<min(128, prepared.train.count)))
    return network.profile(
        batch.images, batch.oneHotLabels, steps: lesson.options.isQuick ? 2 : 20)
}
