import Coursework
import Datasets
import Figures
import Primavera

/// Two things that an autoencoder does not know: digits elsewhere, and what lies between its codes.
func showLimits(
    _ lesson: Lesson, _ autoencoder: Autoencoder, _ train: LabelledImages, _ test: LabelledImages
) {
    let digits = test.flattened
    let rebuilt = autoencoder.rebuilt(digits)
    let elsewhere = moved(digits.reshaped([-1, 28, 28]), right: 4, down: 0).reshaped(digits.shape)
    let ofMoved = mean(errors(elsewhere, autoencoder.rebuilt(elsewhere)))
    let ofDigits = mean(errors(digits, rebuilt))
    lesson.say(
        """
        The same unseen digits, moved by 4 pixels to the right, come back with an error of
        \(ofMoved.fixed(4)) instead of \(ofDigits.fixed(4)): a digit beside its usual place is a
        stranger. It knows what it was shown, and nothing more.
        """)
    lesson.claim("moved.error", ofMoved)

    // Codes drawn number by number, each from a bell curve as wide as the codes of digits are.
    let codes = autoencoder.encoder.predict(train.flattened)
    let centre = codes.mean(axis: 0)
    let spread = sqrt(((codes - centre) * (codes - centre)).mean(axis: 0))
    let count = 200
    let drawn = lesson.random.normal([count, codes.shape[1]]) * spread + centre
    let invented = autoencoder.decoder.predict(drawn)
    let known = train.flattened.slice(0..<min(4_000, train.count))
    let ofInvented = mean(distancesToNearest(invented, known))
    let ofRebuilt = mean(distancesToNearest(rebuilt.slice(0..<min(count, test.count)), known))
    lesson.show(
        ImageGrid(
            title: "Random codes, decoded",
            images: invented.slice(0..<20).reshaped([20, 1, 28, 28]),
            columns: 10), caption: "Between the codes of digits lie those of no digits.",
        inTerminal: false)
    lesson.say(
        """
        And it does not draw. Codes at random, decoded, are smears: the digit nearest to one of them is
        \(ofInvented.fixed(4)) away (mean squared), the one nearest to a rebuilt digit
        \(ofRebuilt.fixed(4)). Nothing ever told the codes to fill their space evenly. The *variational*
        autoencoder (Kingma and Welling 2014) does, and the GAN of lesson 08 learns to draw in another
        way.
        """)
    lesson.claim("nearest.to.random", ofInvented)
    lesson.claim("nearest.to.rebuilt", ofRebuilt)
}

/// For each image the mean squared difference to the nearest of some others.
///
/// |a − b|² = |a|² + |b|² − 2 a·b, so that one matrix product compares all with all.
private func distancesToNearest(_ images: Tensor, _ others: Tensor) -> [Double] {
    let products = images.matrixProduct(others, transposingOther: true)
    let own = (images * images).sum(axis: 1, keepingAxis: true)
    let theirs = (others * others).sum(axis: 1).reshaped([1, -1])
    let nearest = -(products * 2 - own - theirs).max(axis: 1)
    return nearest.values.map { max(0, Double($0)) / Double(images.shape[1]) }
}
