import Foundation
import XCTest

@testable import Grading

/// A whole class, graded by the program, which is killed in the middle and started again.
///
/// ```sh
/// PRIMAVERA_CLASS=200 swift test --filter ClassTests
/// ```
final class ClassTests: XCTestCase {
    func testEachOfAClassGetsWhatItDeservesAlsoWhenTheProgramIsKilledInTheMiddle() throws {
        guard let text = ProcessInfo.processInfo.environment["PRIMAVERA_CLASS"],
            let size = Int(text), size > 0
        else { throw XCTSkip("Takes seconds a student: runs where PRIMAVERA_CLASS is a number.") }
        _ = try GradingRoom.sandbox()
        let folder = CoursePackage(around: #filePath)!.path(".build/grading-class")
        let students = try ClassOfStudents(size: size).students
        try write(students, to: folder)
        let words = [
            "--class", folder + "/class", "--results", folder + "/results", "--csv",
            folder + "/grades.csv", "--html", folder + "/html", "--similarity",
            folder + "/alike.html",
        ]
        func run(isCancelled: () -> Bool = { false }) throws -> CommandRun {
            try GradeProgram.run(words, seconds: 36_000, isCancelled: isCancelled)
        }

        // As kill -9: the command gets no chance to do anything about it.
        let first = try run { self.results(in: folder).count >= max(1, size / 2) }
        XCTAssertEqual(first.ending, .cancelled, first.output)
        let kept = results(in: folder)
        XCTAssertGreaterThanOrEqual(kept.count, max(1, size / 2))
        XCTAssertEqual(try leftProcesses(folder), [])

        let second = try run()
        XCTAssertEqual(second.ending, .exited(0), second.output)
        XCTAssertEqual(second.output.components(separatedBy: "(kept)").count - 1, kept.count)
        let all = results(in: folder)
        XCTAssertEqual(all.count, size)
        for (name, date) in kept { XCTAssertEqual(all[name], date, "\(name) was graded twice.") }

        let third = try run()
        XCTAssertEqual(third.output.components(separatedBy: "(kept)").count - 1, size)

        let grades = try Batch.merged([folder + "/results"])
        check(grades, students)
        report(grades, first, second)
    }

    private func write(_ students: [ClassOfStudents.Student], to folder: String) throws {
        try? FileManager.default.removeItem(atPath: folder)
        for student in students {
            let place = "\(folder)/class/\(student.name)/Exercises"
            try makeFolder(place)
            for (name, text) in student.files {
                try Grading.write(Data(text.utf8), to: "\(place)/\(name)")
            }
        }
    }

    /// The files with results, and when each was written.
    private func results(in folder: String) -> [String: Date] {
        let folder = folder + "/results"
        return CoursePackage.names(in: folder, endingIn: ".json").reduce(into: [:]) {
            let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\($1)")
            $0[$1] = facts?[.modificationDate] as? Date
        }
    }

    /// What still runs of a batch that was killed, a second later.
    private func leftProcesses(_ folder: String) throws -> [String] {
        #if os(Linux)
        sleep(1)
        let work = CoursePackage(around: #filePath)!.path(".build/grading/build-")
        return CoursePackage.names(in: "/proc").compactMap { name in
            guard Int(name) != nil,
                let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline")
            else { return nil }
            let words = String(decoding: line, as: UTF8.self).split(separator: "\0")
            return words.contains { $0.hasPrefix(work) } ? words.joined(separator: " ") : nil
        }
        #else
        return []
        #endif
    }

    private func check(_ grades: [Grade], _ students: [ClassOfStudents.Student]) {
        let byName = Dictionary(uniqueKeysWithValues: students.map { ($0.name, $0) })
        var exact = 0
        for grade in grades {
            let expected = byName[grade.name]?.expected ?? [:]
            for entry in grade.entries {
                let right = expected[entry.exercise] ?? []
                if right.count == 1 { exact += 1 }
                XCTAssert(
                    right.contains(entry.verdict),
                    "\(grade.name) \(entry.exercise): \(entry.verdict.rawValue), but expected was "
                        + "\(right.map(\.rawValue).sorted()). \(entry.sentence)")
            }
        }
        let count = grades.reduce(0) { $0 + $1.entries.count }
        print("\(count) verdicts as expected; for \(exact) of them only one was right.")
    }

    private func report(_ grades: [Grade], _ first: CommandRun, _ second: CommandRun) {
        func mean(_ value: (Grade) -> Double) -> String {
            ClassTable.number(grades.reduce(0) { $0 + value($1) } / Double(grades.count))
        }
        let seconds = first.seconds + second.seconds
        print(
            "\(grades.count) submissions in \(ClassTable.number(seconds)) s, killed once in between; "
                + "\(ClassTable.number(seconds / Double(grades.count))) s each; of one worker's time "
                + "compiling \(mean(\.buildSeconds)) s, running \(mean(\.runSeconds)) s; the largest "
                + "process had \(second.peakMemory >> 20) MB.")
    }
}
