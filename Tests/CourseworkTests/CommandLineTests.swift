import Primavera
import XCTest

@testable import Coursework

final class CommandLineTests: XCTestCase {
    private let extra = [
        Options.Extra("digit", "FILE", help: "a picture"), Options.Extra("retrain", help: "again"),
    ]

    private func problem(_ words: String..., takesArgument: Bool = false) -> String? {
        do {
            _ = try Options.parse(words, extra: extra, takesArgument: takesArgument)
            return nil
        } catch { return (error as? InputError)?.description ?? "not an InputError: \(error)" }
    }

    func testAValueStandsAfterASpaceOrAnEqualsSign() throws {
        for words in [["--seed=3"], ["--seed", "3"], ["--seed", "9", "--seed=3"]] {
            XCTAssertEqual(try Options.parse(words).seed, 3)
        }
        XCTAssertEqual(try Options.parse(["--out=a=b"]).out, "a=b")
        XCTAssertEqual(try Options.parse(["--data", "my folder"]).data, "my folder")
        XCTAssertEqual(try Options.parse(["--out", "-"]).out, "-")
        XCTAssertEqual(try Options.parse(["--seed", "0"]).seed, 0)
        XCTAssertEqual(try Options.parse(["--epochs=10000"]).epochs, 10_000)
        XCTAssertEqual(try Options.parse(["--threads", "1024"]).threads, 1_024)
    }

    func testNumbersOutOfTheirRangeAreSaidWithTheRange() {
        for (option, range, values) in [
            ("--seed", "0 to 4294967295", ["-1", "4294967296", "1.0", "0x10", "1e3", " 1", "one"]),
            ("--epochs", "1 to 10000", ["0", "-3", "10001", "many", "2.5", "1,000"]),
            ("--threads", "1 to 1024", ["0", "1025", "-1", "all"]),
        ] {
            for value in values {
                for sentence in [problem(option, value), problem("\(option)=\(value)")] {
                    XCTAssertEqual(
                        sentence, "\(option) takes a whole number from \(range), not \"\(value)\".")
                }
            }
        }
    }

    func testAMissingValueIsNamedWithWhatItShouldBe() {
        XCTAssertEqual(problem("--seed"), "--seed needs a value: --seed N.")
        XCTAssertEqual(problem("--digit"), "--digit needs a value: --digit FILE.")
        XCTAssertEqual(problem("--out="), "--out needs a value: --out FOLDER.")
        XCTAssertEqual(problem("--out", ""), "--out needs a value: --out FOLDER.")
    }

    func testTheNextOptionIsNotTheValueOfTheOneBefore() throws {
        XCTAssertEqual(problem("--out", "--quick"), "--out needs a value: --out FOLDER.")
        XCTAssertEqual(problem("--seed", "--epochs", "3"), "--seed needs a value: --seed N.")
        XCTAssertEqual(try Options.parse(["--out=--odd"]).out, "--odd")
        let both = try Options.parse(["--seed=2", "--quick"])
        XCTAssertTrue(both.isQuick)
    }

    func testANearOptionIsSuggested() {
        for (word, near) in [
            ("--sed", "--seed"), ("--epoch", "--epochs"), ("--epcohs=3", "--epochs"),
            ("--thread", "--threads"), ("--outt", "--out"), ("--quik", "--quick"),
            ("--hlp", "--help"), ("--digits", "--digit"), ("--retain", "--retrain"),
            ("-seed", "--seed"), ("---seed", "--seed"), ("--Quick", "--quick"),
        ] {
            let name = word.split(separator: "=")[0]
            XCTAssertEqual(
                problem(word),
                "there is no option \(name), did you mean \(near)?; --help lists them.")
        }
    }

    func testWhatIsNearNothingIsNotGuessed() {
        for word in ["--banana", "--", "-x", "-3", "--=3", "-banana"] {
            let name = word.split(separator: "=")[0]
            XCTAssertEqual(problem(word), "there is no option \(name); --help lists them.")
        }
    }

    func testSwitchesTakeNoValue() throws {
        XCTAssertEqual(problem("--quick=yes"), "--quick takes no value.")
        XCTAssertEqual(problem("--help="), "--help takes no value.")
        XCTAssertEqual(problem("--retrain=1"), "--retrain takes no value.")
        XCTAssertEqual(try Options.parse(["--retrain"], extra: extra).extra, ["retrain": ""])
    }

    func testStrayWordsAreRefusedUnlessTheLessonTakesThem() throws {
        XCTAssertEqual(problem("photo.png"), "\"photo.png\" is not an option; --help lists them.")
        XCTAssertEqual(
            problem("--quick", "3", "--help"), "\"3\" is not an option; --help lists them.")
        XCTAssertNotNil(problem("--nothing", takesArgument: true))
        let options = try Options.parse(["a", "--seed", "2", "b"], takesArgument: true)
        XCTAssertEqual(options.arguments, ["a", "b"])
        XCTAssertEqual(options.seed, 2)
    }

    func testHelpIsAskedForInBothWays() throws {
        for words in [["-h"], ["--help"], ["--quick", "-h"]] {
            XCTAssertTrue(try Options.parse(words).showsHelp)
        }
        XCTAssertNotNil(problem("-h=1"))
        XCTAssertNotNil(problem("-help"))
        XCTAssertNotNil(problem("--h"))
    }

    func testEverySharedOptionIsUnderstoodAndExplained() throws {
        for option in Options.shared {
            let words =
                option.placeholder == nil ? ["--\(option.name)"] : ["--\(option.name)", "7"]
            XCTAssertNotEqual(try Options.parse(words), Options(), option.name)
            XCTAssertEqual(try Options.parse(words).extra, [:], option.name)
            XCTAssertFalse(option.help.isEmpty)
            XCTAssertLessThanOrEqual(option.name.count + (option.placeholder?.count ?? 0), 14)
        }
        let names = Options.shared.map(\.name)
        XCTAssertEqual(Set(names).count, names.count)
    }

    func testAnyCommandLineIsReadOrRefusedWithASentence() {
        var random = Random(seed: 1)
        let words = [
            "--seed", "--epochs=", "--out", "=", "-", "--", "3", "-3", "--quick", "", "é",
            "--data=x",
            "--threads", "many", "-h", "--digit",
        ]
        var read = 0
        for _ in 0..<2_000 {
            let line = (0..<random.integer(below: 5)).map { _ in
                words[random.integer(below: words.count)]
            }
            do {
                _ = try Options.parse(line, extra: extra, takesArgument: random.bernoulli(0.5))
                read += 1
            } catch {
                let sentence = (error as? InputError)?.description ?? ""
                XCTAssert(sentence.hasSuffix("."), "\(line): \(error)")
                XCTAssert(sentence.contains("--"), "\(line): \(error)")
            }
        }
        XCTAssertGreaterThan(read, 300)
        XCTAssertLessThan(read, 1_900)
    }

    func testDistancesBetweenWords() {
        XCTAssertEqual(Options.changes(from: "abc", to: ""), 3)
        XCTAssertEqual(Options.changes(from: "", to: ""), 0)
        XCTAssertEqual(Options.changes(from: "seed", to: "sede"), 2)
        XCTAssertEqual(Options.changes(from: "flaw", to: "lawn"), 2)
        var random = Random(seed: 2)
        for _ in 0..<100 {
            let words = (0..<3).map { _ in
                String(
                    (0..<random.integer(below: 6)).map { _ in Array("abc")[random.integer(below: 3)]
                    })
            }
            let (a, b, c) = (words[0], words[1], words[2])
            XCTAssertEqual(Options.changes(from: a, to: b), Options.changes(from: b, to: a))
            XCTAssertEqual(Options.changes(from: a, to: b) == 0, a == b)
            XCTAssertLessThanOrEqual(
                Options.changes(from: a, to: c),
                Options.changes(from: a, to: b) + Options.changes(from: b, to: c))
        }
    }
}
