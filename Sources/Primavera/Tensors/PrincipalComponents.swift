/// The directions in which data varies most: principal component analysis (PCA).
///
/// An example becomes `count` numbers, its distances from the mean along these directions, and can be
/// rebuilt from them. Of all ways to do this with straight lines, none loses less: the mean squared
/// error is the smallest that a linear encoder and decoder can have.
///
/// ```swift
/// let pca = PrincipalComponents(of: [[2, 1], [1, 2], [-1, -2], [-2, -1]], count: 1)
/// pca.components                // [[0.7071, 0.7071]]
/// pca.encode([[2, 1]])          // [[2.1213]]
/// pca.decode([[2.1213]])        // [[1.5, 1.5]]
/// ```
/// The directions are eigenvectors of the covariance matrix. They are found by block power iteration:
/// multiplied by the matrix again and again, a block of vectors turns towards those with the largest
/// eigenvalues, and is made orthogonal each time so that it does not fall into one. The same data give
/// the same bits on any number of threads.
///
/// Lesson 09. Pearson 1901; Hotelling 1933; the iteration: Rutishauser 1969.
public struct PrincipalComponents: Sendable {
    /// `[D]`
    public let mean: Tensor
    /// The directions, each of length 1 and orthogonal to the others, the most important one first:
    /// `[count, D]`. The largest number of each is positive, to have one sign and not the other.
    public let components: Tensor
    /// The variance along each direction, N − 1 in its denominator, as `count` numbers.
    public let variances: [Float]
    /// The variance of the data in all D directions together.
    public let totalVariance: Float

    /// Finds the directions of some examples.
    ///
    /// - Parameters:
    ///   - x: examples `[N, D]`, at least two
    ///   - count: how many directions, 1 … D
    ///   - iterations: how often the block is multiplied
    /// - Fails: with a sentence when x is no matrix of two rows or the count does not fit
    public init(of x: Tensor, count: Int, iterations: Int = 60) {
        if x.rank != 2 || x.shape[0] < 2 || count < 1 || count > x.shape[1] {
            mistake(
                "PrincipalComponents takes at least two examples [N, D] and from 1 to D components, "
                    + "not \(x.shape) and \(count).")
        }
        let (n, d) = (x.shape[0], x.shape[1])
        mean = x.mean(axis: 0)
        let centred = x - mean
        let covariance = centred.matrixProduct(centred, transposingSelf: true) / Float(n - 1)
        totalVariance = (0..<d).reduce(0) { $0 + covariance[$1, $1] }

        // A few vectors more than are asked for: the block then converges like the variance behind
        // the last of them, not like the next one.
        let block = min(d, count + 12)
        var random = Random(seed: 0)
        var vectors = orthonormalized(random.normal([block, d]))
        for _ in 0..<iterations { vectors = orthonormalized(vectors.matrixProduct(covariance)) }

        // The block spans the right space; its own small covariance turns it to the eigenvectors.
        let small = vectors.matrixProduct(covariance)
            .matrixProduct(vectors, transposingOther: true)
        let (values, turns) = symmetricEigenvectors(small)
        let turned = turns.slice(0..<count).matrixProduct(vectors)
        components = withPositivePeaks(turned)
        variances = values.prefix(count).map { max(0, Float($0)) }
    }

    /// The examples along the directions: `(x − mean) · componentsᵀ`.
    ///
    /// - Shape: `[N, D]` → `[N, count]`
    public func encode(_ x: Tensor) -> Tensor {
        if x.rank != 2 || x.shape[1] != mean.count {
            mistake("encode expects examples [N, \(mean.count)], but got \(x.shape).")
        }
        return (x - mean).matrixProduct(components, transposingOther: true)
    }

    /// Back from the codes: `codes · components + mean`.
    ///
    /// - Shape: `[N, count]` → `[N, D]`
    public func decode(_ codes: Tensor) -> Tensor {
        if codes.rank != 2 || codes.shape[1] != variances.count {
            mistake("decode expects codes [N, \(variances.count)], but got \(codes.shape).")
        }
        return codes.matrixProduct(components) + mean
    }
}

/// The rows made orthogonal to each other and of length 1 (Gram–Schmidt, twice, for what one pass
/// leaves behind). A row that lies in the space of those before is replaced by an axis that does not.
private func orthonormalized(_ rows: Tensor) -> Tensor {
    let (count, d) = (rows.shape[0], rows.shape[1])
    var result = rows
    result.withUnsafeMutablePointer { all in
        var nextAxis = 0
        for i in 0..<count {
            let row = UnsafeMutableBufferPointer(start: all + i * d, count: d)
            var before = length(row)
            while true {
                for _ in 0..<2 {
                    for j in 0..<i {
                        subtract(
                            UnsafeMutableBufferPointer(start: all + j * d, count: d), from: row)
                    }
                }
                let after = length(row)
                if after > 1e-5 * before, after > 0 {
                    for k in 0..<d { row[k] /= after }
                    break
                }
                for k in 0..<d { row[k] = k == nextAxis ? 1 : 0 }
                nextAxis += 1
                before = 1
            }
        }
    }
    return result
}

private func length(_ row: UnsafeMutableBufferPointer<Float>) -> Float {
    Float(row.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
}

/// Takes away the part of a row that points along a unit vector.
private func subtract(
    _ unit: UnsafeMutableBufferPointer<Float>, from row: UnsafeMutableBufferPointer<Float>
) {
    var along = 0.0
    for k in 0..<row.count { along += Double(row[k]) * Double(unit[k]) }
    let part = Float(along)
    for k in 0..<row.count { row[k] -= part * unit[k] }
}

/// Each row, or its opposite, so that its number of largest size is positive.
private func withPositivePeaks(_ rows: Tensor) -> Tensor {
    let signs = (0..<rows.shape[0]).map { i -> Float in
        let peak = rows.slice(i..<i + 1).values.max { abs($0) < abs($1) } ?? 0
        return peak < 0 ? -1 : 1
    }
    return rows * Tensor(signs).reshaped([-1, 1])
}
