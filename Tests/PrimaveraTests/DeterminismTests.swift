import XCTest

@testable import Primavera

/// The same seed gives the same bits, whatever the number of threads.
final class DeterminismTests: XCTestCase {
    private func assertSameForAllThreads(
        _ what: String, _ body: () throws -> [Float], file: StaticString = #filePath,
        line: UInt = #line
    ) rethrows {
        let alone = try withThreads(1, body)
        for threads in [2, 3, 5] {
            assertSameBits(
                try withThreads(threads, body), alone, "\(what), \(threads) threads", file: file,
                line: line)
        }
    }

    func testEveryKernel() {
        var random = Random(seed: 1)
        let (a, b) = (random.normal([301, 257]), random.normal([257, 143]))
        let wide = random.normal([257, 1_100])
        let long = random.normal([200_000])
        assertSameForAllThreads("matrix product") { a.matrixProduct(b).values }
        assertSameForAllThreads("transposed") {
            b.matrixProduct(a, transposingSelf: true, transposingOther: true).values
        }
        assertSameForAllThreads("sum") { long.sum().values }
        assertSameForAllThreads("sum of rows") { a.sum(axis: 1).values }
        assertSameForAllThreads("sum of columns") { a.sum(axis: 0).values }
        assertSameForAllThreads("sum of a long axis") {
            long.reshaped([2, 100, 1_000]).sum(axis: 1).values
        }
        assertSameForAllThreads("few rows") {
            a.slice(0..<3).matrixProduct(wide).values
        }
        assertSameForAllThreads("maximum") { a.max(axis: 1).values }
        assertSameForAllThreads("softmax") { softmax(a).values }
        assertSameForAllThreads("logarithm of the softmax") { logSoftmax(a).values }
        assertSameForAllThreads("transposed copy") { a.transposed().values }
        assertSameForAllThreads("map") { tanh(long).values }
        assertSameForAllThreads("broadcast") { (a * a.sum(axis: 0)).values }
    }

    /// Wide enough for several tiles, and for pieces of the optimizer's work, in every layer.
    func testAWholeTrainingWithDropout() throws {
        try assertSameForAllThreads("training") {
            var random = Random(seed: 9)
            let x = random.normal([300, 190])
            let y = Tensor.oneHot((0..<300).map { $0 % 7 }, classes: 7)
            let network = Sequential {
                Dense(inputs: 190, outputs: 300, activation: .relu, using: &random)
                BatchNorm(300)
                Dropout(0.3, using: &random)
                Dense(inputs: 300, outputs: 7, using: &random)
            }
            network.compile(
                optimizer: Adam(network.variables), loss: .categoricalCrossEntropyFromLogits,
                metrics: [.accuracy])
            let history = try network.fit(
                x, y, epochs: 3, batchSize: 128, options: .quiet, using: &random)
            return network.parameters.flatMap(\.variable.value.values)
                + history.training("loss").map { Float($0) }
        }
    }

    func testEveryOptimizerOnManyWeights() {
        let makers: [(String, ([Variable]) -> any Optimizer)] = [
            ("gradient descent", { GradientDescent($0) }),
            ("momentum", { GradientDescent($0, momentum: 0.9, nesterov: true) }),
            ("AdaGrad", { AdaGrad($0) }), ("AdaDelta", { AdaDelta($0) }),
            ("RMSProp", { RMSProp($0) }), ("Adam", { Adam($0) }),
        ]
        for (name, make) in makers {
            func weights(_ parts: Int) -> [Float] {
                var random = Random(seed: 5)
                let (start, slope) = (random.normal([99_001]), random.normal([99_001]))
                // In several variables the work is cut elsewhere: each number goes its own way.
                let length = 99_001 / parts
                let ranges = (0..<parts).map {
                    $0 * length..<($0 == parts - 1 ? 99_001 : ($0 + 1) * length)
                }
                let variables = ranges.map { Variable(parameter: start.slice($0)) }
                let optimizer = make(variables)
                for _ in 0..<3 {
                    for (variable, range) in zip(variables, ranges) {
                        variable.gradient = slope.slice(range) + variable.value
                    }
                    optimizer.step()
                }
                return variables.flatMap(\.value.values)
            }
            assertSameForAllThreads(name) { weights(1) }
            assertClose(weights(90), weights(1), 1e-6, "\(name) in small parts")
        }
    }

    func testEveryPieceIsDoneOnce() {
        for threads in [1, 2, 7] {
            for pieces in [0, 1, 2, 13, 100] {
                var counts = [Int](repeating: 0, count: pieces)
                counts.withUnsafeMutableBufferPointer { counts in
                    nonisolated(unsafe) let counts = counts
                    withThreads(threads) { parallelFor(pieces) { counts[$0] += 1 } }
                }
                XCTAssertEqual(counts, [Int](repeating: 1, count: pieces))
            }
        }
    }
}
