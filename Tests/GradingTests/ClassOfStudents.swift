import Coursework
import Foundation

@testable import Grading

/// Students whose lessons are solved, not started, or hold one known mistake: always the same ones.
///
/// Of each the right verdicts are known, from what was put in and from which function calls which.
struct ClassOfStudents {
    struct Student {
        let name: String
        /// By file name.
        let files: [String: String]
        /// The verdicts that are right, by exercise.
        let expected: [String: Set<Verdict>]
    }

    private(set) var students: [Student] = []

    init(size: Int) throws {
        let course = CoursePackage(around: #filePath)!
        let solutions = try swiftFiles(in: course.path("Solutions"))
        let stubs = try swiftFiles(in: course.path("Exercises"))
        let mistakes = try solutions.keys.reduce(into: [:]) {
            $0[$1] = try KnownMistakeListing.all(of: $1, in: course)
        }
        var seed: UInt64 = 7
        func random(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for number in 0..<size {
            var files: [String: String] = [:]
            var mistaken: Set<String> = []
            for name in solutions.keys.sorted() {
                switch random(4) {
                case 0: files[name] = stubs[name]
                case 1:
                    let choice = mistakes[name]!
                    let mistake = choice[random(choice.count)]
                    files[name] = mistake.put(into: solutions[name]!)
                    mistaken.insert(mistake.function)
                default: files[name] = solutions[name]
                }
            }
            students.append(
                Student(
                    name: "student\(number)", files: files,
                    expected: Self.expected(files, mistaken: mistaken)))
        }
    }

    /// What the tests must say. Only where an answer calls another exercise's function that is mistaken
    /// or not started, more than one verdict is right: the test may or may not lead there.
    private static func expected(
        _ files: [String: String], mistaken: Set<String>
    ) -> [String: Set<Verdict>] {
        let functions = files.values.flatMap { ExerciseSource($0).functions }
        let byName = Dictionary(grouping: functions, by: \.name)
        func reached(from start: [ExerciseSource.Function]) -> [ExerciseSource.Function] {
            var names = Set(start.map(\.name))
            var waiting = start
            var all: [ExerciseSource.Function] = []
            while let function = waiting.popLast() {
                all.append(function)
                for token in function.tokens where names.insert(token.text).inserted {
                    waiting += byName[token.text] ?? []
                }
            }
            return all
        }
        let failed: Set<Verdict> = [.wrong, .wrongShape, .notANumber, .crashed]
        var expected: [String: Set<Verdict>] = [:]
        for (id, own) in Dictionary(grouping: functions, by: { $0.exercise ?? "" }) where id != "" {
            if own.contains(where: \.hasTodo) {
                expected[id] = [.notStarted]
                continue
            }
            let isMistaken = own.contains { mistaken.contains($0.name) }
            let called = reached(from: own)
            var verdicts: Set<Verdict> = isMistaken ? failed : [.passed]
            if called.contains(where: \.hasTodo) { verdicts.insert(.notStarted) }
            if called.contains(where: { mistaken.contains($0.name) }) {
                verdicts.formUnion(failed)
            }
            expected[id] = verdicts
        }
        return expected
    }
}

/// A wrong answer from `Tests/KnownMistakes`.
private struct KnownMistakeListing {
    let exercise: String
    let function: String
    let body: String

    /// Those of one file that come to an end and do not call the function that they replace.
    static func all(of file: String, in course: CoursePackage) throws -> [KnownMistakeListing] {
        let path = course.path("Tests/KnownMistakes/\(file.dropLast(6)).md")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.components(separatedBy: "\n## ").dropFirst().compactMap { section in
            let words = section.components(separatedBy: ":")[0].components(separatedBy: " ")
            let parts = section.components(separatedBy: "```")
            guard words.count == 2, parts.count >= 3, !section.contains("Never ends."),
                !parts[1].contains(words[1])
            else { return nil }
            return KnownMistakeListing(
                exercise: words[0], function: words[1],
                body: String(parts[1].dropFirst("swift\n".count)))
        }
    }

    func put(into solution: String) -> String {
        ExerciseSource(solution).replacing {
            $0.name == function && $0.exercise == exercise
                ? $0.head + "{\n" + body + "}" : $0.text
        }
    }
}
