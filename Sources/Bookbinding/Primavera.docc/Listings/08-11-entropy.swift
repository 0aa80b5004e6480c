/// How often each digit came.
var counts: [Int] { (0...9).map { digit in digits.count { $0 == digit } } }

/// How many digits come in at least three of a hundred images.
var kinds: Int { counts.count { $0 * 100 >= digits.count * 3 } }

/// `−Σ p log p` over the parts of the digits: 0 when all are the same, log 10 when all come alike.
var entropy: Double {
    counts.reduce(0) { sum, count in
        let p = Double(count) / Double(digits.count)
        return count == 0 ? sum : sum - p * log(p)
    }
}
