import Coursework
import Datasets
import Figures
import Primavera

/// Generator and discriminator learn from digits, and the average of the generators is kept.
///
/// An interrupted run goes on after its last whole epoch.
///
/// - Returns: the average generator, which makes the samples, and the pair as it is in the end
func learnDigits(
    _ lesson: Lesson, _ digits: Tensor, _ checkpoint: Checkpoint, epochs: Int
) throws -> (generator: Sequential, gan: GAN) {
    let gan = digitGAN(using: &lesson.random)
    let average = RunningAverage(digitGenerator(using: &lesson.random), keep: 0.998)
    let fixedNoise = lesson.random.normal([40, noiseSize])
    let saved: [(name: String, network: Sequential)] = [
        ("generator", average.network), ("moving-generator", gan.generator),
        ("discriminator", gan.discriminator),
    ]
    for (name, network) in saved { try lesson.continueTraining(network, name) }
    checkpoint.include("generator", gan.generator)
    checkpoint.include("discriminator", gan.discriminator)
    checkpoint.include("average", average.network)
    checkpoint.include("generator", gan.generatorOptimizer)
    checkpoint.include("discriminator", gan.discriminatorOptimizer)
    let done = try checkpoint.restore(&lesson.random)
    if done > 0 { Terminal.write("Going on after epoch \(done).\n") }

    let batch = 64
    let batches = digits.shape[0] / batch
    var bar = ProgressBar(total: max(0, epochs - done) * batches)
    for epoch in done..<max(done, epochs) {
        let order = lesson.random.permutation(of: digits.shape[0])
        var (d, g) = (0.0, 0.0)
        for step in 0..<batches {
            let real = digits.gathered(Array(order[step * batch..<(step + 1) * batch]))
            d += Double(
                gan.discriminatorStep(
                    real: real, noise: lesson.random.normal([batch, noiseSize])))
            g += Double(gan.generatorStep(noise: lesson.random.normal([batch, noiseSize])))
            average.follow(gan.generator, steps: epoch * batches + step + 1)
            bar.advance(
                to: (epoch - done) * batches + step + 1,
                detail:
                    "epoch \(epoch + 1)/\(epochs) - losses: D \((d / Double(step + 1)).fixed(3)) "
                    + "G \((g / Double(step + 1)).fixed(3))")
        }
        checkpoint.numbers["discriminator", default: []].append(d / Double(batches))
        checkpoint.numbers["generator", default: []].append(g / Double(batches))
        checkpoint.tensors["samples.\(epoch)"] = average.network.predict(fixedNoise)
        try checkpoint.save(epochs: epoch + 1, lesson.random)
    }
    bar.finish()
    for (name, network) in saved { try network.saveWeights(to: lesson.weightsPath(name)) }
    return (average.network, gan)
}

/// The grid of samples epoch by epoch, and both losses.
func showLearning(_ lesson: Lesson, _ checkpoint: Checkpoint, epochs: Int) {
    lesson.animate(
        Animation(
            title: "Digits from the same noise",
            frames: (0..<epochs).map { epoch in
                ImageGrid(
                    title: "After epoch \(epoch + 1)",
                    images: checkpoint.tensors["samples.\(epoch)"]!, columns: 10)
            }, labels: (1...epochs).map { "epoch \($0)" }),
        caption: "Forty points of noise, the same in each epoch: move the slider.",
        inTerminal: false)
    let (d, g) = (checkpoint.numbers["discriminator"]!, checkpoint.numbers["generator"]!)
    let x = (1...epochs).map(Double.init)
    lesson.show(
        Chart(
            title: "Both losses", xLabel: "epoch", yLabel: "loss",
            layers: [.line("discriminator", x: x, y: d), .line("generator", x: x, y: g)]),
        caption: "Neither falls to zero: what the one wins, the other loses.")
    lesson.claim("discriminator.loss", d.last!)
    lesson.claim("generator.loss", g.last!)
}

/// Walks in straight lines from noise to noise: what lies between two digits?
func walk(_ lesson: Lesson, _ generator: Sequential, _ reader: Reader, from noise: Tensor) {
    let ends = clearest(reader.read(generator.predict(noise)), count: 4)
    let steps = 10
    let points = zip(ends, ends.dropFirst()).flatMap { start, end in
        (0..<steps).map { step -> Tensor in
            let t = Float(step) / Float(steps - 1)
            return noise.slice(start..<start + 1) * (1 - t) + noise.slice(end..<end + 1) * t
        }
    }
    let images = generator.predict(Tensor.concatenated(points))
    lesson.show(
        ImageGrid(
            title: "Walks between digits", images: images,
            captions: reader.read(images).digits.map(String.init), columns: steps),
        caption: "Each row from one point of noise to another in equal steps; below, what is read.",
        inTerminal: false)
}

/// The places of the samples that are read most clearly, if possible each another digit.
private func clearest(_ reading: Reading, count: Int) -> [Int] {
    var rest = reading.digits.indices.sorted { reading.confidences[$0] > reading.confidences[$1] }
    var chosen: [Int] = []
    while chosen.count < count {
        let used = chosen.map { reading.digits[$0] }
        let next = rest.firstIndex { !used.contains(reading.digits[$0]) } ?? 0
        chosen.append(rest.remove(at: next))
    }
    return chosen
}

/// Is it learned by heart? Each sample above the real digit that it is nearest to.
func showNearest(_ lesson: Lesson, _ samples: Tensor, _ train: Tensor, _ test: Tensor) {
    let (places, distances) = nearest(samples, in: train)
    let (_, others) = nearest(test.slice(0..<min(1_000, test.shape[0])), in: train)
    let shown = samples.slice(0..<10)
    lesson.show(
        ImageGrid(
            title: "Above: made. Below: the nearest of the real ones",
            images: Tensor.concatenated([shown, train.gathered(Array(places[0..<10]))]), columns: 10
        ),
        caption: "Similar, not the same.", inTerminal: false)
    func mean(_ values: [Float]) -> Double { Double(Tensor(values).mean().scalar) }
    lesson.say(
        """
        Are they copies? A sample lies \(mean(distances).fixed(2)) from the nearest digit that was learned
        from, on average, a test digit \(mean(others).fixed(2)): no sample is nearer than
        \(distances.min()!.fixed(2)), none is a copy. They are farther away than new handwriting is, as
        parts of them are no handwriting.
        """)
    lesson.claim("nearest.samples", mean(distances))
    lesson.claim("nearest.smallest", Double(distances.min()!))
    lesson.claim("nearest.test", mean(others))
}

/// For each image the nearest one of `others`: its place and the distance, the length of the difference.
private func nearest(_ images: Tensor, in others: Tensor) -> ([Int], [Float]) {
    let b = others.reshaped([others.shape[0], -1])
    let lengths = (b * b).sum(axis: 1)
    var (places, distances): ([Int], [Float]) = ([], [])
    // A hundred at a time: a table of all pairs would not fit in memory at full size.
    for start in stride(from: 0, to: images.shape[0], by: 100) {
        let some = images.slice(start..<min(start + 100, images.shape[0]))
        let a = some.reshaped([some.shape[0], -1])
        // |a − b|² = |a|² + |b|² − 2 a·b, for all pairs in one matrix product.
        let squares =
            (a * a).sum(axis: 1, keepingAxis: true) + lengths
            - a.matrixProduct(b, transposingOther: true) * 2
        for (row, place) in (-squares).argmax().enumerated() {
            places.append(place)
            distances.append(max(0, squares[row, place]).squareRoot())
        }
    }
    return (places, distances)
}
