/// One test of one exercise, as the test sources have it.
public struct ExerciseTest: Codable, Sendable, Equatable {
    /// Lesson and position: `1.2`.
    public let exercise: String
    /// Its test class and method: `Lesson01PerceptronTests`, `testStep`.
    let testClass: String
    let method: String
    /// Whether it came with `--hidden`.
    public let isHidden: Bool
    /// How many answers it compares when all are right, from a run of the solutions.
    var checks = 0

    /// What XCTest calls it.
    var name: String { "ExerciseTests.\(testClass)/\(method)" }

    /// The tests in a source file: each method that begins with `test` and calls `exercise("1.2")`.
    static func all(in source: String, isHidden: Bool) -> [ExerciseTest] {
        var tests: [ExerciseTest] = []
        var testClass: String?
        var method: String?
        for line in source.split(separator: "\n") {
            if let name = word(in: line, between: "class ", and: ": ExerciseTestCase") {
                testClass = name
            }
            if let name = word(in: line, between: "func test", and: "()") { method = "test" + name }
            if let id = word(in: line, between: "try exercise(\"", and: "\""),
                let testClass, let name = method
            {
                tests.append(
                    ExerciseTest(
                        exercise: id, testClass: testClass, method: name, isHidden: isHidden))
                method = nil
            }
        }
        return tests
    }

    private static func word(
        in line: Substring, between start: String, and end: String
    ) -> String? {
        guard let first = line.firstRange(of: start) else { return nil }
        let rest = line[first.upperBound...]
        guard let last = rest.firstRange(of: end) else { return nil }
        return String(rest[..<last.lowerBound])
    }
}
