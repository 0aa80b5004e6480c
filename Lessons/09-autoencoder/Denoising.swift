import Coursework
import Datasets
import Figures
import Primavera

/// The images with random numbers from a bell curve added to every pixel, kept between black and
/// white.
func noisy(_ images: Tensor, deviation: Float, using random: inout Random) -> Tensor {
    (images + random.normal(images.shape, deviation: deviation)).clamped(to: 0...1)
}

/// An autoencoder that gets noisy digits and has to give back the clean ones.
///
/// Vincent, Larochelle, Bengio and Manzagol 2008.
func denoise(
    _ lesson: Lesson, _ trainings: Trainings, _ train: LabelledImages, _ test: LabelledImages
) throws {
    let deviation: Float = 0.5
    lesson.say(
        """
        *Denoising.* Dense layers 784 → 256 → 64 and back, but noise (deviation \(Double(deviation).fixed(1))) is
        added to every image on its way in, new each time, and the target is the clean image. Copying no
        longer helps: it has to know what digits look like (Vincent and others 2008).
        """)
    let autoencoder = Autoencoder.dense([784, 256, 64], using: &lesson.random)
    let plan = Plan(lesson, examples: train.count, epochs: 10)
    _ = try trainings.teach(autoencoder, "denoiser", train.flattened, plan) {
        noisy($0, deviation: deviation, using: &$1)
    }
    let clean = test.flattened
    let dirty = noisy(clean, deviation: deviation, using: &lesson.random)
    let cleaned = autoencoder.rebuilt(dirty)
    let (before, after) = (mean(errors(clean, dirty)), mean(errors(clean, cleaned)))
    let examples = oneOfEach(test)
    func rows(_ images: Tensor) -> Tensor { images.gathered(examples) }
    showRows(
        lesson, "Noise taken away",
        [("clean", rows(clean)), ("noisy", rows(dirty)), ("rebuilt", rows(cleaned))],
        caption: "Digits that were never seen; as the network got them; as it gave them back.")
    showPair(
        lesson, "One of them", ("noisy", rows(dirty).slice(3..<4)),
        ("rebuilt", rows(cleaned).slice(3..<4)), caption: "What went in, and what came out.")
    lesson.say(
        """
        The noisy digits are \(before.fixed(4)) away from the clean ones, the rebuilt ones
        \(after.fixed(4)): \((100 * (1 - after / before)).fixed(0)) % of the error is gone.
        """)
    lesson.claim("noise.before", before)
    lesson.claim("noise.after", after)
    lesson.claim("noise.removed", 1 - after / before)
}
