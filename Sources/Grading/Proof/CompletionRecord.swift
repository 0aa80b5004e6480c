/// What the test of one exercise says when it has come to its end. Only this earns points.
///
/// ```
/// record 1.2 passed 9 - 3fb0c1de2a904411
/// ```
/// The exercise, how it ended, after how many checks, the sentence for the student in hexadecimal, and
/// a digest of all that with the run's secret. Without the secret nobody can write such a line, and a
/// line of one run is worth nothing in another.
struct CompletionRecord: Sendable, Equatable {
    /// How the test of an exercise ended, in its own words.
    enum Ending: String, Sendable {
        case passed
        case wrong
        case notANumber
        case wrongShape
        case notStarted
    }

    /// Lesson and position: `1.2`.
    let exercise: String
    let ending: Ending
    /// How many answers were compared.
    let checks: Int
    /// What a wrong answer is told; empty when all is right.
    let sentence: String

    init(exercise: String, ending: Ending, checks: Int, sentence: String = "") {
        self.exercise = exercise
        self.ending = ending
        self.checks = checks
        self.sentence = String(sentence.prefix(4_000))
    }

    /// The line that is written, without a line break.
    func line(secret: [UInt8]) -> String {
        message + " " + Self.digest(message, secret)
    }

    /// - Returns: `nil` for whatever was not written with this secret
    init?(line: String, secret: [UInt8]) {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 6, words[0] == "record", let ending = Ending(rawValue: words[2]),
            let checks = Int(words[3]), let sentence = Self.text(hexadecimal: words[4])
        else { return nil }
        self.init(exercise: words[1], ending: ending, checks: checks, sentence: sentence)
        guard self.line(secret: secret) == line else { return nil }
    }

    private var message: String {
        let hexadecimal = sentence.utf8.map { Self.digits(UInt64($0), count: 2) }.joined()
        return
            "record \(exercise) \(ending.rawValue) \(checks) \(hexadecimal.isEmpty ? "-" : hexadecimal)"
    }

    private static func digest(_ message: String, _ secret: [UInt8]) -> String {
        digits(SecretDigest(secret: secret)(Array(message.utf8)), count: 16)
    }

    private static func digits(_ number: UInt64, count: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    private static func text(hexadecimal: String) -> String? {
        if hexadecimal == "-" { return "" }
        let digits = Array(hexadecimal.utf8)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard
                let byte = UInt8(
                    String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
