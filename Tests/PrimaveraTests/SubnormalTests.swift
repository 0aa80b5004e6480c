import XCTest

@testable import Primavera

final class SubnormalTests: XCTestCase {
    /// After a thousand steps without a gradient, what is remembered of the first one is 0, and not a
    /// number so small that the processor takes a hundred times as long for it.
    func testWhatOptimizersRememberDoesNotBecomeSubnormal() {
        let makers: [([Variable]) -> any Optimizer] = [
            { GradientDescent($0, momentum: 0.9) }, { RMSProp($0) }, { AdaDelta($0) },
            { Adam($0, betas: (0.9, 0.9)) },
        ]
        for make in makers {
            let w = Variable(parameter: Tensor([Float](repeating: 1, count: 37)))
            let optimizer = make([w])
            w.gradient = Tensor(repeating: 0.01, shape: [37])
            optimizer.step()
            w.gradient = Tensor.zeros([37])
            for _ in 0..<1_500 { optimizer.step() }
            for value in optimizer.memory.flatMap(\.values) {
                XCTAssertFalse(value.isSubnormal, "\(type(of: optimizer))")
            }
        }
    }
}
