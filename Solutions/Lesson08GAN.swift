// Lesson 08: the GAN. Run it first: swift run lesson08
//
// Replace each todo() by your code, then: swift test --filter Lesson08

import Coursework
import Primavera

#if canImport(Glibc)
import Glibc  // log
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercise 8.1 · How wrong is the discriminator?
///
/// It answers with a probability: how sure it is that an example is real. It should say 1 to what is
/// real and 0 to what the generator made. Its loss is the sum of two binary cross-entropies, each a mean:
///
/// `− mean [ t · log D(x) + (1 − t) · log(1 − D(x)) ] − mean log(1 − D(G(z)))`
///
/// t is what it is told about real examples: 1, or a little less, such as 0.9, so that it does not grow
/// too sure (one-sided label smoothing). What is generated is 0, without smoothing.
///
/// - Parameters:
///   - real: D(x), its answers to real examples, strictly between 0 and 1, at least one
///   - generated: D(G(z)), its answers to generated ones; there may be more or fewer of them
///   - target: t, above 0 and up to 1
///
/// ```swift
/// discriminatorLoss(real: [0.8, 0.5], generated: [0.1], target: 1)        // 0.5635
/// discriminatorLoss(real: [0.8, 0.5], generated: [0.1], target: 0.9)      // 0.6328
/// ```
public func discriminatorLoss(real: [Double], generated: [Double], target: Double) -> Double {
    let costsOfReal = real.map { -(target * log($0) + (1 - target) * log(1 - $0)) }
    let costsOfGenerated = generated.map { -log(1 - $0) }
    return costsOfReal.reduce(0, +) / Double(real.count)
        + costsOfGenerated.reduce(0, +) / Double(generated.count)
}

/// Exercise 8.2 · The generator's two losses.
///
/// The generator wants the discriminator to take what it makes for real. *Minimax*: what the
/// discriminator wants small, it wants large, so it makes `mean log(1 − D(G(z)))` small.
/// *Non-saturating*: it makes `mean [−log D(G(z))]` small. Both fall when the answers rise.
///
/// - Parameter generated: D(G(z)), the discriminator's answers to what the generator made, strictly
///   between 0 and 1, at least one
///
/// ```swift
/// generatorLosses(generated: [0.01])      // (minimax: −0.0101, nonSaturating: 4.6052)
/// ```
public func generatorLosses(generated: [Double]) -> (minimax: Double, nonSaturating: Double) {
    let count = Double(generated.count)
    return (
        generated.map { log(1 - $0) }.reduce(0, +) / count,
        generated.map { -log($0) }.reduce(0, +) / count
    )
}

/// Exercise 8.3 · The noise that the generator makes its examples of.
///
/// Numbers from the bell curve with mean 0 and deviation 1, one row for each example.
///
/// - Returns: `[count, size]`; another call with the same `random` gives other numbers
///
/// ```swift
/// var random = Random(seed: 1)
/// sampleNoise(count: 64, size: 32, using: &random).shape      // [64, 32]
/// ```
public func sampleNoise(count: Int, size: Int, using random: inout Random) -> Tensor {
    random.normal([count, size])
}

/// Exercise 8.4 · The discriminator learns for one step, with the library.
///
/// The generator makes examples of the noise. The cost is the binary cross-entropy of the answers to
/// real examples with ones, plus that of the answers to the generated ones with zeros. Then gradients,
/// and a step of the optimizer. Gradients of an earlier step must not take part, and none may be left
/// in the generator: for this step, what it made is data.
///
/// - Parameters:
///   - discriminator: gives logits `[N, 1]`
///   - generator: gives examples for noise
///   - optimizer: of the discriminator's weights
/// - Returns: the cost before the step
public func discriminatorStep(
    _ discriminator: Sequential, against generator: Sequential, _ optimizer: any Optimizer,
    real: Tensor, noise: Tensor
) -> Float {
    let generated = withoutGradients { generator(Variable(noise)) }
    let answers = discriminator(Variable(real))
    let others = discriminator(generated)
    let cost =
        binaryCrossEntropy(logits: answers, Tensor.ones(answers.shape))
        + binaryCrossEntropy(logits: others, Tensor.zeros(others.shape))
    optimizer.zeroGradients()
    cost.backward()
    optimizer.step()
    return cost.value.scalar
}

/// Exercise 8.5 · The generator learns for one step.
///
/// The cost is the non-saturating one: the binary cross-entropy of the discriminator's answers to what
/// the generator makes, with ones. The gradient flows through the discriminator, but the discriminator
/// must not change, no gradient may be left in it, and it must be able to learn afterwards.
///
/// - Parameters:
///   - generator: gives examples for noise
///   - discriminator: gives logits `[N, 1]` for examples
///   - optimizer: of the generator's weights
/// - Returns: the cost before the step
public func generatorStep(
    _ generator: Sequential, against discriminator: Sequential, _ optimizer: any Optimizer,
    noise: Tensor
) -> Float {
    let generated = generator(Variable(noise))
    let answers = discriminator.frozen { discriminator(generated) }
    let cost = binaryCrossEntropy(logits: answers, Tensor.ones(answers.shape))
    optimizer.zeroGradients()
    cost.backward()
    optimizer.step()
    return cost.value.scalar
}

/// Exercise 8.6 · How many kinds does the generator make?
///
/// Another network has read the generated digits. With pₖ the part of them that it takes for class k,
/// the *entropy* is `−Σ pₖ log pₖ`, with the natural logarithm: 0 when all are alike, log K when all K
/// classes come equally often. A class that never comes adds nothing.
///
/// - Parameters:
///   - classes: the class of each digit, 0 ..< K; at least one
///   - count: K
///
/// ```swift
/// recognisedEntropy([3, 3, 3, 3], of: 10)      // 0
/// recognisedEntropy([0, 0, 1, 1], of: 10)      // 0.6931
/// ```
public func recognisedEntropy(_ classes: [Int], of count: Int) -> Double {
    var counts = [Int](repeating: 0, count: count)
    for k in classes { counts[k] += 1 }
    return counts.filter { $0 > 0 }.reduce(0.0) { entropy, n in
        let p = Double(n) / Double(classes.count)
        return entropy - p * log(p)
    }
}

/// Exercise 8.7 · Why the second loss? The slopes.
///
/// `D = σ(a)`: the discriminator computes a number a, the logit, and its answer D from it. What reaches
/// the generator is the slope of its loss with respect to a. Find it for both losses of one example, and
/// see what is left at D = 0.01, where every generator begins. Remember `σ′ = D · (1 − D)`.
///
/// - Parameter answer: D, strictly between 0 and 1
/// - Returns: the derivatives of `log(1 − σ(a))` and of `−log σ(a)` with respect to a
///
/// ```swift
/// generatorSlopes(answer: 0.5)      // (minimax: −0.5, nonSaturating: −0.5)
/// ```
public func generatorSlopes(answer: Double) -> (minimax: Double, nonSaturating: Double) {
    (-answer, answer - 1)
}
