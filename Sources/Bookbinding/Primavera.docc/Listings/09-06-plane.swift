let plane = Autoencoder.dense([784, 256, 128, 64, 2], using: &lesson.random)
let plan = Plan(lesson, examples: train.count, epochs: 20)
let planeLosses = try trainings.teach(plane, "plane", known, plan)
