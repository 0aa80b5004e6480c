let gan = GAN(
    digitGenerator(normalises: false, using: &lesson.random),
    against: trained.discriminator, generatorRate: 0.0005, discriminatorRate: 0.000_02)
