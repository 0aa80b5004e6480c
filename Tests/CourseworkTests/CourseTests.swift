import Figures
import FoundationEssentials
import Primavera
import XCTest

@testable import Coursework

final class LessonTextTests: XCTestCase {
    private func lesson(_ change: (inout Options) -> Void = { _ in }) -> (Lesson, () -> String) {
        var options = Options()
        let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
        options.out = folder
        change(&options)
        nonisolated(unsafe) var text = ""
        return (Lesson(Catalogue.lesson(1), options) { text += $0 }, { text })
    }

    private func page(_ lesson: Lesson) throws -> String {
        try lesson.writeFiles(seconds: 0)
        return String(decoding: try readFile(lesson.folder + "/index.html"), as: UTF8.self)
    }

    func testASectionIsALineInTheTerminalAndAHeadingOnThePage() throws {
        let (lesson, text) = lesson()
        lesson.section("Why")
        let long = String(repeating: "x", count: 120)
        lesson.section(long)
        let width = max(40, min(Terminal.width, 72))
        XCTAssertEqual(text().split(separator: "\n")[0].count, width)
        XCTAssert(text().contains("── \(long) "))
        XCTAssert(try page(lesson).contains("<h2 id=\"section-1\">Why</h2>"))
    }

    func testCodeStaysAsItIs() throws {
        let (lesson, text) = lesson()
        lesson.code("a * b\n\n  `c` < 1")
        XCTAssertEqual(text(), "    a * b\n    \n      `c` < 1\n\n")
        XCTAssert(try page(lesson).contains("<pre>a * b\n\n  `c` &lt; 1</pre>"))
    }

    func testFiguresMayStayOutOfTheTerminal() throws {
        let (lesson, text) = lesson()
        let chart = Chart(title: "picture", layers: [.line("", [1, 2])])
        lesson.show(chart, caption: "one", inTerminal: false)
        let animation = Animation(title: "film", frames: [chart, chart], labels: ["a", "b"])
        lesson.animate(animation, caption: "two", inTerminal: false)
        XCTAssertEqual(text(), "")
        lesson.animate(animation, caption: "three")
        XCTAssertEqual(text().components(separatedBy: "picture").count, 2, "the last frame alone")
        let html = try page(lesson)
        XCTAssertEqual(html.components(separatedBy: "<svg").count - 1, 5)
        for part in ["one", "two", "three"] {
            XCTAssert(html.contains("<figcaption>\(part)</figcaption>"))
        }
    }

    func testTheLastSectionNamesFileTestsAndEveryExercise() throws {
        let (lesson, text) = lesson()
        lesson.yourTurn()
        let html = try page(lesson)
        for exercise in lesson.entry.exercises {
            XCTAssert(text().contains("    \(exercise.id)  \(exercise.title)\n"))
            XCTAssert(html.contains(">\(exercise.id)</td><td>\(exercise.title)</td>"))
        }
        XCTAssert(text().contains("Exercises/Lesson01Perceptron.swift"))
        XCTAssert(html.contains("<code>swift test --filter Lesson01</code>"))
    }

    func testTheSeedDecidesWhatIsRandom() {
        func first(_ seed: UInt64) -> UInt64 { lesson { $0.seed = seed }.0.random.next() }
        XCTAssertEqual(first(1), first(1))
        XCTAssertNotEqual(first(1), first(2))
    }

    func testTheReportGoesToItsPlace() {
        XCTAssertEqual(lesson { $0.out = nil }.0.folder, "Reports/lesson01")
        XCTAssertEqual(lesson { $0.out = "here" }.0.folder, "here")
    }

    func testNumbersOfTheResultsFileAreSortedAndExact() throws {
        let (lesson, _) = lesson {
            $0.isQuick = true
            $0.seed = 4_294_967_295
        }
        for (name, value) in [
            ("z.last", 0.1), ("a.first", 3), ("m", .infinity), ("small", .leastNonzeroMagnitude),
            ("minus", -0.0),
            ("large", 1e15), ("third", 1.0 / 3), ("many", 123_456_789_012_345),
        ] {
            lesson.claim(name, value)
        }
        let json = lesson.resultsJSON()
        XCTAssert(json.contains("\"quick\": true") && json.contains("\"seed\": 4294967295"))
        XCTAssert(json.contains("\"a.first\": 3,") && json.contains("\"z.last\": 0.1\n"))
        XCTAssert(json.contains("\"m\": null,"))
        struct File: Decodable { let results: [String: Double?] }
        let results = try JSONDecoder().decode(File.self, from: Data(json.utf8)).results
        XCTAssertEqual(results["third"], 1.0 / 3)
        XCTAssertEqual(results["small"], .leastNonzeroMagnitude)
        XCTAssertEqual(results["large"], 1e15)
        XCTAssertEqual(results["many"], 123_456_789_012_345)
        XCTAssertEqual(results["minus"], 0)
        let places = ["a.first", "large", "m", "many", "z.last"].map { name in
            json.firstRange(of: "\"\(name)\"")!.lowerBound
        }
        XCTAssertEqual(places, places.sorted())
    }

    func testResultsWithoutClaimsAreJSON() throws {
        struct File: Decodable { let results: [String: Double] }
        let json = lesson().0.resultsJSON()
        XCTAssertEqual(try JSONDecoder().decode(File.self, from: Data(json.utf8)).results, [:])
    }

    func testAFileInPlaceOfTheFolderIsRefused() throws {
        let file = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        try writeAtomically("mine", to: file)
        addTeardownBlock { try FileManager.default.removeItem(atPath: file) }
        for out in [file, file + "/below"] {
            let (lesson, _) = lesson { $0.out = out }
            XCTAssertThrowsError(try lesson.checkFolder()) {
                XCTAssert(
                    ($0 as? InputError)?.description.hasPrefix("--out \(out) cannot be used: ")
                        == true, "\($0)")
            }
            XCTAssertThrowsError(try lesson.writeFiles(seconds: 1)) {
                XCTAssert($0 is InputError)
            }
        }
        XCTAssertEqual(try readFile(file), Array("mine".utf8), "what was there is as it was")
    }
}

final class LayoutTests: XCTestCase {
    func testSpacesAndLineEndsAreOneSpace() {
        XCTAssertEqual(wrapped("  a\n b\t\tc  ", width: 40), "a b c")
        XCTAssertEqual(wrapped("", width: 40), "")
        XCTAssertEqual(wrapped("ab cd", width: 5), "ab cd")
        XCTAssertEqual(wrapped("ab cd", width: 4), "ab\ncd")
        XCTAssertEqual(wrapped("2 * 3 `*` *x*", width: 40), "2 * 3 * x")
    }

    func testEveryWordIsKept() {
        var random = Random(seed: 3)
        for _ in 0..<100 {
            let words = (0..<30).map { _ in
                String(repeating: "w", count: random.integer(below: 12) + 1)
            }
            let width = random.integer(below: 60) + 1
            let lines = wrapped(words.joined(separator: " "), width: width).split(separator: "\n")
            XCTAssertEqual(lines.flatMap { $0.split(separator: " ") }.map(String.init), words)
            for (line, next) in zip(lines, lines.dropFirst()) {
                XCTAssert(line.count <= width || !line.contains(" "))
                let word = next.prefix { $0 != " " }
                XCTAssertGreaterThan(line.count + 1 + word.count, width, "room was left")
            }
        }
    }

    func testATableIsNeverWiderThanTheTerminal() {
        let cell = String(repeating: "wide ", count: 10)
        for columns in [1, 2, 8] {
            let row = [String](repeating: cell, count: columns)
            for width in [40, 80, 100] {
                let lines = TextTable(row, [row]).text(width: width).split(separator: "\n")
                XCTAssert(lines.allSatisfy { $0.count <= width })
                XCTAssertEqual(lines.count, 3)
            }
        }
    }

    func testSignsForCodeDoNotCountInTheWidth() {
        XCTAssertEqual(
            TextTable(["`a`", "b"], [["*word*", "x"], ["y", "z"]]).text(width: 80),
            "  a     b\n  ───────\n  word  x\n  y     z")
    }

    func testRowsThatAreTooShortOrTooLong() {
        XCTAssertEqual(
            TextTable(["a", "b"], [["1"], ["2", "3", "4"]]).text(width: 80),
            "  a  b\n  ────\n  1\n  2  3  4")
        XCTAssertEqual(TextTable(["a"], []).text(width: 80), "  a\n  ─")
    }
}

final class CatalogueContentTests: XCTestCase {
    func testNamesOfFilesProgramsAndTests() {
        for lesson in Catalogue.lessons {
            let digits = (lesson.number < 10 ? "0" : "") + "\(lesson.number)"
            XCTAssertEqual(lesson.exerciseFile, "Exercises/Lesson\(digits)\(lesson.topic).swift")
            XCTAssertEqual(lesson.testClass, "Lesson\(digits)")
            XCTAssert(lesson.topic.first!.isUppercase && lesson.topic.allSatisfy(\.isLetter))
            XCTAssertEqual(Catalogue.lesson(lesson.number).title, lesson.title)
            XCTAssertFalse(lesson.exercises.isEmpty)
        }
        XCTAssertEqual(Set(Catalogue.lessons.map(\.number)).count, Catalogue.lessons.count)
        XCTAssertEqual(Set(Catalogue.lessons.map(\.topic)).count, Catalogue.lessons.count)
    }

    func testHintsAreSentencesThatDoNotRepeat() {
        var seen: [String: String] = [:]
        for exercise in Catalogue.lessons.flatMap(\.exercises) {
            for hint in exercise.hints {
                XCTAssert(hint.hasSuffix(".") || hint.hasSuffix("?"), "\(exercise.id): \(hint)")
                XCTAssertFalse(hint.contains("!"), "\(exercise.id): \(hint)")
                XCTAssertGreaterThan(hint.count, 3)
                if let other = seen.updateValue(exercise.id, forKey: hint) {
                    XCTFail("\(exercise.id) and \(other) have the same hint: \(hint)")
                }
            }
        }
    }

    func testTitlesOfExercisesAreDifferentAndPointsSmall() {
        for lesson in Catalogue.lessons {
            XCTAssertEqual(Set(lesson.exercises.map(\.title)).count, lesson.exercises.count)
            for exercise in lesson.exercises {
                XCTAssertFalse(exercise.title.isEmpty)
                XCTAssert((1...3).contains(exercise.points), exercise.id)
            }
        }
    }
}

final class PlaceholderTests: XCTestCase {
    func testEveryTypeOfAnswerHasAPlaceholder() {
        TodoLog.clear()
        func answer<T: Placeholder>(_ type: T.Type) -> T { todo() }
        XCTAssertEqual(answer(Int.self), 0)
        XCTAssertTrue(answer(Float.self).isNaN)
        XCTAssertEqual(answer(Bool.self), false)
        XCTAssertEqual(answer(String.self), "")
        XCTAssertEqual(answer([[Double]].self), [])
        XCTAssertEqual(answer(Tensor.self).shape, [0])
        XCTAssertTrue(TodoLog.clear())
    }

    func testAnAnswerWithoutTodoLeavesTheLogEmpty() {
        TodoLog.clear()
        _ = Double.placeholder
        XCTAssertFalse(TodoLog.clear())
        func pair() -> (Int, [Int]) { todo() }
        XCTAssertEqual(pair().0, 0)
        _ = pair()
        XCTAssertTrue(TodoLog.clear())
        XCTAssertFalse(TodoLog.clear())
    }
}

final class LevelTests: XCTestCase {
    func testWhatIsMissingIsListedInOrder() {
        let problem = ProcessorCheck.problem(
            level: "x86-64-v3", needed: ["fma", "bmi2", "avx2"], features: ["sse2", "bmi2"])
        XCTAssertEqual(problem?.contains("level x86-64-v3"), true)
        XCTAssertEqual(problem?.contains("has no avx2, fma:"), true)
    }

    func testThisMachineCanRunWhatWasBuiltForIt() {
        XCTAssertNil(
            ProcessorCheck.problem(
                level: ProcessorCheck.level, needed: [], features: ["anything"]))
        // Would end this program if the level were wrong.
        ProcessorCheck.run("tests")
        let full = ProcessorCheck.needed.union(["more"])
        XCTAssertNil(
            ProcessorCheck.problem(
                level: ProcessorCheck.level, needed: ProcessorCheck.needed, features: full))
    }
}
