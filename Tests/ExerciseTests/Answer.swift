import Primavera

/// What an exercise returned, in the one form in which it is compared: a shape and its numbers.
struct Answer {
    let shape: [Int]
    let numbers: [Double]
    /// Rows that differ in length have no shape; this says so.
    let isRagged: Bool

    private init(_ shape: [Int], _ numbers: [Double], isRagged: Bool = false) {
        self.shape = shape
        self.numbers = numbers
        self.isRagged = isRagged
    }

    init(_ number: Double) { self.init([], [number]) }
    init(_ number: Int) { self.init([], [Double(number)]) }
    init(_ isTrue: Bool) { self.init([], [isTrue ? 1 : 0]) }
    init(_ vector: [Double]) { self.init([vector.count], vector) }
    init(_ vector: [Int]) { self.init(vector.map(Double.init)) }
    init(_ rows: [[Double]]) {
        let columns = rows.first?.count ?? 0
        self.init(
            [rows.count, columns], rows.flatMap { $0 },
            isRagged: rows.contains { $0.count != columns })
    }
    init(_ rows: [[Int]]) { self.init(rows.map { $0.map(Double.init) }) }
    init(_ tensor: Tensor) { self.init(tensor.shape, tensor.values.map(Double.init)) }

    /// The numbers as a student would write them.
    var text: String {
        func number(_ x: Double) -> String {
            x == x.rounded() && abs(x) < 1e15 ? x.fixed(0) : x.significant(6)
        }
        if shape.isEmpty { return number(numbers[0]) }
        if numbers.count > 24 { return "\(numbers.count) numbers of shape \(shape)" }
        if shape.count == 2, !isRagged, shape[1] > 0 {
            let rows = stride(from: 0, to: numbers.count, by: shape[1]).map { start in
                "[" + numbers[start..<start + shape[1]].map(number).joined(separator: ", ") + "]"
            }
            return "[" + rows.joined(separator: ", ") + "]"
        }
        return "[" + numbers.map(number).joined(separator: ", ") + "]"
    }

    /// What is wrong with this answer, in half a sentence; `nil` when it is right.
    ///
    /// Wrong shape, not a number, and wrong value are told apart; of many wrong values the first one
    /// is named.
    func problem(comparedWith right: Answer, tolerance: Double) -> String? {
        if isRagged { return "its rows have different lengths" }
        if shape != right.shape {
            return shape.count == 1 && right.shape.count == 1
                ? "it has \(shape[0]) number\(shape[0] == 1 ? "" : "s") instead of "
                    + "\(right.shape[0])"
                : "it has the shape \(shape) instead of \(right.shape)"
        }
        for (index, (own, expected)) in zip(numbers, right.numbers).enumerated() {
            let place = shape.isEmpty ? "" : " at index \(position(index))"
            if own.isNaN { return "it is not a number (NaN)\(place)" }
            let difference = abs(own - expected)
            // Infinite numbers are right where they are equal.
            let allowed = expected.isFinite ? tolerance * max(1, abs(expected)) : 0
            if own == expected || difference <= allowed { continue }
            if own.isInfinite { return "it is \(own < 0 ? "minus " : "")infinite\(place)" }
            if difference < 1e-5 * abs(expected) {
                return "it differs\(place) by \(difference.significant(3)), more than rounding does"
            }
            if numbers.count == 1 { return "it is \(text)" }
            let whole = numbers.count > 24 ? "" : "it is \(text): "
            return "\(whole)\(place.dropFirst()) it has \(own.significant(6)) instead of "
                + expected.significant(6)
        }
        return nil
    }

    /// How a wrong answer is wrong, in one word.
    func verdict(comparedWith right: Answer) -> Scoreboard.Verdict {
        if isRagged || shape != right.shape { return .wrongShape }
        let isNumber = zip(numbers, right.numbers).allSatisfy { !$0.isNaN || $1.isNaN }
        return isNumber ? .wrong : .notANumber
    }

    /// Whether this is the answer that a known mistake leads to; NaN fits NaN.
    func fits(_ other: Answer, tolerance: Double) -> Bool {
        if isRagged || shape != other.shape { return false }
        return zip(numbers, other.numbers).allSatisfy { own, known in
            own.isNaN && known.isNaN || own == known
                || abs(own - known) <= tolerance * max(1, abs(known)) && known.isFinite
        }
    }

    /// Rows for columns; `nil` where there are not both.
    var transposed: Answer? {
        guard shape.count == 2, !isRagged, shape[0] > 0, shape[1] > 0 else { return nil }
        let (rows, columns) = (shape[0], shape[1])
        return Answer(
            [columns, rows],
            (0..<rows * columns).map { numbers[$0 % rows * columns + $0 / rows] })
    }

    func map(_ change: (Double) -> Double) -> Answer { Answer(shape, numbers.map(change)) }

    private func position(_ index: Int) -> String {
        shape.count == 2 ? "[\(index / shape[1])][\(index % shape[1])]" : "\(index)"
    }
}
