/// One test of one exercise, as the test sources have it.
struct ExerciseTest: Codable, Sendable, Equatable {
    /// Lesson and position: `1.2`.
    let exercise: String
    /// Its test class and method: `Lesson01PerceptronTests`, `testStep`.
    let testClass: String
    let method: String
    /// Whether it came with `--hidden`.
    let isHidden: Bool
    /// How many answers it compares when all are right, from a run of the solutions.
    var checks = 0

    /// What XCTest calls it.
    var name: String { "ExerciseTests.\(testClass)/\(method)" }

    /// The tests in a source file: each method that calls `exercise("1.2")`.
    static func all(in source: String, isHidden: Bool) -> [ExerciseTest] {
        ExerciseTestNames.read(source).map {
            ExerciseTest(
                exercise: $0.exercise, testClass: $0.testClass, method: $0.method,
                isHidden: isHidden)
        }
    }
}
