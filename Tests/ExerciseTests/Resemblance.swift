/// What a wrong answer looks like, where no mistake of the exercise's own list fits it.
extension Answer {
    /// A sentence that names the mistake behind many wrong answers: a sign, a factor, rows for
    /// columns; `nil` where none fits.
    ///
    /// ```swift
    /// Answer([-1, 2]).resemblance(to: Answer([1, -2]), tolerance: 1e-9)
    /// // "Every sign is the opposite one."
    /// ```
    func resemblance(to right: Answer, tolerance: Double) -> String? {
        func equals(_ other: Answer) -> Bool {
            problem(comparedWith: other, tolerance: tolerance) == nil
        }
        if isRagged || numbers.isEmpty { return nil }
        if let turned = right.transposed, equals(turned) {
            return "Rows and columns are exchanged."
        }
        guard shape == right.shape, numbers.allSatisfy(\.isFinite) else { return nil }
        let isSingle = numbers.count == 1
        if equals(right.map { -$0 }) {
            return isSingle ? "The sign is the opposite one." : "Every sign is the opposite one."
        }
        if shape.count == 1, equals(Answer(right.numbers.reversed())) {
            return "The order is reversed."
        }
        if numbers.contains(where: { $0 != 0 }),
            right.numbers.contains(where: { $0 != $0.rounded() }),
            equals(right.map { $0.rounded(.towardZero) })
        {
            return "The fraction is lost: divide Doubles, not integers."
        }
        // Between two single numbers there is always some factor and some distance.
        if isSingle { return nil }
        return factor(to: right, equals) ?? distance(to: right, equals)
    }

    private func factor(to right: Answer, _ equals: (Answer) -> Bool) -> String? {
        guard let place = right.numbers.indices.first(where: { right.numbers[$0] != 0 }),
            numbers[place] != 0, right.numbers.filter({ $0 != 0 }).count > 1
        else { return nil }
        let factor = numbers[place] / right.numbers[place]
        return equals(right.map { factor * $0 })
            ? "Each number is \(factor.significant(4)) times what it should be." : nil
    }

    private func distance(to right: Answer, _ equals: (Answer) -> Bool) -> String? {
        let distance = numbers[0] - right.numbers[0]
        return equals(right.map { distance + $0 })
            ? "Each number is too \(distance > 0 ? "large" : "small") by "
                + "\(abs(distance).significant(4))." : nil
    }
}
