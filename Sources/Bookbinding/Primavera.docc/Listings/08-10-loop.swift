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
