import Coursework
import Figures
import Primavera

/// How long and in which steps to learn: the few digits that come with the course are gone through
/// more often than all of MNIST.
struct Plan {
    let epochs: Int
    let batchSize: Int
    let learningRate: Float

    init(_ lesson: Lesson, examples: Int, epochs: Int, learningRate: Float = 0.002) {
        let isFull = examples > 10_000
        self.epochs = lesson.epochs(default: isFull ? max(4, epochs / 3) : epochs, quick: 1)
        batchSize = isFull ? 128 : 32
        self.learningRate = learningRate
    }
}

/// The trainings of one run of the lesson. What was interrupted goes on where it was, in the next run:
/// in the middle of a training, and behind those that were complete.
final class Trainings {
    private let lesson: Lesson
    private var complete: [Checkpoint] = []

    init(_ lesson: Lesson) { self.lesson = lesson }

    /// Teaches an autoencoder to give back what it gets, and saves what it has learned.
    ///
    /// There are no labels: the target of an image is the image itself.
    ///
    /// - Parameters:
    ///   - change: what is done to the images on their way in; the targets stay as they are
    /// - Returns: the loss of every epoch
    func teach(
        _ autoencoder: Autoencoder, _ name: String, _ images: Tensor, _ plan: Plan,
        changing change: ((Tensor, inout Random) -> Tensor)? = nil
    ) throws -> [Double] {
        let network = autoencoder.network
        let result = lesson.checkpoint(name + "-complete", epochs: plan.epochs)
        result.include("network", network)
        complete.append(result)
        if try result.restore(&lesson.random) > 0 {
            Terminal.write("Trained in the run that was interrupted.\n\n")
            return result.numbers["losses"] ?? []
        }
        try lesson.continueTraining(network, name)
        network.compile(
            optimizer: Adam(network.variables, learningRate: plan.learningRate),
            loss: .meanSquaredError)
        var options = FitOptions()
        options.schedule = .cosine(epochs: plan.epochs)
        options.augment = change
        options.checkpoint = lesson.checkpoint(name, epochs: plan.epochs)
        options.printsProgress = false
        var bar = ProgressBar(total: plan.epochs)
        func detail(_ record: EpochRecord) -> String {
            "loss: " + record.training["loss"]!.fixed(4)
        }
        options.afterEpoch = { bar.advance(to: $0.epoch + 1, detail: detail($0)) }
        let history = try network.fit(
            images, images, epochs: plan.epochs, batchSize: plan.batchSize, options: options,
            using: &lesson.random)
        bar.finish(detail: detail(history.epochs.last!))
        Terminal.write("\n")
        try network.saveWeights(to: lesson.weightsPath(name))
        result.numbers["losses"] = history.training("loss")
        try result.save(epochs: plan.epochs, lesson.random)
        return history.training("loss")
    }

    /// The lesson has come to its end: nothing is left to go on with.
    func finish() {
        for checkpoint in complete { checkpoint.remove() }
    }
}

/// Losses over the epochs, and as level lines the errors that are to be beaten.
func showLosses(
    _ lesson: Lesson, _ curves: [(name: String, losses: [Double])],
    _ levels: [(name: String, error: Double)]
) {
    let longest = Double(curves.map(\.losses.count).max() ?? 1)
    lesson.show(
        Chart(
            title: "Learning to give back", xLabel: "epoch", yLabel: "mean squared error",
            layers: curves.map { name, losses in
                .line(name, x: losses.indices.map { Double($0 + 1) }, y: losses)
            }
                + levels.map { name, error in
                    .line(name, x: [1, max(2, longest)], y: [error, error], isDashed: true)
                }, yRange: 0...0.08),
        caption: "The training loss, epoch by epoch; dashed, the error of PCA on unseen digits.",
        inTerminal: false)
}
