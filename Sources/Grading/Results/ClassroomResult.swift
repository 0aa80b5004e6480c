import Foundation

/// What GitHub Classroom's reporter (`classroom-resources/autograding-grading-reporter`) reads from a
/// step's output `result`: JSON in base64.
enum ClassroomResult {
    struct File: Codable {
        let version: Int
        let status: String
        let maxScore: Double
        let tests: [Test]
    }

    struct Test: Codable {
        let name: String
        let status: String
        let score: Double
        let message: String
        let testCode: String
        let filename: String
        let lineNo: Int
        let executionTime: String
    }

    static func base64(_ grade: Grade) throws -> String {
        let tests = grade.entries.map { entry in
            let name = "\(entry.exercise) \(Grade.title(of: entry.exercise))"
            return Test(
                name: entry.isHidden ? "\(name) (hidden)" : name,
                status: entry.verdict == .passed ? "pass" : "fail", score: entry.points,
                message: entry.isHidden ? "" : entry.verdict.rawValue + ". " + entry.sentence,
                testCode: "grade", filename: SubmissionBuild.file(of: entry.exercise), lineNo: 0,
                executionTime: ClassTable.number(entry.seconds) + "s")
        }
        let allPass = tests.allSatisfy { $0.status == "pass" }
        let file = File(
            version: 1, status: allPass ? "pass" : "fail", maxScore: grade.maximum, tests: tests)
        return try serviceEncoder.encode(file).base64EncodedString()
    }
}
