import Foundation

/// `results.json` as Gradescope's autograder reads it.
///
/// Its fields: https://gradescope-autograders.readthedocs.io/en/latest/specs/
enum GradescopeResults {
    struct File: Codable {
        let score: Double
        let executionTime: Int
        let output: String
        let visibility: String
        let tests: [Test]
    }

    struct Test: Codable {
        let score: Double
        let maxScore: Double
        let status: String
        let name: String
        let number: String
        let output: String
        let visibility: String
    }

    static func json(_ grade: Grade) throws -> Data {
        let tests = grade.entries.map { entry in
            Test(
                score: entry.points, maxScore: entry.maximum,
                status: entry.verdict == .passed ? "passed" : "failed",
                name: Grade.title(of: entry.exercise), number: entry.exercise,
                output: entry.verdict == .passed || entry.isHidden
                    ? "" : entry.verdict.rawValue + ". " + entry.sentence,
                visibility: entry.isHidden ? "hidden" : "visible")
        }
        let note = [grade.problem, grade.lateness].filter { !$0.isEmpty }.joined(separator: "\n")
        return try serviceEncoder.encode(
            File(
                score: grade.points,
                executionTime: Int((grade.buildSeconds + grade.runSeconds).rounded(.up)),
                output: note, visibility: "visible", tests: tests))
    }
}
