import Coursework
import Datasets
import Figures
import Primavera

/// Where the encoder puts digits on a plane, and what the decoder makes of its places.
func showPlane(_ lesson: Lesson, _ autoencoder: Autoencoder, _ digits: LabelledImages) {
    let shown = digits[0..<min(1_500, digits.count)]
    let codes = autoencoder.encoder.predict(shown.flattened)
    let (x, y) = (column(codes, 0), column(codes, 1))
    // The plane where most digits are; far out are few, and beyond them the decoder guesses.
    let (width, height) = (middle(x), middle(y))
    lesson.show(
        LabelledPoints(
            title: "Digits as two numbers each", x: x, y: y, labels: shown.labels,
            classNames: shown.classNames, xLabel: "first number", yLabel: "second number",
            xRange: width, yRange: height),
        caption:
            "Each digit that was never seen, at the place of its code; the few farthest out are left "
            + "out. The network was not told which digit is which.")
    let (across, down) = (evenly(width, count: 14), evenly(height, count: 14).reversed())
    let places = down.flatMap { y in across.map { [Float($0), Float(y)] } }
    lesson.show(
        ImageGrid(
            title: "The same plane, decoded",
            images: autoencoder.decoder.predict(Tensor(places)).reshaped([-1, 1, 28, 28]),
            columns: 14),
        caption:
            "What the decoder draws at 14 × 14 places of the plane: one digit becomes another. "
            + "Where there are no codes of digits, it was never told what to draw.",
        inTerminal: false)
    let nearest = agreeingNeighbours(codes, shown.labels)
    lesson.say(
        """
        Of these digits \((100 * nearest).fixed(0)) % have a digit of their own kind as their nearest
        neighbour on the plane; by chance it would be \((100.0 / 10).fixed(0)) %. No label was used to
        learn it.
        """)
    lesson.claim("plane.neighbours", nearest)
}

func column(_ rows: Tensor, _ index: Int) -> [Double] {
    (0..<rows.shape[0]).map { Double(rows[$0, index]) }
}

/// From where 3 % of the numbers are smaller to where 3 % are larger.
private func middle(_ numbers: [Double]) -> ClosedRange<Double> {
    let sorted = numbers.sorted()
    return sorted[sorted.count * 3 / 100]...sorted[sorted.count - 1 - sorted.count * 3 / 100]
}

private func evenly(_ range: ClosedRange<Double>, count: Int) -> [Double] {
    (0..<count).map { i in
        let part = Double(i) / Double(count - 1)
        return range.lowerBound + (range.upperBound - range.lowerBound) * part
    }
}

/// The part of the points whose nearest other point has the same label.
private func agreeingNeighbours(_ points: Tensor, _ labels: [Int]) -> Double {
    let (x, y) = (column(points, 0), column(points, 1))
    let agreeing = labels.indices.count { i in
        var (best, nearest) = (Double.infinity, i)
        for j in labels.indices where j != i {
            let distance = (x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j])
            if distance < best { (best, nearest) = (distance, j) }
        }
        return labels[nearest] == labels[i]
    }
    return Double(agreeing) / Double(labels.count)
}
