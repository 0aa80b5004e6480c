// Lesson 08: the GAN.
//
// Lecture: L3 "GAN" ("If it doesn't work, try a GAN").
// Goodfellow and others, "Generative adversarial nets", 2014; Radford, Metz and Chintala 2016
// (normalised batches, Adam with β₁ = 0.5); Salimans and others 2016 (smoothed labels).
// Deviation: dense layers where Radford has convolutions; on 4,000 digits they learn in less time.

import Coursework
import Datasets
import Figures
import Primavera

runLesson(8, extra: [Options.continuing]) { lesson in
    let (train, test) = try lesson.options.data.map { try MNIST.read(from: $0) } ?? MNIST.embedded()

    lesson.section("Why")
    lesson.say(
        """
        So far every network has answered a question about an example. Can one make examples: digits that
        nobody has written? What would be its loss: how far is a picture from looking like a digit? In
        2014 Ian Goodfellow's answer was: let a second network learn that. The *generator* G makes
        examples of noise, as a forger does; the *discriminator* D tells them from real ones, as the police
        does. Both learn, each from the other.
        """)
    lesson.code(
        """
        noise z ──▶ generator G ──▶ made G(z) ──┐
                                                ├──▶ discriminator D ──▶ real?
                          real examples x ──────┘

        D learns: 1 for x, 0 for G(z)         G learns, through D: 1 for G(z)
        """)

    lesson.section("By hand")
    byHand(lesson)

    lesson.section("In one dimension")
    lesson.say(
        """
        The training is two steps in turn: `discriminatorStep` and `generatorStep` in
        `Lessons/08-gan/GAN.swift`, a page to read. In the generator's step the gradient flows through the
        discriminator, which must not move: it is *frozen* there. First on numbers: the generator
        has to turn noise into numbers with mean \(BellCurve.mean) and deviation \(BellCurve.deviation).
        """)
    learnBellCurve(lesson)

    lesson.section("On real data")
    let epochs = lesson.epochs(default: lesson.options.data == nil ? 24 : 5, quick: 1)
    lesson.say(
        """
        Now digits. So that somebody can say what was made, a LeNet-5 (lesson 06) first learns to read
        real ones; it never meets the GAN while that learns.
        """)
    let reader = try Reader(learningFrom: train, lesson)
    let real = reader.read(test.images)
    let accuracy = Double(zip(real.digits, test.labels).count { $0 == $1 }) / Double(test.count)
    lesson.say(
        """
        It reads \((100 * accuracy).fixed(1)) % of \(test.count.grouped) test digits right, with a
        probability of \(real.meanConfidence.fixed(3)) on average for the digit it names. Now the pair:
        \(noiseSize) numbers of noise become 784 pixels, \(epochs) epochs on \(train.count.grouped) digits.
        """)
    lesson.claim("reader.accuracy", accuracy)
    let checkpoint = lesson.checkpoint("digits", epochs: epochs)
    let (generator, gan) = try learnDigits(lesson, train.images, checkpoint, epochs: epochs)
    showLearning(lesson, checkpoint, epochs: epochs)

    let noise = lesson.random.normal([1_000, noiseSize])
    let samples = generator.predict(noise)
    let made = reader.read(samples)
    lesson.say(
        """
        What has it learned? The reader looks at 1,000 samples: it recognises \(made.kinds) digits at least
        30 times each, with a probability of \(made.meanConfidence.fixed(3)) on average. The *entropy* of the
        digits, −Σ p log p, is \(made.entropy.fixed(2)); if all ten came equally often, it would be
        log 10 = 2.30.
        """)
    lesson.show(
        recognised("Digits among 1,000 samples", made), caption: "What LeNet-5 takes them for.")
    claim(lesson, "made", made)
    walk(lesson, generator, reader, from: noise)
    showNearest(lesson, samples, train.images, test.images)

    lesson.section("Where it breaks")
    lesson.say(
        """
        Nothing in the generator's loss asks for variety. If the discriminator takes one picture for real,
        the generator may make that picture of every noise, until the discriminator has learned to refuse
        it. Two guards were in place: a discriminator that learns quickly, and a generator that normalises
        each batch, which keeps its examples apart. Without them: a new generator, with nothing normalised,
        against the discriminator of above, which from now on learns a hundred times slower:
        """)
    let broken = collapse(lesson, gan, train.images, reader, noise: noise)
    lesson.say(
        """
        This is *mode collapse*: \(broken.kinds) of the digits instead of \(made.kinds), an entropy of
        \(broken.entropy.fixed(2)) instead of \(made.entropy.fixed(2)). No loss tells of it; who trains a GAN
        has to look at what it makes. To compress what is there and to get it back is a steadier
        task: lesson 09.
        """)
    lesson.show(
        recognised("Digits after the collapse", broken),
        caption: "The reader must name some digit, even where there is none.")
    claim(lesson, "collapsed", broken)
    checkpoint.remove()
    lesson.yourTurn()
}

func recognised(_ title: String, _ reading: Reading) -> BarChart {
    BarChart(
        title: title,
        bars: reading.counts.enumerated().map { ("\($0.offset)", Double($0.element)) }, decimals: 0)
}

func claim(_ lesson: Lesson, _ name: String, _ reading: Reading) {
    for (digit, count) in reading.counts.enumerated() {
        lesson.claim("\(name).count.\(digit)", Double(count))
    }
    lesson.claim("\(name).kinds", Double(reading.kinds))
    lesson.claim("\(name).confidence", reading.meanConfidence)
    lesson.claim("\(name).entropy", reading.entropy)
}
