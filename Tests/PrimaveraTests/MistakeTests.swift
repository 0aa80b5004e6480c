import Dispatch
import XCTest

@testable import Primavera

/// The sentences that a programmer reads when shapes do not fit.
final class MistakeTests: XCTestCase {
    /// The sentence that `body` would stop the program with; `nil` if it does not stop. The thread
    /// that made the mistake is parked, for it has nowhere to go on.
    private func sentence(of body: @escaping @Sendable () -> Void) -> String? {
        let done = DispatchSemaphore(value: 0)
        nonisolated(unsafe) var sentence: String?
        Thread.detachNewThread {
            let observer: @Sendable (String) -> Void = {
                sentence = $0
                done.signal()
                while true { Thread.sleep(forTimeInterval: 1_000) }
            }
            MistakeObserver.$current.withValue(observer) { body() }
            done.signal()
        }
        done.wait()
        return sentence
    }

    private func assert(
        _ body: @escaping @Sendable () -> Void, says parts: String...,
        file: StaticString = #filePath,
        line: UInt = #line
    ) {
        guard let sentence = sentence(of: body) else {
            XCTFail("nothing was said", file: file, line: line)
            return
        }
        for part in parts {
            XCTAssert(sentence.contains(part), "\(part) in: \(sentence)", file: file, line: line)
        }
    }

    func testShapesThatDoNotFitAreBothNamed() {
        assert({ _ = Tensor.zeros([2, 3]) + Tensor.zeros([2]) }, says: "[2, 3]", "[2]", "'+'")
        assert(
            { _ = Tensor.zeros([2, 3]).matrixProduct(Tensor.zeros([2, 3])) }, says: "[2, 3]",
            "transposed")
        assert({ _ = Tensor.zeros([6]).reshaped([4, 2]) }, says: "6", "[4, 2]")
        assert(
            { _ = Tensor.concatenated([Tensor.zeros([2, 3]), Tensor.zeros([2, 4])]) },
            says: "[2, 3]", "[2, 4]")
        assert(
            { _ = meanSquaredError(Variable(Tensor.zeros([4, 1])), Tensor.zeros([4])) },
            says: "[4, 1]", "[4]")
    }

    func testDenseAsksForFlatten() {
        assert(
            {
                var random = Random(seed: 1)
                let layer = Dense(inputs: 784, outputs: 10, using: &random)
                _ = layer(Variable(Tensor.zeros([32, 28, 28])))
            }, says: "[N, 784]", "[N, 28, 28]", "Flatten()")
    }

    func testWhatDoesNotExistIsNamed() {
        assert({ _ = Tensor([1, 2])[2] }, says: "[2]")
        assert({ _ = Tensor([1, 2])[0, 1] }, says: "1 indices")
        assert({ _ = Tensor.zeros([2, 2]).sum(axis: 2) }, says: "axis 2", "[2, 2]")
        assert({ _ = Tensor.zeros([3, 2]).gathered([3]) }, says: "row 3")
        assert({ _ = Tensor.zeros([3]).slice(1..<5) }, says: "1..<5")
        assert({ _ = Tensor.oneHot([3], classes: 3) }, says: "label 3", "3 classes")
        assert({ _ = Tensor([[1, 2], [3]]) }, says: "row 1 has 1")
        assert({ _ = Tensor([1, 2]).scalar }, says: "[2]")
    }

    func testBackwardSaysWhatItNeeds() {
        assert({ Variable(parameter: [1, 2]).backward() }, says: "[2]", "sum() or mean()")
        assert({ Variable([1]).backward() }, says: "no parameter")
        assert(
            {
                let w = Variable(parameter: [1])
                withoutGradients { (w * w).sum() }.backward()
            }, says: "withoutGradients")
    }

    func testTrainingSaysWhatItNeeds() {
        assert(
            { _ = Sequential([]).evaluate(Tensor.zeros([1]), Tensor.zeros([1])) }, says: "compile")
        assert(
            {
                var random = Random(seed: 1)
                _ = Dropout(1, using: &random)
            }, says: "0 to below 1", "1.0")
    }

    func testWhatIsRightSaysNothing() {
        XCTAssertNil(sentence(of: { _ = Tensor.zeros([2, 3]) + Tensor.zeros([3]) }))
    }
}
