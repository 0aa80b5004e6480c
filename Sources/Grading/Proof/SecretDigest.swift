/// A short proof that whoever wrote a message knew a secret: SipHash-2-4.
///
/// It is made for this: short messages, a secret key of 128 bits, a result of 64 bits that nobody can
/// compute without the key. A forger has one try in a run, so one chance in 2⁶⁴.
/// (J.-P. Aumasson and D. J. Bernstein, *SipHash: a fast short-input PRF*, 2012.)
struct SecretDigest: Sendable {
    private let key: (UInt64, UInt64)

    /// - Parameter secret: 16 bytes; what is missing counts as zeros
    init(secret: [UInt8]) {
        let bytes = secret + [UInt8](repeating: 0, count: max(0, 16 - secret.count))
        key = (Self.word(bytes[0..<8]), Self.word(bytes[8..<16]))
    }

    /// The digest of a message.
    func callAsFunction(_ message: [UInt8]) -> UInt64 {
        var state = State(key)
        let wholeWords = message.count / 8 * 8
        for start in stride(from: 0, to: wholeWords, by: 8) {
            state.absorb(Self.word(message[start..<start + 8]))
        }
        // The last word ends with the length of the message.
        let rest = Self.word(message[wholeWords...])
        state.absorb(rest | UInt64(message.count & 0xFF) << 56)
        return state.result()
    }

    /// Up to eight bytes as a number, the first one lowest.
    private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The four words that the rounds stir.
    private struct State {
        var a, b, c, d: UInt64

        init(_ key: (UInt64, UInt64)) {
            // "somepseudorandomlygeneratedbytes", as the paper says.
            a = key.0 ^ 0x736f_6d65_7073_6575
            b = key.1 ^ 0x646f_7261_6e64_6f6d
            c = key.0 ^ 0x6c79_6765_6e65_7261
            d = key.1 ^ 0x7465_6462_7974_6573
        }

        mutating func absorb(_ word: UInt64) {
            d ^= word
            round()
            round()
            a ^= word
        }

        mutating func result() -> UInt64 {
            c ^= 0xFF
            for _ in 0..<4 { round() }
            return a ^ b ^ c ^ d
        }

        private mutating func round() {
            a &+= b
            b = turned(b, 13) ^ a
            a = turned(a, 32)
            c &+= d
            d = turned(d, 16) ^ c
            a &+= d
            d = turned(d, 21) ^ a
            c &+= b
            b = turned(b, 17) ^ c
            c = turned(c, 32)
        }

        private func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 {
            word << bits | word >> (64 - bits)
        }
    }
}
