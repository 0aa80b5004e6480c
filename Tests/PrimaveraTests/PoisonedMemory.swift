import XCTest

@testable import Primavera

/// Fills the memory that the kernels will be given with what is not a number: whoever reads beyond
/// the end of an array, or before it is written, shows it.
func poisonMemory() {
    var sizes = Array(stride(from: 1, to: 3_000, by: 13))
    sizes += Array(stride(from: 3_000, to: 60_000, by: 700))
    let poison = sizes.flatMap { size in
        (0..<4).map { _ in Tensor(repeating: .nan, shape: [size]) }
    }
    XCTAssertFalse(poison.isEmpty)
    // And what the threads keep for themselves. An arena grows when it is asked for the second time.
    parallelFor(64) { _ in
        for _ in 0..<2 {
            let scratch = Storage(scratch: 500_000)
            scratch.pointer.update(repeating: .nan, count: 500_000)
        }
    }
}
