import Coursework
import Figures
import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the generator of the first part is to learn: numbers from this bell curve.
enum BellCurve {
    static let mean: Float = 3
    static let deviation: Float = 0.5

    static func density(_ x: Double) -> Double {
        let distance = (x - Double(mean)) / Double(deviation)
        return exp(-distance * distance / 2) / (Double(deviation) * (2 * Double.pi).squareRoot())
    }
}

/// A generator learns a bell curve, number by number: small enough to watch.
func learnBellCurve(_ lesson: Lesson) {
    let leaky = Activation.leakyReLU(slope: 0.2)
    func newGenerator() -> Sequential {
        Sequential {
            Dense(inputs: 1, outputs: 16, activation: .tanh, using: &lesson.random)
            Dense(inputs: 16, outputs: 1, using: &lesson.random)
        }
    }
    let discriminator = Sequential {
        Dense(inputs: 1, outputs: 32, activation: leaky, using: &lesson.random)
        Dense(inputs: 32, outputs: 32, activation: leaky, using: &lesson.random)
        Dense(inputs: 32, outputs: 1, using: &lesson.random)
    }
    // The discriminator ten times as quick: what it says of the generator should be up to date.
    let gan = GAN(
        newGenerator(), against: discriminator, generatorRate: 0.0005, discriminatorRate: 0.005)
    let average = RunningAverage(newGenerator(), keep: 0.995)
    let noise = lesson.random.normal([10_000, 1])
    let (steps, batch) = (lesson.options.isQuick ? 300 : 3_000, 128)
    var frames = [bellFrame("step 0", gan.generator.predict(noise), discriminator)]
    var labels = ["step 0"]
    for step in 1...steps {
        let real = lesson.random.normal(
            [batch, 1], mean: BellCurve.mean, deviation: BellCurve.deviation)
        _ = gan.discriminatorStep(real: real, noise: lesson.random.normal([batch, 1]))
        _ = gan.generatorStep(noise: lesson.random.normal([batch, 1]))
        average.follow(gan.generator, steps: step)
        // Much happens at first, little later.
        if step % (step <= steps / 3 ? steps / 30 : steps / 10) == 0 {
            labels.append("step \(step)")
            frames.append(
                bellFrame("step \(step)", gan.generator.predict(noise), discriminator))
        }
    }
    let samples = average.network.predict(noise)
    let mean = Double(samples.mean().scalar)
    let deviation = Double(pow(samples - Float(mean), 2).mean().scalar).squareRoot()
    let guess = sigmoid(discriminator.predict(Tensor([[BellCurve.mean]]))).values[0]
    labels.append("average")
    frames.append(bellFrame("the average generator", samples, discriminator))
    lesson.animate(
        Animation(title: "A generator learns a bell curve", frames: frames, labels: labels),
        caption: "What is real, what is made of 10,000 numbers of noise, and how sure the "
            + "discriminator is, at each place, that a number there is real.")
    lesson.say(
        """
        At first the discriminator has a slope: larger is more real. The generator climbs it, and the
        nearer it comes, the less there is to tell apart; in the end D(3) is \(guess.fixed(2)), where 0.45 is
        a guess, as it is told 0.9 for real and 0 for made. The two never stand quite still. So the
        last frame shows a generator whose weights are the *running average* of all that came before:
        10,000 numbers with mean \(mean.fixed(3)) and deviation \(deviation.fixed(3)), where
        \(BellCurve.mean) and \(BellCurve.deviation) were to be learned.
        """)
    lesson.claim("bell.guess", Double(guess))
    lesson.claim("bell.mean", mean)
    lesson.claim("bell.deviation", deviation)
}

/// The target, what the generator makes, and what the discriminator answers, over one axis.
private func bellFrame(_ title: String, _ samples: Tensor, _ discriminator: Sequential) -> Chart {
    let (low, bins, width) = (-1.0, 60, 0.1)
    var counts = [Double](repeating: 0, count: bins)
    for sample in samples.values {
        let bin = Int(((Double(sample) - low) / width).rounded(.down))
        if counts.indices.contains(bin) { counts[bin] += 1 }
    }
    let x = (0..<bins).map { low + (Double($0) + 0.5) * width }
    let places = Tensor(x.map { Float($0) }).reshaped([bins, 1])
    let answers = sigmoid(discriminator.predict(places)).values.map(Double.init)
    return Chart(
        title: title, xLabel: "x", yLabel: "density; D(x)",
        layers: [
            .line("real", x: x, y: x.map(BellCurve.density)),
            .line("made", x: x, y: counts.map { $0 / Double(samples.count) / width }),
            .line("answer D(x)", x: x, y: answers, isDashed: true),
        ], xRange: low...low + Double(bins) * width, yRange: 0...1.6)
}
