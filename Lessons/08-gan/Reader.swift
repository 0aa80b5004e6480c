import Coursework
import Datasets
import Primavera

#if canImport(Glibc)
import Glibc  // log
#elseif canImport(Darwin)
import Darwin
#endif

/// LeNet-5 of lesson 06, as a judge: which digits does the generator write, and how clearly?
struct Reader {
    private let network: Sequential

    /// Learns to read real digits, shifted, turned and scaled a little.
    init(learningFrom train: LabelledImages, _ lesson: Lesson) throws {
        network = leNet5(using: &lesson.random)
        let isFull = train.count > 10_000
        let epochs = lesson.options.isQuick ? 1 : isFull ? 2 : 28
        network.compile(
            optimizer: GradientDescent(
                network.variables, learningRate: 0.03, momentum: 0.9, weightDecay: 1e-4),
            loss: .categoricalCrossEntropyFromLogits, metrics: [.accuracy])
        let augmentation = Augmentation([.shift(2), .rotate(degrees: 8), .scale(0.08)])
        var options = FitOptions()
        options.schedule = .cosine(epochs: epochs)
        options.augment = { augmentation($0, using: &$1) }
        options.printsProgress = false
        var bar = ProgressBar(total: epochs)
        options.afterEpoch = { bar.advance(to: $0.epoch + 1, detail: $0.description) }
        _ = try network.fit(
            framed(train.images), train.oneHotLabels, epochs: epochs, options: options,
            using: &lesson.random)
        bar.finish()
    }

    func read(_ images: Tensor) -> Reading {
        let probabilities = softmax(network.predict(framed(images)))
        return Reading(
            digits: probabilities.argmax(), confidences: probabilities.max(axis: 1).values)
    }
}

/// What a reader took images for.
struct Reading {
    /// The digit of each image.
    let digits: [Int]
    /// The probability that the reader gave that digit.
    let confidences: [Float]

    /// How often each digit came.
    var counts: [Int] { (0...9).map { digit in digits.count { $0 == digit } } }

    /// How many digits come in at least three of a hundred images.
    var kinds: Int { counts.count { $0 * 100 >= digits.count * 3 } }

    var meanConfidence: Double {
        confidences.reduce(0) { $0 + Double($1) } / Double(confidences.count)
    }

    /// `−Σ p log p` over the parts of the digits: 0 when all are the same, log 10 when all come alike.
    var entropy: Double {
        counts.reduce(0) { sum, count in
            let p = Double(count) / Double(digits.count)
            return count == 0 ? sum : sum - p * log(p)
        }
    }
}

private func leNet5(using random: inout Random) -> Sequential {
    Sequential {
        Conv2D(channels: 1, filters: 6, kernelSize: 5, activation: .relu, using: &random)
        MaxPool2D(2)
        Conv2D(channels: 6, filters: 16, kernelSize: 5, activation: .relu, using: &random)
        MaxPool2D(2)
        Flatten()
        Dense(inputs: 400, outputs: 120, activation: .relu, using: &random)
        Dense(inputs: 120, outputs: 84, activation: .relu, using: &random)
        Dense(inputs: 84, outputs: 10, using: &random)
    }
}

/// Digits of 28 × 28 with two rows and columns of black around them, as LeNet-5 takes them.
private func framed(_ images: Tensor) -> Tensor {
    let n = images.shape[0]
    let columns = Tensor.zeros([n, 1, 28, 2])
    let wide = Tensor.concatenated([columns, images, columns], axis: 3)
    let rows = Tensor.zeros([n, 1, 2, 32])
    return Tensor.concatenated([rows, wide, rows], axis: 2)
}
