import XCTest

@testable import Primavera

/// Fails with the first place where two arrays differ by more than `tolerance · max(1, |expected|)`.
func assertClose(
    _ received: [Float], _ expected: [Float], _ tolerance: Float = 1e-5, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
) {
    if received.count != expected.count {
        XCTFail(
            "\(what): \(received.count) numbers instead of \(expected.count)", file: file,
            line: line)
        return
    }
    for (index, (own, right)) in zip(received, expected).enumerated() {
        if own == right || (own.isNaN && right.isNaN) { continue }
        if !(abs(own - right) <= tolerance * max(1, abs(right))) {
            XCTFail("\(what): at \(index) \(own) instead of \(right)", file: file, line: line)
            return
        }
    }
}

func assertClose(
    _ received: Tensor, _ expected: Tensor, _ tolerance: Float = 1e-5, _ what: String = "",
    file: StaticString = #filePath, line: UInt = #line
) {
    XCTAssertEqual(received.shape, expected.shape, what, file: file, line: line)
    assertClose(received.values, expected.values, tolerance, what, file: file, line: line)
}

/// Fails unless every bit is the same.
func assertSameBits(
    _ a: [Float], _ b: [Float], _ what: String = "", file: StaticString = #filePath,
    line: UInt = #line
) {
    XCTAssertEqual(
        a.map(\.bitPattern), b.map(\.bitPattern), what, file: file, line: line)
}

/// How many Floats lie between two numbers, plus one; 0 when they are the same.
func unitsInLastPlace(_ a: Float, _ b: Float) -> Int {
    if a == b || (a.isNaN && b.isNaN) { return 0 }
    if a.isNaN || b.isNaN { return Int.max }
    func position(_ x: Float) -> Int {
        let bits = Int(x.magnitude.bitPattern)
        return x.sign == .minus ? -bits : bits
    }
    return abs(position(a) - position(b))
}

extension Random {
    /// Numbers −1 … 1 for a test.
    mutating func floats(_ count: Int) -> [Float] {
        (0..<count).map { _ in uniform(in: -1..<1) }
    }
}

/// With this many threads at most, then with as many as before.
func withThreads<R>(_ count: Int, _ body: () throws -> R) rethrows -> R {
    let before = Threads.maximum
    Threads.maximum = count
    defer { Threads.maximum = before }
    return try body()
}

extension FitOptions {
    /// As `fit` does by itself, without printing.
    static var quiet: FitOptions {
        var options = FitOptions()
        options.printsProgress = false
        return options
    }
}

extension XCTestCase {
    /// A path in a new folder that nothing else uses, and that is gone after the test.
    func temporaryPath(_ name: String) -> String {
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
        return folder + "/" + name
    }
}

/// A file beside the tests: `Fixtures/pytorch.json` and its neighbours.
func fixture(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try readFile("/" + folder + "/Fixtures/" + name)
}
