import Coursework
import Grading
import XCTest

@testable import Grading

final class ExerciseSourceTests: XCTestCase {
    private func solutions() throws -> [ExerciseSource] {
        let course = try XCTUnwrap(CoursePackage(around: #filePath))
        return try Catalogue.lessons.map { try ExerciseSource(path: course.solutionFile(of: $0)) }
    }

    func testEveryExerciseOfTheCatalogueHasAFunction() throws {
        let found = try solutions().flatMap(\.functions).compactMap(\.exercise)
        let all = Catalogue.lessons.flatMap(\.exercises).map(\.id)
        XCTAssertEqual(Set(found), Set(all))
        XCTAssertTrue(try solutions().allSatisfy(\.isWhole))
    }

    func testEveryExerciseHasATest() throws {
        let course = try XCTUnwrap(CoursePackage(around: #filePath))
        let names = try ExerciseTestNames.all(in: course)
        for exercise in Catalogue.lessons.flatMap(\.exercises) {
            XCTAssertNotNil(names[exercise.id], exercise.id)
        }
        XCTAssertEqual(names["1.2"], "Lesson01PerceptronTests/testStep")
    }

    func testStubsKeepCommentsAndHeadsAndLoseOurOwnFunctions() throws {
        for source in try solutions() {
            let stubs = ExerciseSource(source.asGiven)
            let ours = source.functions.filter { $0.exercise != nil }
            XCTAssertEqual(stubs.functions.map(\.head), ours.map(\.head))
            XCTAssertEqual(stubs.functions.map(\.documentation), ours.map(\.documentation))
            XCTAssertTrue(stubs.functions.allSatisfy(\.hasTodo))
            XCTAssertEqual(ExerciseSource(stubs.asGiven).asGiven, stubs.asGiven)
        }
    }

    func testBracesInTextsAndCommentsAreNone() {
        let source = ExerciseSource(
            """
            /// Exercise 1.2 · It fires {
            public func step(_ x: Int, then: (Int) -> Int = { $0 }) -> Int {
                let text = "}\\(["{": 1]["}"] ?? 0)" // }
                /* } /* } */ */
                let long = \"""
                    } "
                    \"""
                let raw = #"\\"}"#
                return text.count + long.count + raw.count
            }
            let after = 1
            """)
        XCTAssertEqual(source.functions.map(\.name), ["step"])
        XCTAssertTrue(source.functions[0].text.hasSuffix("raw.count\n}"))
        XCTAssertEqual(source.functions[0].line, 2)
        XCTAssertEqual(source.functions[0].exercise, "1.2")
        XCTAssertEqual(source.rest.map(\.text), ["let", "after", "=", "1"])
        XCTAssertTrue(source.isWhole)
    }

    func testAMethodIsNoExerciseAndAMissingBraceIsNoticed() {
        let method = ExerciseSource("struct A {\n    func step() -> Int { 1 }\n}\n")
        XCTAssertEqual(method.functions.count, 0)
        XCTAssertTrue(method.isWhole)
        for broken in ["func a() {\n", "func a() { }\n}\n", "}\nfunc a() { }\n{"] {
            XCTAssertFalse(ExerciseSource(broken).isWhole, broken)
        }
    }

    func testAFunctionIsReplacedAndTheRestStaysByteForByte() {
        let text =
            "import X\n\n/// one\nfunc a() -> Int { 1 }\r\n\n// é\n@inlinable func b() { }\nlet c = 3"
        let source = ExerciseSource(text)
        XCTAssertEqual(source.replacing { $0.text }, text)
        XCTAssertEqual(
            source.replacing { $0.name == "b" ? "func b() -> Int { 2 }" : $0.text },
            text.replacing("@inlinable func b() { }", with: "func b() -> Int { 2 }"))
        XCTAssertEqual(
            source.replacing { $0.name == "a" ? nil : $0.text },
            "import X\n\n\r\n\n// é\n@inlinable func b() { }\nlet c = 3")
    }

    func testNonsenseIsReadToItsEnd() {
        let pieces = [
            "\"", "{", "}", "/*", "*/", "//", "\\(", ")", "(", "#", "\n", "func a", "é", "\"\"\"",
        ]
        var number: UInt64 = 1
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<20 {
                number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(number >> 33) % pieces.count]
            }
            let source = ExerciseSource(text)
            XCTAssertEqual(source.replacing { $0.text }, text)
        }
        let deep = String(repeating: "\"\\(", count: 100_000)
        XCTAssertFalse(SwiftToken.all(in: deep).isEmpty)
    }
}
