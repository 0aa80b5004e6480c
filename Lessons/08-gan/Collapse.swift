import Coursework
import Figures
import Primavera

/// The discriminator has learned what digits look like, but hardly learns any more; a new generator does,
/// without the normalisation that keeps its examples apart. It finds one picture that this discriminator
/// takes for real, and makes nothing else.
///
/// Goodfellow and others 2014 warn of it, as of "the Helvetica scenario".
///
/// - Returns: what the reader recognises in the end
func collapse(
    _ lesson: Lesson, _ trained: GAN, _ digits: Tensor, _ reader: Reader, noise: Tensor
) -> Reading {
    let gan = GAN(
        digitGenerator(normalises: false, using: &lesson.random),
        against: trained.discriminator, generatorRate: 0.0005, discriminatorRate: 0.000_02)
    let (frames, steps, batch) = (8, lesson.options.isQuick ? 5 : 50, 64)
    var pictures: [any Figure] = []
    var readings: [Reading] = []
    for frame in 1...frames {
        for _ in 0..<steps {
            let rows = (0..<batch).map { _ in lesson.random.integer(below: digits.shape[0]) }
            _ = gan.discriminatorStep(
                real: digits.gathered(rows), noise: lesson.random.normal([batch, noiseSize]))
            _ = gan.generatorStep(noise: lesson.random.normal([batch, noiseSize]))
        }
        let images = gan.generator.predict(noise)
        readings.append(reader.read(images))
        pictures.append(
            ImageGrid(
                title: "After \(frame * steps) steps", images: images.slice(0..<40), columns: 10))
    }
    lesson.animate(
        Animation(
            title: "Mode collapse", frames: pictures,
            labels: (1...frames).map { "step \($0 * steps)" }),
        caption:
            "Forty different points of noise, one picture: this discriminator takes it for a digit.",
        inTerminal: false)
    return readings.last!
}
