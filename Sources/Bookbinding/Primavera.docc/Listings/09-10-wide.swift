let wide = Autoencoder.dense([784, 256, 32], using: &lesson.random)
let shorter = Plan(lesson, examples: train.count, epochs: 12)
let wideLosses = try trainings.teach(wide, "wide", known, shorter)
