/// The lessons and their exercises: the one list that lessons, tests and tools read.
public enum Catalogue {
    /// A lesson of the course.
    public struct Lesson: Sendable {
        /// From 0.
        public let number: Int
        /// What its page is called.
        public let title: String
        /// The question that the lesson answers.
        public let question: String
        /// The last part of the names of its files and its test class: `Perceptron`.
        public let topic: String
        /// What to build after it, in order.
        public let exercises: [Exercise]

        private var digits: String { (number < 10 ? "0" : "") + String(number) }

        /// The executable: `lesson01`.
        public var program: String { "lesson" + digits }
        /// Where its exercises are: `Exercises/Lesson01Perceptron.swift`.
        public var exerciseFile: String { "Exercises/Lesson\(digits)\(topic).swift" }
        /// What `swift test --filter` takes: `Lesson01`.
        public var testClass: String { "Lesson" + digits }
    }

    /// Something to build, with its points.
    public struct Exercise: Sendable {
        /// Lesson and position: `1.2`.
        public let id: String
        /// What to build, in few words.
        public let title: String
        /// What it counts.
        public let points: Int
        /// Three steps, from a nudge to nearly all.
        public let hints: [String]
    }

    /// - Fails: with a sentence when there is no such lesson
    public static func lesson(_ number: Int) -> Lesson {
        guard let lesson = lessons.first(where: { $0.number == number }) else {
            fatalError("There is no lesson \(number).")
        }
        return lesson
    }

    /// All, in order.
    public static let lessons: [Lesson] = [
        lesson00, lesson01, lesson02, lesson03, lesson04, lesson05, lesson06, lesson07,
        lesson08, lesson09, lesson10,
    ]

    static func lesson(
        _ number: Int, _ topic: String, _ title: String, _ question: String,
        _ exercises: [(String, Int, [String])]
    ) -> Lesson {
        Lesson(
            number: number, title: title, question: question, topic: topic,
            exercises: exercises.enumerated().map { index, exercise in
                Exercise(
                    id: "\(number).\(index + 1)", title: exercise.0, points: exercise.1,
                    hints: exercise.2)
            })
    }
}
