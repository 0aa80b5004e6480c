import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The right answers for random inputs: plain loops, written for the tests, apart from the solutions
/// and the library.
enum Reference {
    static func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

    static func sums(
        _ x: [Double], _ weights: [[Double]], _ biases: [Double]
    ) -> [Double] {
        var sums = biases
        for j in weights.indices {
            for i in x.indices { sums[j] += weights[j][i] * x[i] }
        }
        return sums
    }

    static func softmax(_ x: [Double]) -> [Double] {
        var powers: [Double] = []
        var total = 0.0
        for value in x {
            powers.append(exp(value - x.max()!))
            total += powers.last!
        }
        return powers.map { $0 / total }
    }

    static func correlation(_ image: [[Double]], _ kernel: [[Double]]) -> [[Double]] {
        var result: [[Double]] = []
        for x in 0...image.count - kernel.count {
            result.append([])
            for y in 0...image[0].count - kernel[0].count {
                var sum = 0.0
                for i in 0..<kernel.count {
                    for j in 0..<kernel[0].count { sum += kernel[i][j] * image[x + i][y + j] }
                }
                result[x].append(sum)
            }
        }
        return result
    }

    /// The matrix upside down and left to right.
    static func flipped(_ kernel: [[Double]]) -> [[Double]] {
        var result = kernel
        for i in 0..<kernel.count {
            for j in 0..<kernel[0].count {
                result[kernel.count - 1 - i][kernel[0].count - 1 - j] = kernel[i][j]
            }
        }
        return result
    }

    /// Calls `body` with output, and row and column of the image, for every number of every window.
    static func forEachWindow(
        rows: Int, columns: Int, window: Int, stride: Int,
        _ body: (_ x: Int, _ y: Int, _ row: Int, _ column: Int) -> Void
    ) {
        var x = 0
        while x * stride + window <= rows {
            var y = 0
            while y * stride + window <= columns {
                for i in 0..<window {
                    for j in 0..<window { body(x, y, x * stride + i, y * stride + j) }
                }
                y += 1
            }
            x += 1
        }
    }

    static func zeros(_ rows: Int, _ columns: Int) -> [[Double]] {
        [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
    }

    /// The weights after each epoch without the rule's own stop.
    static func perceptron(
        _ inputs: [[Double]], _ targets: [Int], rate: Double, limit: Int
    ) -> (weights: [Double], epochs: Int) {
        var weights = [Double](repeating: 0, count: inputs[0].count)
        var epochs = 0
        var hadError = true
        while hadError && epochs < limit {
            hadError = false
            epochs += 1
            for n in inputs.indices {
                let sum = sums(inputs[n], [weights], [0])[0]
                let error = targets[n] - (sum > 0 ? 1 : 0)
                if error == 0 { continue }
                hadError = true
                for i in weights.indices { weights[i] += rate * inputs[n][i] * Double(error) }
            }
        }
        return (weights, epochs)
    }
}

/// Random inputs for the exercises, the same in each run; with two decimals, so that a failure can be
/// read and calculated by hand.
struct Inputs {
    private var random: Random

    init(seed: UInt64) { random = Random(seed: seed) }

    mutating func number(_ range: ClosedRange<Double> = -2...2) -> Double {
        (Double.random(in: range, using: &random) * 100).rounded() / 100
    }

    mutating func numbers(_ count: Int, _ range: ClosedRange<Double> = -2...2) -> [Double] {
        (0..<count).map { _ in number(range) }
    }

    mutating func rows(_ rows: Int, _ columns: Int) -> [[Double]] {
        (0..<rows).map { _ in numbers(columns) }
    }

    mutating func integers(_ count: Int, below bound: Int) -> [Int] {
        (0..<count).map { _ in random.integer(below: bound) }
    }

    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }
}
