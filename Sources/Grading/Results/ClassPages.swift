import Coursework
import Foundation

/// The report for the instructor, one page for the class, and one page for each student.
enum ClassPages {
    /// Writes `index.html` and `students/001.html` …; a student's page says nothing of hidden tests.
    static func write(_ grades: [Grade], to folder: String) throws {
        try makeFolder(folder + "/students")
        for (index, grade) in grades.enumerated() {
            try Grading.write(
                Data(student(grade).utf8), to: "\(folder)/\(page(index))")
        }
        try Grading.write(Data(overview(grades).utf8), to: folder + "/index.html")
    }

    /// The names are the students' own, so that files are numbered.
    private static func page(_ index: Int) -> String {
        let number = String(index + 1)
        return "students/" + String(repeating: "0", count: max(0, 3 - number.count)) + number
            + ".html"
    }

    static func overview(_ grades: [Grade]) -> String {
        let maximum = grades.first?.maximum ?? 0
        let mean = grades.reduce(0) { $0 + $1.points } / Double(max(1, grades.count))
        var body = """
            <h1>The class</h1>
            <p>\(grades.count) submissions, on average \(ClassTable.number(mean)) of
            \(ClassTable.number(maximum)) points.</p>
            <h2>Exercises</h2><p>\(legend(grades))</p>
            <table><tr><th>exercise</th><th></th><th class="n">passed</th><th>all verdicts</th></tr>
            """
        for (index, test) in (grades.first?.entries ?? []).enumerated() {
            let verdicts = grades.compactMap { grade in
                grade.entries.indices.contains(index) ? grade.entries[index].verdict : nil
            }
            body += """
                <tr><td>\(test.exercise)\(test.isHidden ? " hidden" : "")</td>
                <td>\(Page.escaped(Grade.title(of: test.exercise)))</td>
                <td class="n">\(verdicts.count { $0 == .passed })</td><td>\(bar(verdicts))</td></tr>
                """
        }
        body +=
            "</table><h2>The commonest mistakes</h2><table><tr><th>exercise</th>"
            + "<th class=\"n\">students</th><th>what they were told</th></tr>"
        for mistake in commonest(grades) {
            body += """
                <tr><td>\(mistake.exercise)</td><td class="n">\(mistake.count)</td>
                <td>\(Page.escaped(mistake.sentence))</td></tr>
                """
        }
        body +=
            "</table><h2>Students</h2><table><tr><th>name</th><th class=\"n\">points</th>"
            + "<th>all verdicts</th><th></th></tr>"
        for (index, grade) in grades.enumerated() {
            body += """
                <tr><td class="w"><a href="\(page(index))">\(Page.escaped(grade.name))</a></td>
                <td class="n">\(ClassTable.number(grade.points))</td>
                <td>\(bar(grade.entries.map(\.verdict)))</td>
                <td>\(Page.escaped([grade.problem, grade.lateness].joined(separator: " ")))</td></tr>
                """
        }
        return Page.html(title: "The class", body + "</table>")
    }

    static func student(_ grade: Grade) -> String {
        let visible = grade.entries.filter { !$0.isHidden }
        var body = """
            <h1>\(Page.escaped(grade.name))</h1>
            <p>\(ClassTable.number(grade.points)) of \(ClassTable.number(grade.maximum)) points.
            \(Page.escaped(grade.lateness)) \(Page.escaped(grade.problem))</p>
            """
        for lesson in Catalogue.lessons {
            let ids = Set(lesson.exercises.map(\.id))
            body +=
                "<h2>\(lesson.number). \(Page.escaped(lesson.title))</h2><table class=\"answers\">"
            for entry in visible where ids.contains(entry.exercise) {
                body += """
                    <tr><td>\(entry.exercise)</td><td>\(Page.escaped(Grade.title(of: entry.exercise)))</td>
                    \(Page.cell(entry.verdict))<td class="n">\(ClassTable.number(entry.points)) /
                    \(ClassTable.number(entry.maximum))</td><td>\(Page.escaped(entry.sentence))</td></tr>
                    """
            }
            body += "</table>"
        }
        return Page.html(title: grade.name, body)
    }

    /// What many were told, with the numbers left out: the sentence behind the answer names the mistake.
    static func commonest(_ grades: [Grade]) -> [(exercise: String, sentence: String, count: Int)] {
        var counts: [String: (exercise: String, sentence: String, count: Int)] = [:]
        for entry in grades.flatMap(\.entries)
        where ![.passed, .notStarted, .notRun].contains(entry.verdict) && !entry.sentence.isEmpty {
            let sentences = entry.sentence.split(separator: ". ")
            let last =
                entry.verdict == .doesNotCompile ? entry.sentence : String(sentences.last ?? "")
            counts[entry.exercise + last, default: (entry.exercise, last, 0)].count += 1
        }
        return counts.values.sorted {
            ($1.count, $0.exercise, $0.sentence) < ($0.count, $1.exercise, $1.sentence)
        }
        .prefix(20).map { $0 }
    }

    private static func bar(_ verdicts: [Verdict]) -> String {
        let parts = Verdict.allCases.compactMap { verdict -> String? in
            let count = verdicts.count { $0 == verdict }
            if count == 0 { return nil }
            return "<i style=\"flex:\(count);background:\(Page.color(verdict))\" "
                + "title=\"\(count) \(verdict.rawValue)\"></i>"
        }
        return "<div class=\"bar\">\(parts.joined())</div>"
    }

    private static func legend(_ grades: [Grade]) -> String {
        let used = Set(grades.flatMap(\.entries).map(\.verdict))
        return Verdict.allCases.filter(used.contains).map {
            "<span class=\"v\" style=\"border-color:\(Page.color($0))\">\($0.rawValue)</span>"
        }.joined(separator: " &nbsp; ")
    }
}
