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
