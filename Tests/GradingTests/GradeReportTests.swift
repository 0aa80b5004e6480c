import Foundation
import XCTest

@testable import Grading

/// What is written for people and services.
final class GradeReportTests: XCTestCase {
    private func grade(_ name: String, _ verdict: Verdict, sentence: String = "") throws -> Grade {
        let entries = ["1.1", "1.2"].map { id in
            """
            {"exercise": "\(id)", "isHidden": \(id == "1.2"), "verdict": "\(verdict.rawValue)",
             "sentence": \(quoted(sentence)), "points": \(verdict == .passed ? 1 : 0), "maximum": 1,
             "seconds": 0.5, "memoryBytes": 1}
            """
        }
        let json = """
            {"name": \(quoted(name)), "problem": "", "buildSeconds": 2, "runSeconds": 1.2, "tests": "x",
             "deduction": 0, "lateness": "", "entries": [\(entries.joined(separator: ","))]}
            """
        return try JSONDecoder().decode(Grade.self, from: Data(json.utf8))
    }

    private func quoted(_ text: String) -> String {
        String(decoding: try! JSONEncoder().encode(text), as: UTF8.self)
    }

    func testFormulasInNamesAreDefused() throws {
        let names = ["=1+1", "+x", "-x", "@x", "\tx", " =1+1", "|x"]
        for name in names {
            XCTAssert(GradesCSV.text([try grade(name, .passed)]).contains("'" + name), name)
        }
        XCTAssert(GradesCSV.text([try grade("Ada", .passed)]).contains("\r\nAda,2,2,0,,"))
    }

    func testQuotesCommasAndLineBreaksAreQuoted() {
        XCTAssertEqual(GradesCSV.quoted("a\"b"), "\"a\"\"b\"")
        XCTAssertEqual(GradesCSV.quoted("a,b"), "\"a,b\"")
        XCTAssertEqual(GradesCSV.quoted("a\nb"), "\"a\nb\"")
        XCTAssertEqual(GradesCSV.quoted("\""), "\"\"\"\"")
        XCTAssertEqual(GradesCSV.quoted("ab"), "ab")
    }

    func testGradescopeGetsItsFields() throws {
        let data = try GradescopeResults.json(try grade("Ada", .wrong, sentence: "It is 7."))
        let file = try JSONSerialization.jsonObject(with: data) as! [String: Any]
        XCTAssertEqual(file["score"] as? Double, 0)
        XCTAssertEqual(file["execution_time"] as? Int, 4)
        let tests = file["tests"] as! [[String: Any]]
        XCTAssertEqual(tests[0]["status"] as? String, "failed")
        XCTAssertEqual(tests[0]["number"] as? String, "1.1")
        XCTAssertEqual(tests[0]["output"] as? String, "wrong. It is 7.")
        XCTAssertEqual(tests[0]["visibility"] as? String, "visible")
        XCTAssertEqual(tests[1]["visibility"] as? String, "hidden")
        XCTAssertEqual(tests[1]["output"] as? String, "")
    }

    /// https://gradescope-autograders.readthedocs.io/en/latest/specs/
    func testGradescopeGetsNothingThatItDoesNotKnow() throws {
        let data = try GradescopeResults.json(try grade("Ada", .passed))
        let file = try JSONSerialization.jsonObject(with: data) as! [String: Any]
        let known: Set = [
            "score", "execution_time", "output", "output_format", "test_output_format",
            "test_name_format", "visibility", "stdout_visibility", "extra_data", "tests",
            "leaderboard",
        ]
        XCTAssert(known.isSuperset(of: file.keys), "\(file.keys)")
        let knownOfTests: Set = [
            "score", "max_score", "status", "name", "name_format", "number", "output",
            "output_format", "tags", "visibility", "extra_data",
        ]
        for test in file["tests"] as! [[String: Any]] {
            XCTAssert(knownOfTests.isSuperset(of: test.keys), "\(test.keys)")
            XCTAssert(["passed", "failed"].contains(test["status"] as? String))
            XCTAssert(["visible", "hidden"].contains(test["visibility"] as? String))
        }
    }

    func testClassroomGetsBase64() throws {
        let text = try ClassroomResult.base64(try grade("Ada", .passed))
        let data = Data(base64Encoded: text)!
        let file = try JSONSerialization.jsonObject(with: data) as! [String: Any]
        XCTAssertEqual(file["status"] as? String, "pass")
        XCTAssertEqual(file["max_score"] as? Double, 2)
    }

    func testPagesShowNamesAsText() throws {
        let bad = "<script>alert(1)</script>"
        let grade = try grade(bad, .wrong, sentence: "call(\"\(bad)\") is 7.")
        for page in [ClassPages.student(grade), ClassPages.overview([grade])] {
            XCTAssertFalse(page.contains("<script"))
            XCTAssert(page.contains("&lt;script&gt;"))
        }
    }

    func testAStudentsPageSaysNothingOfHiddenTests() throws {
        let page = ClassPages.student(try grade("Ada", .wrong))
        XCTAssert(page.contains("<td>1.1</td>"))
        XCTAssertFalse(page.contains("<td>1.2</td>"))
    }

    func testLatenessTakesTenPercentForEachDayThatHasBegun() throws {
        let text =
            "due,2026-11-20T12:00:00Z\ngrace minutes,15\nada,2026-11-20T12:14:00Z\n"
            + "bob,2026-11-21T12:01:00Z\neve,2027-11-21T12:00:00Z\n"
        let late = try Lateness(text: text, file: "times.csv")
        XCTAssertEqual(late.applied(to: try grade("ada", .passed)).points, 2)
        XCTAssertEqual(late.applied(to: try grade("nobody", .passed)).points, 2)
        XCTAssertEqual(late.applied(to: try grade("bob", .passed)).points, 1.6, accuracy: 1e-9)
        XCTAssertEqual(late.applied(to: try grade("eve", .passed)).points, 0)
        XCTAssertThrowsError(try Lateness(text: "ada,yesterday", file: "times.csv"))
        XCTAssertThrowsError(try Lateness(text: "ada,2026-11-20T12:14:00Z", file: "times.csv"))
    }

    func testRenamedVariablesAreStillAlikeAndTheStubIsNot() {
        let stub = "func a(_ x: [Double]) -> Double {\n    todo()\n}\n"
        let body = (0..<12).map {
            "    var t\($0) = x[\($0)] * 2 + x[0]\n    if t\($0) > \($0) { t\($0) -= 1 }\n"
        }
        let one = "func a(_ x: [Double]) -> Double {\n" + body.joined() + "    return t1\n}\n"
        let renamed = one.replacingOccurrences(of: "t", with: "tt").replacingOccurrences(
            of: "retturn", with: "return")
        let other =
            "func a(_ x: [Double]) -> Double {\n    x.enumerated().map { $0 == 3 ? $1 : -$1 }.reduce(0, +) "
            + "+ (x.first ?? 0) * (x.last ?? 1) - x.min()! / x.max()! + Double(x.count % 7)\n}\n"
        let submissions = [one, renamed, other, stub].enumerated().map {
            Submission(name: "s\($0)", files: ["Lesson01Perceptron.swift": $1])
        }
        let found = Similarity(submissions, common: [["Lesson01Perceptron.swift": stub]])
        XCTAssertEqual(found.pairs.map { [$0.first, $0.second] }, [["s0", "s1"]])
        XCTAssertEqual(found.pairs[0].share, 1)
    }

    func testOptionsAreReadAndRefusedWithASentence() throws {
        let options = try GradeOptions([
            "--only", "2/3", "--csv=g.csv", "a", "b", "--", "--c", "-d",
        ])
        XCTAssertEqual(options.submissions, ["a", "b", "--c", "-d"])
        XCTAssertEqual(options.ownSubmissions, ["b"])
        for words in [
            ["--only", "4/3"], ["--csv"], ["--nothing", "x"], ["--again=1"], ["--jobs", "0"],
        ] {
            XCTAssertThrowsError(try GradeOptions(words), words.joined()) {
                XCTAssertEqual(($0 as? Refusal)?.status, .usage)
            }
        }
    }
}
