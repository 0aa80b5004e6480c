import Coursework
import Datasets
import Figures
import Primavera

/// Images that are no digits, `[N, 784]`, and what to call them.
struct Strangers {
    let name: String
    let images: Tensor

    /// Pieces of 28 × 28 pixels from anywhere in the photographs that come with the course, in grey,
    /// each from black to white, as digits are.
    static func photographs(count: Int, using random: inout Random) throws -> Strangers {
        let pictures = try [Photographs.camera(), Photographs.chelsea(), Photographs.brick()].map(
            grey)
        let pieces = (0..<count).map { index -> Tensor in
            let picture = pictures[index % pictures.count]
            let top = random.integer(below: picture.shape[0] - 27)
            let left = random.integer(below: picture.shape[1] - 27)
            let piece = picture.slice(axis: 0, top..<top + 28).slice(axis: 1, left..<left + 28)
            let (darkest, brightest) = (-(-piece).max(), piece.max())
            return ((piece - darkest) / max(brightest - darkest, 1e-6)).reshaped([1, 784])
        }
        return Strangers(name: "pieces of photographs", images: Tensor.concatenated(pieces))
    }

    /// Garments of Fashion-MNIST, from a folder.
    static func garments(in folder: String, count: Int) throws -> Strangers {
        let garments = try FashionMNIST.test(from: folder)
        return Strangers(
            name: "garments", images: garments[0..<min(count, garments.count)].flattened)
    }
}

/// Who only knows digits rebuilds nothing else well: the error tells what does not belong.
func findAnomalies(
    _ lesson: Lesson, _ autoencoder: Autoencoder, _ digits: LabelledImages, _ kinds: [Strangers]
) {
    let own = errors(digits.flattened, autoencoder.rebuilt(digits.flattened))
    let limit = own.sorted()[own.count * 95 / 100]
    lesson.say(
        """
        *Anomalies.* It learned to give back digits, and nothing else. So what comes back badly is
        something else: nobody has to say what. \(limit.fixed(3)) is the error that 95 % of the unseen
        digits stay below.
        """)
    var rows: [[String]] = []
    var layers: [Chart.Layer] = [histogram("digits", own)]
    var curves: [Chart.Layer] = []
    for kind in kinds {
        let theirs = errors(kind.images, autoencoder.rebuilt(kind.images))
        let curve = ROCCurve(
            scores: own + theirs, isPositive: own.map { _ in false } + theirs.map { _ in true })
        let caught = Double(theirs.count { $0 > limit }) / Double(theirs.count)
        rows.append([
            kind.name, mean(own).fixed(4), mean(theirs).fixed(4), (100 * caught).fixed(1) + " %",
            curve.area.fixed(4),
        ])
        layers.append(histogram(kind.name, theirs))
        curves.append(
            .line(kind.name, x: curve.falsePositiveRates, y: curve.truePositiveRates))
        let claim = kind.name.split(separator: " ").last.map(String.init) ?? kind.name
        lesson.claim("anomaly.\(claim).caught", caught)
        lesson.claim("anomaly.\(claim).area", curve.area)
    }
    lesson.table(["", "error of digits", "their error", "above the limit", "ROC area"], rows)
    lesson.say(
        """
        The last column does without a limit: the *area under the ROC curve* is the probability that a
        stranger drawn at random has a larger error than a digit. 1 is perfect, 0.5 is guessing.
        """)
    lesson.show(
        Chart(
            title: "How badly it comes back", xLabel: "mean squared error of an image",
            yLabel: "part of the images (%)", layers: layers),
        caption:
            "Digits on the left, what it never saw on the right; the last place holds all beyond.")
    lesson.show(
        Chart(
            title: "ROC curves", xLabel: "part of the digits above the limit",
            yLabel: "part of the strangers above it",
            layers: curves + [.line("guessing", x: [0, 1], y: [0, 1], isDashed: true)],
            xRange: 0...1, yRange: 0...1.02, width: 480, height: 400),
        caption:
            "Each limit is a point: what it catches, and what it takes for a stranger by mistake.",
        inTerminal: false)
    showRows(
        lesson, "What is no digit",
        kinds.flatMap { kind in
            let shown = kind.images.slice(0..<10)
            return [("original", shown), ("rebuilt", autoencoder.rebuilt(shown))]
        }, caption: "The network makes of them what it can: strokes.")
}

/// How many per cent of the images have an error in each of fifty parts of 0 … 0.2, as a line.
private func histogram(_ name: String, _ errors: [Double]) -> Chart.Layer {
    let width = 0.004
    var counts = [Double](repeating: 0, count: 50)
    for error in errors { counts[min(49, Int(error / width))] += 100 / Double(errors.count) }
    return .line(name, x: counts.indices.map { (Double($0) + 0.5) * width }, y: counts)
}
