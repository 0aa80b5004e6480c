import XCTest

@testable import Primavera

final class RandomTests: XCTestCase {
    func testItIsTheGeneratorThatItSays() {
        // xoshiro256++ filled by SplitMix64 from 42, written again in Python from the papers.
        var random = Random(seed: 42)
        XCTAssertEqual(random.next(), 0xd076_4d4f_4476_689f)
        XCTAssertEqual(random.next(), 0x519e_4174_576f_3791)
        XCTAssertEqual(random.next(), 0xfbe0_7cfb_0c24_ed8c)
        XCTAssertEqual(random.next(), 0xb37d_9f60_0cd8_35b8)
    }

    func testTheSameSeedGivesTheSameNumbersAndAnotherDoesNot() {
        var (a, b, c) = (Random(seed: 5), Random(seed: 5), Random(seed: 6))
        let first = a.normal([100])
        XCTAssertEqual(first, b.normal([100]))
        XCTAssertNotEqual(first, c.normal([100]))
    }

    func testMomentsOfTheDistributions() {
        var random = Random(seed: 1)
        let count = 200_000
        let uniform = random.uniform([count], in: -1..<3)
        XCTAssertEqual(uniform.mean().scalar, 1, accuracy: 0.01)
        XCTAssert(uniform.values.allSatisfy { $0 >= -1 && $0 < 3 })
        let normal = random.normal([count], mean: 2, deviation: 0.5)
        XCTAssertEqual(normal.mean().scalar, 2, accuracy: 0.005)
        XCTAssertEqual(pow(normal - 2, 2).mean().scalar.squareRoot(), 0.5, accuracy: 0.005)
        // A bell curve has 68.3 % of its numbers within one deviation.
        let near = normal.values.filter { abs($0 - 2) < 0.5 }.count
        XCTAssertEqual(Double(near) / Double(count), 0.6827, accuracy: 0.005)
        let coins = random.bernoulli([count], probability: 0.3)
        XCTAssertEqual(coins.mean().scalar, 0.3, accuracy: 0.005)
        XCTAssert(coins.values.allSatisfy { $0 == 0 || $0 == 1 })
    }

    func testAPermutationHoldsEveryNumberOnce() {
        var random = Random(seed: 2)
        let order = random.permutation(of: 1_000)
        XCTAssertEqual(order.sorted(), Array(0..<1_000))
        XCTAssertNotEqual(order, Array(0..<1_000))
        // Each place gets each number equally often.
        var firsts = [0, 0, 0]
        for _ in 0..<30_000 { firsts[random.permutation(of: 3)[0]] += 1 }
        for count in firsts { XCTAssertEqual(Double(count), 10_000, accuracy: 400) }
    }

    func testTheUpperBoundIsNeverReached() {
        var random = Random(seed: 3)
        let range: Range<Float> = 1..<Float(1).nextUp
        for _ in 0..<1_000 { XCTAssertEqual(random.uniform(in: range), 1) }
    }
}
