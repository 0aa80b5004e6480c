import Foundation
import XCTest

@testable import Grading

/// Names and kept results of a batch.
final class BatchTests: XCTestCase {
    func testFoldersOfOneNameAreTwoStudents() {
        XCTAssertEqual(
            Batch.distinctNames(of: ["/c/ada/Exercises", "/c/bob/Exercises", "/c/eve.zip"]),
            ["ada/Exercises", "bob/Exercises", nil])
    }

    func testOfTwoResultsOfOneStudentTheYoungestCounts() throws {
        let folder = NSTemporaryDirectory() + "primavera-results-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (place, file, points, age) in [("1", "b", 5, 60.0), ("2", "a", 7, 0)] {
            try makeFolder("\(folder)/\(place)")
            let path = "\(folder)/\(place)/\(file).json"
            let json = """
                {"name": "ada", "problem": "", "buildSeconds": 1, "runSeconds": 1, "tests": "x",
                 "deduction": 0, "lateness": "", "entries": [
                  {"exercise": "1.1", "isHidden": false, "verdict": "passed", "sentence": "",
                   "points": \(points), "maximum": 9, "seconds": 0, "memoryBytes": 0}]}
                """
            try write(Data(json.utf8), to: path)
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: path)
        }
        for folders in [["1", "2"], ["2", "1"]] {
            let grades = try Batch.merged(folders.map { "\(folder)/\($0)" })
            XCTAssertEqual(grades.map(\.earned), [7])
        }
    }
}
