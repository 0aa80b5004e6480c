import Coursework

/// The class in the terminal: a line a student, a letter an exercise.
enum ClassTable {
    static func text(_ grades: [Grade]) -> String {
        guard let first = grades.first else { return "" }
        let width = min(30, max(7, grades.map(\.name.count).max() ?? 0))
        let lessons = Catalogue.lessons.map { lesson in
            (title: "L\(lesson.number)", ids: Set(lesson.exercises.map(\.id)))
        }
        func cells(_ make: (Set<String>) -> String) -> String {
            lessons.map { lesson in
                let count = first.entries.count { lesson.ids.contains($0.exercise) }
                let cell = make(lesson.ids)
                return cell + String(repeating: " ", count: max(0, count - cell.count))
            }.joined(separator: " ")
        }
        var titles = lessons.map(\.title)[...]
        var lines = [padded("", width) + "  points  " + cells { _ in titles.popFirst() ?? "" }]
        for grade in grades {
            let letters = cells { ids in
                grade.entries.filter { ids.contains($0.exercise) }.map(\.verdict.letter).joined()
            }
            lines.append(
                padded(visible(grade.name), width) + "  " + number(grade.points).leftPadded(to: 6)
                    + "  " + letters)
        }
        let used = Verdict.allCases.filter { verdict in
            grades.contains { $0.entries.contains { $0.verdict == verdict } }
        }
        lines.append(used.map { "\($0.letter) \($0.rawValue)" }.joined(separator: "   "))
        return lines.joined(separator: "\n") + "\n"
    }

    /// One student, exercise by exercise.
    static func text(_ grade: Grade) -> String {
        var lines = [
            "\(visible(grade.name)): \(number(grade.points)) of \(number(grade.maximum)) points"
        ]
        if !grade.problem.isEmpty { return lines[0] + "\n  " + grade.problem + "\n" }
        let width = grade.entries.contains(where: \.isHidden) ? 13 : 6
        for entry in grade.entries {
            let id = entry.exercise + (entry.isHidden ? " hidden" : "")
            lines.append(
                "  " + padded(id, width) + padded(entry.verdict.rawValue, 17)
                    + (entry.isHidden ? "" : visible(entry.sentence)))
        }
        if !grade.lateness.isEmpty { lines.append("  " + grade.lateness) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        let cut = String(text.prefix(width))
        return cut + String(repeating: " ", count: max(1, width - cut.count))
    }

    /// A student's words may hold line breaks and the terminal's commands.
    private static func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? "·" : $0 }))
    }

    /// `12`, `7.5`: two decimals at most.
    static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - count)) + self
    }
}
