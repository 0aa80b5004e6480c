import XCTest

@testable import Primavera

final class RandomTests: XCTestCase {
    // xoshiro256++ filled by SplitMix64, written again in Python from the authors' pages:
    //
    //     M = 2**64 - 1
    //     rot = lambda x, k: (x << k | x >> 64 - k) & M
    //     s, mixer = [], seed
    //     for _ in range(4):
    //         mixer = z = mixer + 0x9E3779B97F4A7C15 & M
    //         z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & M
    //         z = (z ^ z >> 27) * 0x94D049BB133111EB & M
    //         s.append(z ^ z >> 31)
    //     for _ in range(5):
    //         print(hex(rot(s[0] + s[3] & M, 23) + s[0] & M))
    //         t = s[1] << 17 & M
    //         s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t
    //         s[3] = rot(s[3], 45)
    func testItIsTheGeneratorThatItSays() {
        let right: [UInt64: [UInt64]] = [
            0: [
                0x5317_5d61_490b_23df, 0x61da_6f3d_c380_d507, 0x5c0f_df91_ec9a_7bfc,
                0x02ee_bf8c_3bbe_5e1a, 0x7eca_04eb_af4a_5eea,
            ],
            42: [
                0xd076_4d4f_4476_689f, 0x519e_4174_576f_3791, 0xfbe0_7cfb_0c24_ed8c,
                0xb37d_9f60_0cd8_35b8, 0xcb23_1c38_7484_6a73,
            ],
        ]
        for (seed, numbers) in right {
            var random = Random(seed: seed)
            XCTAssertEqual((0..<5).map { _ in random.next() }, numbers, "seed \(seed)")
            random = Random(seed: seed)
            XCTAssertEqual(random.uniform(), Float(numbers[0] >> 40) / 16_777_216)
        }
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
        XCTAssertEqual(pow(uniform - 1, 2).mean().scalar, 16.0 / 12, accuracy: 0.01)
        // Neighbours come from one pair of uniform numbers, and are independent all the same.
        let pairs = (normal - 2).reshaped([-1, 2])
        let products = pairs.slice(axis: 1, 0..<1) * pairs.slice(axis: 1, 1..<2)
        XCTAssertEqual(products.mean().scalar, 0, accuracy: 0.005)
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

    func testNormalNumbersOfAnOddCountAreAllThere() {
        var random = Random(seed: 4)
        for count in [0, 1, 2, 7] {
            let numbers = random.normal([count], mean: 100)
            XCTAssertEqual(numbers.count, count)
            XCTAssert(numbers.values.allSatisfy { abs($0 - 100) < 10 })
        }
        XCTAssertTrue(random.bernoulli(1))
        XCTAssertFalse(random.bernoulli(0))
        XCTAssertEqual(random.permutation(of: 0), [])
        XCTAssertEqual(random.permutation(of: 1), [0])
    }

    func testIntegersAreEquallyLikely() {
        var random = Random(seed: 5)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[random.integer(below: 7)] += 1 }
        for count in counts { XCTAssertEqual(Double(count), 10_000, accuracy: 500) }
    }

    func testTheUpperBoundIsNeverReached() {
        var random = Random(seed: 3)
        let range: Range<Float> = 1..<Float(1).nextUp
        for _ in 0..<1_000 { XCTAssertEqual(random.uniform(in: range), 1) }
    }

    /// Box and Muller's formula, pair by pair, whatever the count and the number of threads.
    func testATensorFromTheBellCurveIsMadeOfPairsInTheirOrder() {
        for count in [0, 1, 2, 7, 5_001] {
            var uniform = Random(seed: 11)
            var right: [Float] = []
            while right.count < count {
                let radius = (-2 * log(1 - Double(uniform.uniform()))).squareRoot()
                let angle = 2 * Double.pi * Double(uniform.uniform())
                right += [Float(radius * cos(angle)), Float(radius * sin(angle))]
                    .map { 2 + 3 * $0 }
            }
            for threads in [1, 2, 4] {
                var random = Random(seed: 11)
                let tensor = withThreads(threads) {
                    random.normal([count], mean: 2, deviation: 3)
                }
                assertSameBits(tensor.values, Array(right.prefix(count)))
                XCTAssertEqual(random.state, uniform.state, "\(count) on \(threads) threads")
            }
        }
    }
}
