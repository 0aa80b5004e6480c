import Datasets
import Primavera

/// A digit of one's own, made as MNIST's digits were: white on black, its longer side 20 pixels, its
/// centre of mass in the middle of 28 × 28.
///
/// Any size, dark on light or light on dark: what most of the border is, is paper.
///
/// - Returns: `[1, 1, 28, 28]`
/// - Throws: `InputError` when the picture cannot be read or has no ink
func ownDigit(_ path: String) throws -> Tensor {
    let picture = grey(try Photographs.read(path))
    let (h, w) = (picture.shape[0], picture.shape[1])
    var border: [Float] = []
    for y in 0..<h { border += [picture[y, 0], picture[y, w - 1]] }
    for x in 0..<w { border += [picture[0, x], picture[h - 1, x]] }
    let paper = border.sorted()[border.count / 2]
    let ink = abs(picture - paper)
    let darkest = ink.max()
    if darkest < 0.15 {
        throw InputError(
            "\(path) has no ink: the picture is even. Write a digit with a dark pen on light paper."
        )
    }
    // Shades of the paper are no ink.
    let clean = ((ink / darkest - 0.25) / 0.75).clamped(to: 0...1)
    let (rows, columns) = (inked(clean.max(axis: 1)), inked(clean.max(axis: 0)))
    let cut = clean.slice(axis: 0, rows).slice(axis: 1, columns)
    let longer = Float(max(rows.count, columns.count))
    let (height, width) = (
        max(1, Int((20 * Float(rows.count) / longer).rounded())),
        max(1, Int((20 * Float(columns.count) / longer).rounded()))
    )
    let small = resized(cut.reshaped([1] + cut.shape), height: height, width: width)
    return centred(small / max(small.max(), 1e-6)).reshaped([1, 1, 28, 28])
}

/// From the first to the last place that has ink.
private func inked(_ values: Tensor) -> Range<Int> {
    let places = values.values.indices.filter { values[$0] > 0.1 }
    return places.first!..<places.last! + 1
}

/// The image on 28 × 28 black pixels, its centre of mass in the middle.
private func centred(_ image: Tensor) -> Tensor {
    let (h, w) = (image.shape[1], image.shape[2])
    let total = image.sum().scalar
    let down = (image.sum(axis: 2).reshaped([h]) * Tensor((0..<h).map(Float.init))).sum().scalar
    let right = (image.sum(axis: 1).reshaped([w]) * Tensor((0..<w).map(Float.init))).sum().scalar
    var canvas = Tensor.zeros([1, 28, 28])
    for y in 0..<h { for x in 0..<w { canvas[0, y, x] = image[0, y, x] } }
    return moved(
        canvas, right: Int((13.5 - right / total).rounded()),
        down: Int((13.5 - down / total).rounded()))
}
