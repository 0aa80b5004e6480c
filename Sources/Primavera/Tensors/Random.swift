#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A source of random numbers that a seed determines: the same seed gives the same numbers.
///
/// The generator is xoshiro256++ (Blackman and Vigna 2019), 256 bits of state, filled from the
/// seed by SplitMix64 as its authors advise. It is fast and good for simulation, and useless for
/// secrets. Everything that is random in the library takes one of these as an argument, so a
/// program with one seed has one result.
///
/// ```swift
/// var random = Random(seed: 1)
/// random.uniform()             // in 0 ..< 1
/// random.normal([2, 3])        // a tensor of shape [2, 3], mean 0, deviation 1
/// random.permutation(of: 5)    // 0 … 4 in another order
/// ```
public struct Random: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// Any number is a good seed, 0 too.
    public init(seed: UInt64) {
        var mixer = seed
        func next() -> UInt64 {
            mixer &+= 0x9e37_79b9_7f4a_7c15
            var z = mixer
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        s0 = next()
        s1 = next()
        s2 = next()
        s3 = next()
    }

    /// Where the generator is: four numbers, from which `init(state:)` makes one that goes on there.
    public var state: [UInt64] { [s0, s1, s2, s3] }

    /// A generator that goes on where another one was.
    ///
    /// - Parameter state: four numbers, not all zero; `nil` comes back for others
    public init?(state: [UInt64]) {
        if state.count != 4 || state.allSatisfy({ $0 == 0 }) { return nil }
        (s0, s1, s2, s3) = (state[0], state[1], state[2], state[3])
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        func rotated(_ x: UInt64, by bits: UInt64) -> UInt64 { (x << bits) | (x >> (64 - bits)) }
        let result = rotated(s0 &+ s3, by: 23) &+ s0
        let t = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= t
        s3 = rotated(s3, by: 45)
        return result
    }

    /// A number in `0 ..< 1`, in steps of 2⁻²⁴ (all that a Float below 1 can tell apart evenly).
    public mutating func uniform() -> Float {
        Float(next() >> 40) * 0x1p-24
    }

    /// A number in `range`.
    public mutating func uniform(in range: Range<Float>) -> Float {
        // The product may round up to the upper bound itself, which is not in the range.
        min(
            range.lowerBound + (range.upperBound - range.lowerBound) * uniform(),
            range.upperBound.nextDown)
    }

    /// An integer in `0 ..< bound`, each as likely as the other.
    public mutating func integer(below bound: Int) -> Int {
        Int.random(in: 0..<bound, using: &self)
    }

    /// A number from the bell curve with mean 0 and deviation 1.
    public mutating func normal() -> Float {
        let first = uniform()
        return normalPair(first, uniform()).0
    }

    /// `true` with this probability.
    public mutating func bernoulli(_ probability: Float) -> Bool {
        uniform() < probability
    }

    /// The numbers `0 ..< count` in random order (Fisher and Yates 1938, Durstenfeld 1964).
    public mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<count)
        shuffle(&order)
        return order
    }

    /// Puts the elements into random order.
    public mutating func shuffle<T>(_ elements: inout [T]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1))
        }
    }
}

/// Two independent numbers from the bell curve, out of two uniform ones (Box and Muller 1958).
private func normalPair(_ first: Float, _ second: Float) -> (Float, Float) {
    let radius = (-2 * log(1 - Double(first))).squareRoot()
    let angle = 2 * Double.pi * Double(second)
    return (Float(radius * cos(angle)), Float(radius * sin(angle)))
}

extension Random {
    /// A tensor of numbers in `range`, `0 ..< 1` if none is given.
    public mutating func uniform(_ shape: [Int], in range: Range<Float> = 0..<1) -> Tensor {
        filled(shape) { $0.uniform(in: range) }
    }

    /// A tensor of numbers from the bell curve.
    public mutating func normal(_ shape: [Int], mean: Float = 0, deviation: Float = 1) -> Tensor {
        var result = Tensor(uninitialized: shape)
        let count = result.count
        result.withUnsafeMutablePointer { values in
            // First the uniform numbers, one after the other; then all threads bend them. Where the last
            // one has no partner, its partner lies behind the end, where nobody reads it.
            for i in 0..<count + count % 2 { values[i] = uniform() }
            parallelRanges((count + 1) / 2, length: 512) { pairs in
                for pair in pairs {
                    let (first, second) = normalPair(values[2 * pair], values[2 * pair + 1])
                    values[2 * pair] = mean + deviation * first
                    values[2 * pair + 1] = mean + deviation * second
                }
            }
        }
        return result
    }

    /// A tensor of ones (with this probability) and zeros.
    public mutating func bernoulli(_ shape: [Int], probability: Float) -> Tensor {
        filled(shape) { $0.bernoulli(probability) ? 1 : 0 }
    }

    private mutating func filled(_ shape: [Int], _ number: (inout Random) -> Float) -> Tensor {
        var result = Tensor(uninitialized: shape)
        let count = result.count
        result.withUnsafeMutablePointer { values in
            for i in 0..<count { values[i] = number(&self) }
        }
        return result
    }
}
