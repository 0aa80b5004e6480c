let autoencoder = Autoencoder.dense([784, 256, 64], using: &lesson.random)
let plan = Plan(lesson, examples: train.count, epochs: 10)
_ = try trainings.teach(autoencoder, "denoiser", train.flattened, plan) {
    noisy($0, deviation: deviation, using: &$1)
}
