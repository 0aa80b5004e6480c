import Coursework
import Datasets
import Figures
import Primavera

/// Rows of digits, one above the other: originals, and what came back in several ways.
///
/// - Parameter rows: a name, which stands under the first image of the row, and images `[N, 784]`
func showRows(
    _ lesson: Lesson, _ title: String, _ rows: [(name: String, images: Tensor)], caption: String
) {
    let count = 10
    let names = rows.flatMap { row in (0..<count).map { $0 == 0 ? row.name : "" } }
    let images = Tensor.concatenated(rows.map { $0.images.slice(0..<count) })
    lesson.show(
        ImageGrid(
            title: title, images: images.reshaped([-1, 1, 28, 28]), captions: names, columns: count),
        caption: caption, inTerminal: false)
}

/// Two images side by side, small enough for a terminal.
func showPair(
    _ lesson: Lesson, _ title: String, _ left: (name: String, image: Tensor),
    _ right: (name: String, image: Tensor), caption: String
) {
    lesson.show(
        ImageGrid(
            title: title,
            images: Tensor.concatenated([left.image, right.image]).reshaped([2, 1, 28, 28]),
            captions: [left.name, right.name], columns: 2), caption: caption)
}

/// Where the first image of each digit from 0 to 9 is.
func oneOfEach(_ digits: LabelledImages) -> [Int] {
    (0...9).map { digit in digits.labels.firstIndex(of: digit) ?? 0 }
}
