import Coursework
import Datasets
import Figures
import Primavera

/// Some of the images that are learned from.
func showExamples(_ lesson: Lesson, _ set: LabelledImages) {
    let places = (0..<set.classNames.count).flatMap { label in
        Array(set.labels.indices.filter { set.labels[$0] == label }.prefix(2))
    }
    lesson.show(
        ImageGrid(
            title: "Two of each", images: set.images.gathered(places),
            captions: places.map { set.classNames[set.labels[$0]] }, columns: 10),
        caption: "32 × 32 pixels in colour.", inTerminal: false)
}

/// The image whose colours differ most from place to place.
func mostColourful(_ images: Tensor) -> Tensor {
    let difference = images.slice(axis: 1, 0..<1) - images.slice(axis: 1, 2..<3)
    let rows = difference.reshaped([images.shape[0], -1])
    let centred = rows - rows.mean(axis: 1, keepingAxis: true)
    let place = (centred * centred).sum(axis: 1).reshaped([1, -1]).argmax()[0]
    return images.slice(place..<place + 1)
}

/// One image, changed in each of the ways that leave what it shows.
func showAugmentation(_ lesson: Lesson, _ image: Tensor) {
    let ways: [(name: String, step: Augmentation.Step)] = [
        ("crop", .crop(padding: 4)), ("mirror", .mirror), ("rotation", .rotate(degrees: 20)),
        ("colour", .colour(0.3)), ("noise", .noise(deviation: 0.08)),
    ]
    var images: [Tensor] = []
    var captions: [String] = []
    for (name, step) in ways {
        images.append(image)
        captions.append("as it is")
        for _ in 0..<4 {
            images.append(Augmentation([step])(image, using: &lesson.random))
            captions.append(name)
        }
    }
    lesson.show(
        ImageGrid(
            title: "Augmentation", images: Tensor.concatenated(images).clamped(to: 0...1),
            captions: captions, columns: 5),
        caption: "One image, and what it may be changed into: it still shows the same.",
        inTerminal: false)
}

/// What the network learned, and what it confuses.
func showLearned(
    _ lesson: Lesson, _ network: Sequential, _ test: LabelledImages, of prepared: Prepared
) {
    if let first = network.layers.first as? Conv2D {
        lesson.show(
            ImageGrid(
                title: "The filters of the first layer", images: first.weight.value, columns: 8,
                scale: .own),
            caption:
                "After so short a training they still look much like the chance they began with. "
                + "AlexNet's, after days, were edges and colours.", inTerminal: false)
        let image = prepared.test.images.slice(0..<1)
        let maps = withoutGradients { first(Variable(image)).value }
        lesson.show(
            ImageGrid(
                title: "What they answer to",
                images: maps.reshaped([first.filters, 1, maps.shape[2], maps.shape[3]]), columns: 8,
                scale: .own),
            caption:
                "The maps of the first layer for one unseen image: lines, of one direction each, "
                + "and areas.", inTerminal: false)
    }
    let said = answers(network, prepared.test.images)
    lesson.show(
        ConfusionChart(
            title: "Unseen images",
            matrix: ConfusionMatrix(
                truth: test.labels, predicted: said, classes: test.classNames.count),
            classNames: test.classNames), caption: "Rows: what it is. Columns: the answer.")
    let wrong = test.labels.indices.filter { test.labels[$0] != said[$0] }.prefix(16)
    if wrong.isEmpty { return }
    lesson.show(
        ImageGrid(
            title: "Taken for another", images: test.images.gathered(Array(wrong)),
            captions: wrong.map {
                "\(test.classNames[test.labels[$0]]) as \(test.classNames[said[$0]])"
            }, columns: 8), caption: "What it is, and what it was taken for.", inTerminal: false)
}
