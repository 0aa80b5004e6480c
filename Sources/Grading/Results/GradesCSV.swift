/// `grades.csv`: a row a student, for a spreadsheet (RFC 4180).
enum GradesCSV {
    static func text(_ grades: [Grade]) -> String {
        let tests = grades.first?.entries ?? []
        let header =
            ["name", "points", "maximum", "deduction", "note"]
            + tests.map { $0.exercise + ($0.isHidden ? " hidden" : "") }
        let rows = grades.map { grade in
            [
                cell(grade.name), ClassTable.number(grade.points), ClassTable.number(grade.maximum),
                ClassTable.number(grade.deduction),
                cell(
                    [grade.problem, grade.lateness].filter { !$0.isEmpty }.joined(separator: " ")),
            ] + grade.entries.map { $0.verdict.rawValue }
        }
        return ([header] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A text that a spreadsheet would take for a formula gets an apostrophe in front: the names are
    /// the students' own.
    static func cell(_ text: String) -> String {
        let start = text.drop { $0 == " " }.first
        return start.map { "=+-@\t\r\n|%".contains($0) || $0 == "\r\n" } == true ? "'" + text : text
    }

    static func quoted(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { ",\"\r\n".utf8.contains($0) } || text.hasPrefix(" ")
        return needsQuotes
            ? "\""
                + text.split(separator: "\"", omittingEmptySubsequences: false)
                .joined(separator: "\"\"") + "\"" : text
    }
}
