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
