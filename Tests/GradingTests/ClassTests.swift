import Coursework
import Foundation
import XCTest

@testable import Grading

/// A whole class, made of the solutions, the stubs and the known mistakes, always the same one.
///
/// ```sh
/// PRIMAVERA_CLASS=200 swift test --filter ClassTests
/// ```
final class ClassTests: XCTestCase {
    func testEachOfAClassGetsWhatItDeserves() throws {
        guard let text = ProcessInfo.processInfo.environment["PRIMAVERA_CLASS"],
            let size = Int(text)
        else { throw XCTSkip("Takes seconds a student: runs where PRIMAVERA_CLASS is a number.") }
        let room = try AttackRoom.make(isAsked: true)
        let folder = room.folder + "-class"
        try? FileManager.default.removeItem(atPath: folder)
        let students = try ClassOfStudents(size: size).students
        for student in students {
            try makeFolder("\(folder)/class/\(student.name)/Exercises")
            for (name, text) in student.files {
                try write(Data(text.utf8), to: "\(folder)/class/\(student.name)/Exercises/\(name)")
            }
        }
        let batch = Batch(
            prepared: room.prepared, results: folder + "/results", work: folder)
        let start = ContinuousClock.now
        let grades = try batch.run(students.map { "\(folder)/class/\($0.name)" }) { _, _, _ in }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        func sum(_ value: (Grade) -> Double) -> String {
            ClassTable.number(grades.reduce(0) { $0 + value($1) } / Double(grades.count))
        }
        print(
            "\(grades.count) submissions in \(ClassTable.number(seconds)) s, a submission "
                + "\(ClassTable.number(seconds / Double(grades.count))) s; compiling "
                + "\(sum(\.buildSeconds)) s, running \(sum(\.runSeconds)) s of one worker.")
        for (student, grade) in zip(students, grades) {
            XCTAssertEqual(grade.name, student.name)
            for entry in grade.entries {
                guard let expected = student.expected[entry.exercise] else { continue }
                XCTAssert(
                    expected.contains(entry.verdict),
                    "\(student.name) \(entry.exercise): \(entry.verdict.rawValue). \(entry.sentence)"
                )
            }
        }
        // A second start has nothing left to do.
        _ = try batch.run(students.map { "\(folder)/class/\($0.name)" }) { _, _, isKept in
            XCTAssert(isKept)
        }
    }
}

/// Students whose lessons are solved, not started, or hold one known mistake.
struct ClassOfStudents {
    struct Student {
        let name: String
        var files: [String: String] = [:]
        /// The verdicts that are right; an exercise that may call a mistaken one is left open.
        var expected: [String: Set<Verdict>] = [:]
    }

    private(set) var students: [Student] = []

    private struct Mistake {
        let exercise: String
        let function: String
        let body: String
    }

    init(size: Int) throws {
        let course = CoursePackage(around: #filePath)!
        let solutions = try swiftFiles(in: course.path("Solutions"))
        let stubs = try swiftFiles(in: course.path("Exercises"))
        var seed: UInt64 = 7
        func random(_ bound: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for number in 0..<size {
            var student = Student(name: "student\(number)")
            for lesson in Catalogue.lessons {
                let name = String(lesson.exerciseFile.dropFirst("Exercises/".count))
                let mistakes = try Self.mistakes(course, name)
                let ids = lesson.exercises.map(\.id)
                switch random(4) {
                case 0:
                    student.files[name] = stubs[name]
                    for id in ids { student.expected[id] = [.notStarted] }
                case 1:
                    let mistake = mistakes[random(mistakes.count)]
                    student.files[name] = Self.replaced(solutions[name]!, mistake)
                    student.expected[mistake.exercise] = [
                        .wrong, .wrongShape, .notANumber, .crashed,
                    ]
                default:
                    student.files[name] = solutions[name]
                    for id in ids { student.expected[id] = [.passed] }
                }
            }
            students.append(student)
        }
        // A solution that calls an exercise of another lesson may be wrong with it.
        for index in students.indices {
            let wrong = students[index].expected.filter {
                !$0.value.isSubset(of: [.passed, .notStarted])
            }
            let open = students[index].expected.filter { $0.value == [.notStarted] }
            if wrong.isEmpty && open.isEmpty { continue }
            let near: Set<Verdict> = [.wrong, .notStarted, .wrongShape, .notANumber, .crashed]
            students[index].expected = students[index].expected.mapValues {
                $0 == [.notStarted] ? $0 : $0.union(near)
            }
        }
    }

    /// The known mistakes of a lesson that end with a sentence and do not call the function itself.
    private static func mistakes(_ course: CoursePackage, _ file: String) throws -> [Mistake] {
        let path = course.path("Tests/KnownMistakes/\(file.dropLast(6)).md")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.components(separatedBy: "\n## ").dropFirst().compactMap { section in
            let words = section.components(separatedBy: ":")[0].components(separatedBy: " ")
            let parts = section.components(separatedBy: "```")
            guard words.count == 2, parts.count >= 3, !section.contains("Never ends."),
                !parts[1].contains(words[1])
            else { return nil }
            return Mistake(
                exercise: words[0], function: words[1],
                body: String(parts[1].dropFirst("swift\n".count)))
        }
    }

    private static func replaced(_ source: String, _ mistake: Mistake) -> String {
        var result: [String] = []
        var isInside = false
        for line in source.components(separatedBy: "\n") {
            if line.hasPrefix("public func \(mistake.function)(") {
                isInside = true
                result.append(line)
                if line.hasSuffix("{") { result.append(mistake.body) }
            } else if isInside {
                if line == "}" {
                    isInside = false
                    result.append(line)
                } else if line.hasSuffix("{"), !result.last!.hasPrefix(mistake.body),
                    !line.hasPrefix("    ") || !result.contains(mistake.body)
                {
                    result += [line, mistake.body]
                } else if !result.contains(mistake.body) {
                    result.append(line)
                }
            } else {
                result.append(line)
            }
        }
        return result.joined(separator: "\n")
    }
}
