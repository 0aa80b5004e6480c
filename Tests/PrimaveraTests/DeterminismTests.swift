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
        let long = random.normal([200_000])
        assertSameForAllThreads("matrix product") { a.matrixProduct(b).values }
        assertSameForAllThreads("transposed") {
            b.matrixProduct(a, transposingSelf: true, transposingOther: true).values
        }
        assertSameForAllThreads("sum") { long.sum().values }
        assertSameForAllThreads("sum of rows") { a.sum(axis: 1).values }
        assertSameForAllThreads("sum of columns") { a.sum(axis: 0).values }
        assertSameForAllThreads("softmax") { softmax(a).values }
        assertSameForAllThreads("map") { tanh(long).values }
        assertSameForAllThreads("broadcast") { (a * a.sum(axis: 0)).values }
    }

    func testAWholeTraining() throws {
        try assertSameForAllThreads("training") {
            var random = Random(seed: 9)
            let x = random.normal([300, 90])
            let y = Tensor.oneHot((0..<300).map { $0 % 7 }, classes: 7)
            let network = Sequential {
                Dense(inputs: 90, outputs: 64, activation: .relu, using: &random)
                BatchNorm(64)
                Dropout(0.3, using: &random)
                Dense(inputs: 64, outputs: 7, using: &random)
            }
            network.compile(
                optimizer: Adam(network.variables), loss: .categoricalCrossEntropyFromLogits,
                metrics: [.accuracy])
            var options = FitOptions()
            options.printsProgress = false
            let history = try network.fit(
                x, y, epochs: 3, batchSize: 64, options: options, using: &random)
            return network.parameters.flatMap(\.variable.value.values)
                + history.training("loss").map { Float($0) }
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
