// Lesson 06: LeNet-5. Run it first: swift run lesson06
//
// Replace each todo() by your code, then: swift test --filter Lesson06

import Coursework
import Primavera

#if canImport(Glibc)
import Glibc  // exp and log
#elseif canImport(Darwin)
import Darwin
#endif

/// Exercise 6.1 · How many numbers does a convolutional layer learn?
///
/// `P = K² · C · N + N`: N filters of K × K over C channels, each with a bias.
///
/// ```swift
/// convolutionParameters(kernel: 5, channels: 6, filters: 16)      // 2416
/// ```
public func convolutionParameters(kernel: Int, channels: Int, filters: Int) -> Int {
    kernel * kernel * channels * filters + filters
}

/// One layer of a network over images.
public enum ImageLayer: Sendable {
    /// A convolution without padding, in steps of 1.
    case convolution(kernel: Int, filters: Int)
    /// Windows side by side.
    case pooling(window: Int)
    /// All numbers in one row.
    case flatten
}

/// Exercise 6.2 · The shape of an image behind every layer.
///
/// - Parameters:
///   - shape: `[C, H, W]`
///   - layers: from the first to the last; after `.flatten` comes no other
/// - Returns: one shape for each layer, `[C, H, W]`, or `[C · H · W]` after `.flatten`
///
/// ```swift
/// shapes(of: [1, 32, 32], through: [.convolution(kernel: 5, filters: 6), .pooling(window: 2)])
/// // [[6, 28, 28], [6, 14, 14]]
/// ```
public func shapes(of shape: [Int], through layers: [ImageLayer]) -> [[Int]] {
    var shape = shape
    return layers.map { layer in
        switch layer {
        case .convolution(let kernel, let filters):
            shape = [filters, shape[1] - kernel + 1, shape[2] - kernel + 1]
        case .pooling(let window): shape = [shape[0], shape[1] / window, shape[2] / window]
        case .flatten: shape = [shape.reduce(1, *)]
        }
        return shape
    }
}

/// Exercise 6.3 · The label of one digit as ten numbers.
///
/// ```swift
/// oneHotDigit(3)      // [0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
/// ```
public func oneHotDigit(_ digit: Int) -> [Double] {
    (0...9).map { $0 == digit ? 1 : 0 }
}

/// Exercise 6.4 · The cross-entropy of a batch, from logits.
///
/// `mean over the batch of −log softmax(z)[label]`, without overflow: with m the largest logit of an
/// example, `−log softmax(z)[label] = log Σⱼ e^(zⱼ − m) + m − z[label]`.
///
/// - Parameters:
///   - logits: N rows of K numbers of any size, N at least 1
///   - labels: N numbers of classes
///
/// ```swift
/// batchCrossEntropy([[2, 1, 0.1]], labels: [0])      // 0.4170
/// ```
public func batchCrossEntropy(_ logits: [[Double]], labels: [Int]) -> Double {
    let costs = zip(logits, labels).map { z, label in
        let m = z.max()!
        return log(z.map { exp($0 - m) }.reduce(0, +)) + m - z[label]
    }
    return costs.reduce(0, +) / Double(costs.count)
}

/// Exercise 6.5 · The part of the examples that are read right.
///
/// - Parameters:
///   - scores: N rows, the largest number of each is the answer (the first one of equals)
///   - labels: N numbers of classes, at least one
///
/// ```swift
/// readRight([[0.1, 0.9], [0.8, 0.2]], labels: [1, 1])      // 0.5
/// ```
public func readRight(_ scores: [[Double]], labels: [Int]) -> Double {
    let hits = zip(scores, labels).filter { row, label in row.firstIndex(of: row.max()!) == label }
    return Double(hits.count) / Double(labels.count)
}

/// Exercise 6.6 · One step of training, with the library.
///
/// The network's output for the images, the categorical cross-entropy from its logits
/// (`categoricalCrossEntropy(logits:_:)`), the gradients, and a step of the optimizer. The gradients
/// of an earlier step must not take part.
///
/// - Parameters:
///   - network: gives logits `[N, K]` for images
///   - targets: one-hot, `[N, K]`
/// - Returns: the cost before the step
public func trainingStep(
    _ network: Sequential, _ optimizer: any Optimizer, images: Tensor, targets: Tensor
) -> Float {
    let cost = categoricalCrossEntropy(logits: network(Variable(images)), targets)
    optimizer.zeroGradients()
    cost.backward()
    optimizer.step()
    return cost.value.scalar
}

/// Exercise 6.7 · When should training have stopped?
///
/// Go through the costs on the validation digits, epoch by epoch. An epoch whose cost is smaller than
/// all before is the best so far; after `patience` epochs in a row that were not better, training
/// stops.
///
/// - Parameters:
///   - costs: one for each epoch, at least one
///   - patience: at least 1
/// - Returns: the epoch, counted from 0, after which training stops, the last one if it never does;
///   and the best epoch up to then
///
/// ```swift
/// earlyStop(costs: [5, 3, 4, 3.5, 2], patience: 2)      // (stop: 3, best: 1)
/// ```
public func earlyStop(costs: [Double], patience: Int) -> (stop: Int, best: Int) {
    var best = 0
    for epoch in costs.indices {
        // Smaller, not equal: standing still is waiting.
        if costs[epoch] < costs[best] { best = epoch }
        if epoch - best == patience { return (epoch, best) }
    }
    return (costs.count - 1, best)
}
