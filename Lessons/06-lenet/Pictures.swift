import Coursework
import Datasets
import Figures
import Primavera

/// What the network learned to look for, and what it sees in a digit.
func insides(_ lesson: Lesson, _ network: Sequential, _ test: LabelledImages) {
    guard let first = network.layers[0] as? Conv2D, let third = network.layers[2] as? Conv2D else {
        return
    }
    lesson.show(
        ImageGrid(
            title: "The six filters of C1", images: first.weight.value,
            captions: (1...6).map(String.init), columns: 6, scale: .signed),
        caption: "Blue where ink counts for, orange where it counts against.", inTerminal: false)
    let digit = Variable(framed(test.images.slice(0..<1)))
    let (maps, deeper) = withoutGradients { () -> (Tensor, Tensor) in
        let maps = first(digit)
        return (maps.value, third(network.layers[1](maps)).value)
    }
    lesson.show(
        ImageGrid(
            title: "A \(test.classNames[test.labels[0]]) after C1",
            images: maps.reshaped([6, 1, 28, 28]), columns: 6, scale: .own),
        caption: "The six feature maps: edges of the digit, each of one kind.", inTerminal: false)
    lesson.show(
        ImageGrid(
            title: "And after C3", images: deeper.reshaped([16, 1, 10, 10]), columns: 8, scale: .own
        ),
        caption: "Sixteen maps of 10 × 10: parts of digits.", inTerminal: false)
}

/// Which digits it takes for which, and those that it gets wrong.
func mistakes(_ lesson: Lesson, _ test: LabelledImages, _ answers: [Int]) {
    lesson.show(
        ConfusionChart(
            title: "Test digits",
            matrix: ConfusionMatrix(truth: test.labels, predicted: answers, classes: 10),
            classNames: test.classNames), caption: "Rows: the true digit. Columns: the answer.")
    let wrong = test.labels.indices.filter { test.labels[$0] != answers[$0] }.prefix(20)
    if wrong.isEmpty { return }
    lesson.show(
        ImageGrid(
            title: "Misread", images: test.images.gathered(Array(wrong)),
            captions: wrong.map { "\(test.labels[$0]) as \(answers[$0])" }),
        caption: "Digits that it got wrong: true as answered.", inTerminal: false)
}

/// A digit of the reader's own.
func readOwn(_ lesson: Lesson, _ network: Sequential, _ digit: Tensor) {
    let probabilities = softmax(network.predict(framed(digit)))
    let answer = probabilities.argmax()[0]
    lesson.show(
        ImageGrid(title: "Your digit, as the network sees it", images: digit),
        caption: "White on black, 20 pixels high or wide, its centre of mass in the middle.")
    lesson.say(
        "It reads a *\(answer)*, with a probability of \(probabilities[0, answer].fixed(3)).")
    lesson.show(
        BarChart(
            title: "What it takes your digit for",
            bars: (0...9).map { ("\($0)", Double(probabilities[0, $0])) }, decimals: 3),
        caption: "The probability of each digit.")
    lesson.claim("own.answer", Double(answer))
    lesson.claim("own.probability", Double(probabilities[0, answer]))
}
