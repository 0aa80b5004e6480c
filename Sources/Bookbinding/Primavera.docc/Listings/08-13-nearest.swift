let some = images.slice(start..<min(start + 100, images.shape[0]))
let a = some.reshaped([some.shape[0], -1])
// |a − b|² = |a|² + |b|² − 2 a·b, for all pairs in one matrix product.
let squares =
    (a * a).sum(axis: 1, keepingAxis: true) + lengths
    - a.matrixProduct(b, transposingOther: true) * 2
