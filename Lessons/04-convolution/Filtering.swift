import Coursework
import Datasets
import Figures
import Primavera

/// Kernels with names, on a photograph.
func gallery(_ lesson: Lesson, _ image: Tensor) {
    let shown: [(name: String, picture: Tensor)] = [
        ("identity", correlate(image, Filters.identity)),
        ("shift left by one", correlate(image, Filters.shiftLeft)),
        ("mean, 9 × 9", correlate(image, Filters.mean(9))),
        ("Gaussian, σ = 3", correlateSeparably(image, Filters.gaussianRow(deviation: 3))),
        ("sharpen", correlate(image, Filters.sharpen)),
        ("emboss", correlate(image, Filters.emboss)),
        ("Laplacian", correlate(image, Filters.laplacian) * 2 + 0.5),
        ("Gabor, upright", gabor(image, angle: 0)),
    ]
    lesson.show(
        ImageGrid(
            title: "Kernels with names", images: stacked(shown.map { detail($0.picture) }),
            captions: shown.map(\.name), columns: 4),
        caption: "A part of the photograph through eight kernels.", inTerminal: false)
    let moved = correlate(image, Filters.shiftLeft, padding: .zeros)
    lesson.claim(
        "shift.exact",
        moved.slice(axis: 1, 0..<image.shape[1] - 1) == image.slice(axis: 1, 1..<image.shape[1])
            ? 1 : 0)
}

/// The photographer's head: small enough that what a kernel does to single pixels is
/// seen, and that the page stays small.
private func detail(_ image: Tensor) -> Tensor {
    image.slice(axis: 0, 80..<190).slice(axis: 1, 170..<280)
}

private func gabor(_ image: Tensor, angle: Float) -> Tensor {
    let kernel = Filters.gabor(size: 15, wavelength: 8, angle: angle, deviation: 4)
    let answer = correlate(image, kernel - kernel.mean())
    return abs(answer) / max(abs(answer).max(), 1e-6) * 2
}

/// Images `[H, W]` as a batch.
func stacked(_ images: [Tensor]) -> Tensor {
    Tensor.concatenated(images.map { $0.reshaped([1, 1] + $0.shape) })
}

/// A kernel that is a product needs a fraction of the work.
func separable(_ lesson: Lesson, _ image: Tensor) {
    let row = Filters.gaussianRow(deviation: 2)
    let kernel = row.reshaped([-1, 1]) * row
    let clock = ContinuousClock()
    var (whole, parts) = (image, image)
    let slow = clock.measure { whole = correlate(image, kernel) }
    let fast = clock.measure { parts = correlateSeparably(image, row) }
    let difference = abs(whole - parts).max()
    let n = row.count
    lesson.say(
        """
        A Gaussian of \(n) × \(n) is a column times a row: two passes of \(n) products do what one of
        \(n * n) does. The two pictures differ by \(difference.significant(1)); \(2 * n) products a
        pixel instead of \(n * n), \((slow / fast).fixed(1)) times faster here.
        """)
    lesson.claim("separable.difference", Double(difference))
    lesson.claim("separable.products", Double(2 * n) / Double(n * n))
}

/// A piece of the photograph, found again in a copy that is darker and noisy.
func matching(_ lesson: Lesson, _ image: Tensor) {
    let (h, w) = (image.shape[0], image.shape[1])
    let size = max(3, min(32, h / 4, w / 4))
    let (top, left) = (h / 4, w / 2)
    let template = image.slice(axis: 0, top..<top + size).slice(axis: 1, left..<left + size)
    let copy = image * 0.6 + 0.1 + lesson.random.normal(image.shape, deviation: 0.03)
    let fit = normalizedCorrelation(copy, template)
    let best = fit.reshaped([-1]).argmax()[0]
    let found = (row: best / fit.shape[1], column: best % fit.shape[1])
    lesson.say(
        """
        *Template matching*: a window of \(size) × \(size) pixels cut out at row \(top), column
        \(left). In a copy of the picture that is darker and noisy the normalised correlation is
        highest, \(fit.values[best].fixed(3)), at row \(found.row), column \(found.column).
        """)
    lesson.claim("template.row.error", Double(abs(found.row - top)))
    lesson.claim("template.column.error", Double(abs(found.column - left)))
}

/// Sobel on a photograph.
func edges(_ lesson: Lesson, _ image: Tensor) {
    let edges = SobelEdges(image)
    let magnitude = sobelMagnitude(image)
    let direction = edges.direction
    lesson.say(
        """
        *Sobel*'s two kernels take the change from left to right and from top to bottom. Together they
        give how steep the image is, √(x² + y²), and in which direction.
        """)
    let steepest = max(magnitude.max(), 1e-6)
    // The direction as a grey level, where there is an edge at all.
    let shown = direction / (2 * .pi) + 0.5
    lesson.show(
        ImageGrid(
            title: "Sobel",
            images: stacked(
                [
                    image, edges.x / (2 * steepest) + 0.5, edges.y / (2 * steepest) + 0.5,
                    magnitude / steepest * 1.5,
                    shown * (magnitude / steepest * 3).clamped(to: 0...1),
                ].map(detail)), captions: ["photograph", "x", "y", "magnitude", "direction"],
            columns: 5),
        caption: "A part of it. In x and y light is a rise to the right or down; in the magnitude "
            + "white is steep.",
        inTerminal: false)
    let small = resized(
        (magnitude / steepest * 2).clamped(to: 0...1).reshaped([1] + image.shape), height: 44,
        width: 72)
    lesson.show(
        ImageGrid(title: "Edges", images: small.reshaped([44, 72])),
        caption: "The magnitude, small.")
    lesson.claim("sobel.one.pass", Double(abs(magnitude - edges.magnitude).max()))
}

/// The reader's own photograph, grey.
///
/// - Throws: `InputError` when it cannot be read, or is too small to have edges
func photograph(_ path: String) throws -> Tensor {
    let picture = grey(try Photographs.read(path))
    if picture.shape.min()! < 16 {
        throw InputError(
            "\(path) is \(picture.shape[1]) × \(picture.shape[0]) pixels: take one of at least 16 × 16."
        )
    }
    return picture
}
