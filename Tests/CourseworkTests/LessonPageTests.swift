import Figures
import FoundationEssentials
import Primavera
import XCTest

@testable import Coursework

final class LessonPageTests: XCTestCase {
    private func lesson(out: String, seed: UInt64 = 1) -> (Lesson, () -> String) {
        var options = Options()
        options.out = out
        options.seed = seed
        nonisolated(unsafe) var text = ""
        let lesson = Lesson(Catalogue.lesson(1), options) { text += $0 }
        return (lesson, { text })
    }

    private func newFolder() -> String {
        NSTemporaryDirectory() + "primavera-" + UUID().uuidString
    }

    func testWhatIsToldIsInTheTerminalAndInTheReport() throws {
        let folder = newFolder()
        let (lesson, text) = lesson(out: folder)
        lesson.section("Why")
        lesson.say(
            """
            Two lines
            that are *one* `paragraph`.
            """)
        lesson.table(["a", "b"], [["1", "`x`"]])
        lesson.show(Chart(title: "picture", layers: [.line("", [1, 2])]), caption: "It rises.")
        lesson.yourTurn()
        try lesson.writeFiles(seconds: 1)
        XCTAssert(text().contains("Two lines that are one paragraph."))
        XCTAssert(text().contains("── Why ─"))
        XCTAssert(text().contains("picture"))
        XCTAssert(text().contains("swift test --filter Lesson01"))
        let html = String(decoding: try readFile(folder + "/index.html"), as: UTF8.self)
        for part in [
            "<h2", "that are <em>one</em> <code>paragraph</code>.", "<svg", "It rises.", "1.1",
        ] {
            XCTAssert(html.contains(part), part)
        }
    }

    func testPicturesAreSavedWhenAskedFor() throws {
        var options = Options()
        options.out = newFolder()
        options.savesPictures = true
        let lesson = Lesson(Catalogue.lesson(1), options, output: { _ in })
        let chart = Chart(title: "Cost, & more", layers: [.line("", [1, 2])])
        lesson.show(chart, caption: "")
        lesson.animate(Animation(title: "a", frames: [chart], labels: ["0"]), caption: "")
        try lesson.writeFiles(seconds: 1)
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: options.out! + "/pictures")
                .sorted(),
            ["01-cost-more.png", "01-cost-more.svg", "02-cost-more.png", "02-cost-more.svg"])
    }

    func testTheClaimsAreJSON() throws {
        struct File: Decodable {
            let lesson: Int
            let quick: Bool
            let seed: Int
            let results: [String: Double?]
        }
        let folder = newFolder()
        let (lesson, _) = lesson(out: folder, seed: 5)
        lesson.claim("b", 0.1)
        lesson.claim("a", -3)
        lesson.claim("large", 1e300)
        lesson.claim("none", .nan)
        try lesson.writeFiles(seconds: 1)
        let data = Data(try readFile(folder + "/results.json"))
        let file = try JSONDecoder().decode(File.self, from: data)
        XCTAssertEqual(file.lesson, 1)
        XCTAssertEqual(file.seed, 5)
        XCTAssertEqual(file.results["b"], 0.1)
        XCTAssertEqual(file.results["a"], -3)
        XCTAssertEqual(file.results["large"], 1e300)
        XCTAssertEqual(file.results["none"], .some(nil))
    }

    func testAPlaceThatCannotBeWrittenIsNamedBeforeTheWork() throws {
        for folder in ["/proc/no/such/place", "/dev/null/x"] {
            let (lesson, _) = lesson(out: folder)
            XCTAssertThrowsError(try lesson.checkFolder()) {
                XCTAssert("\($0)".contains("--out \(folder)"), "\($0)")
            }
        }
        let folder = newFolder()
        let (usable, _) = lesson(out: folder)
        try usable.checkFolder()
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), [])
    }

    func testTheNumberOfEpochs() {
        let (usual, _) = lesson(out: "x")
        XCTAssertEqual(usual.epochs(default: 20, quick: 2), 20)
        var options = Options()
        options.isQuick = true
        XCTAssertEqual(
            Lesson(Catalogue.lesson(1), options, output: { _ in }).epochs(default: 20, quick: 2), 2)
        options.epochs = 7
        XCTAssertEqual(
            Lesson(Catalogue.lesson(1), options, output: { _ in }).epochs(default: 20, quick: 2), 7)
    }
}

final class TextLayoutTests: XCTestCase {
    func testLinesAreWrappedAtWords() {
        let text = "a `code` " + String(repeating: "word ", count: 40) + "*end*."
        for width in [20, 40, 92] {
            let lines = wrapped(text, width: width).split(separator: "\n")
            XCTAssert(lines.allSatisfy { $0.count <= width })
            XCTAssertEqual(
                lines.joined(separator: " "),
                "a code " + String(repeating: "word ", count: 40) + "end.")
        }
        XCTAssertEqual(wrapped("averylongword", width: 5), "averylongword")
    }

    func testNumbersAreSetToTheRight() {
        let text = TextTable(["name", "n"], [["a", "1"], ["bb", "−22"], ["ccc", ""]]).text(
            width: 80)
        XCTAssertEqual(
            text.split(separator: "\n").map(String.init),
            ["  name    n", "  ─────────", "  a       1", "  bb    −22", "  ccc      "])
    }
}

final class CatalogueTests: XCTestCase {
    func testEveryExerciseHasANumberPointsAndThreeHints() {
        var seen: Set<String> = []
        for lesson in Catalogue.lessons {
            XCTAssertEqual(
                lesson.program, "lesson" + (lesson.number < 10 ? "0" : "") + "\(lesson.number)")
            XCTAssert(lesson.question.hasSuffix("?"))
            for (index, exercise) in lesson.exercises.enumerated() {
                XCTAssertEqual(exercise.id, "\(lesson.number).\(index + 1)")
                XCTAssert(seen.insert(exercise.id).inserted)
                XCTAssertGreaterThan(exercise.points, 0)
                XCTAssertEqual(exercise.hints.count, 3, exercise.id)
                XCTAssertEqual(Set(exercise.hints).count, 3, exercise.id)
            }
        }
        XCTAssertEqual(Catalogue.lessons.map(\.number), Catalogue.lessons.map(\.number).sorted())
    }

    func testTheFilesThatItNamesAreThereWithEveryExercise() throws {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        for lesson in Catalogue.lessons {
            for folder in ["Exercises", "Solutions"] {
                let path = lesson.exerciseFile.replacing("Exercises", with: folder)
                let text = String(decoding: try readFile(root + "/" + path), as: UTF8.self)
                for exercise in lesson.exercises {
                    XCTAssert(
                        text.contains("Exercise \(exercise.id) ·"), "\(exercise.id) in \(path)")
                }
                XCTAssertEqual(text.contains("    todo()"), folder == "Exercises", path)
            }
        }
    }
}

final class TodoTests: XCTestCase {
    func testAPlaceholderComesBackAndItIsNoted() {
        TodoLog.clear()
        XCTAssertFalse(TodoLog.clear())
        func number() -> Double { todo() }
        func pair() -> (weights: [Double], epochs: Int) { todo() }
        func triple() -> (x: Double, y: Double, z: Double) { todo() }
        XCTAssert(number().isNaN)
        XCTAssertTrue(TodoLog.clear())
        XCTAssertFalse(TodoLog.clear())
        XCTAssertEqual(pair().weights, [])
        XCTAssert(triple().z.isNaN)
        XCTAssertTrue(TodoLog.clear())
    }
}
