import Primavera
import XCTest

@testable import Coursework

final class OptionsTests: XCTestCase {
    private func parse(_ words: String...) throws -> Options {
        try Options.parse(
            words,
            extra: [Options.Extra("digit", "FILE", help: ""), Options.Extra("retrain", help: "")])
    }

    private func assertRefused(
        _ words: [String], says parts: String..., file: StaticString = #filePath, line: UInt = #line
    ) {
        XCTAssertThrowsError(try Options.parse(words), file: file, line: line) { error in
            XCTAssert(error is InputError, file: file, line: line)
            for part in parts {
                XCTAssert("\(error)".contains(part), "\(part) in: \(error)", file: file, line: line)
            }
        }
    }

    func testEveryOption() throws {
        let options = try parse(
            "--seed", "7", "--epochs=3", "--data", "d", "--out=o", "--threads", "2", "--quick",
            "--digit", "x.png", "--retrain", "--pictures")
        XCTAssertEqual(options.seed, 7)
        XCTAssertEqual(options.epochs, 3)
        XCTAssertEqual(options.data, "d")
        XCTAssertEqual(options.out, "o")
        XCTAssertEqual(options.threads, 2)
        XCTAssertTrue(options.isQuick)
        XCTAssertTrue(options.savesPictures)
        XCTAssertEqual(options.extra["digit"], "x.png")
        XCTAssertNotNil(options.extra["retrain"])
        XCTAssertFalse(options.showsHelp)
        XCTAssertTrue(try parse("-h").showsHelp)
        XCTAssertTrue(try parse("--help").showsHelp)
        XCTAssertEqual(try parse(), Options())
        XCTAssertEqual(try parse("--seed", "4294967295").seed, 4_294_967_295)
    }

    func testWhatCannotBeUsedIsNamed() {
        assertRefused(["--epoch", "3"], says: "--epoch", "did you mean --epochs?")
        assertRefused(["--banana"], says: "--banana", "--help")
        assertRefused(["-q"], says: "-q")
        assertRefused(["--epochs", "0"], says: "--epochs", "1 to 10000", "\"0\"")
        assertRefused(["--epochs", "-3"], says: "--epochs", "\"-3\"")
        assertRefused(["--epochs", "many"], says: "--epochs", "\"many\"")
        assertRefused(["--epochs=2.5"], says: "\"2.5\"")
        assertRefused(["--epochs"], says: "--epochs needs a value")
        assertRefused(["--data="], says: "--data needs a value")
        assertRefused(["--seed", "4294967296"], says: "--seed", "4294967295")
        assertRefused(["--seed", "99999999999999999999999"], says: "--seed")
        assertRefused(["--seed", "-1"], says: "--seed")
        assertRefused(["--quick=yes"], says: "--quick takes no value")
        assertRefused(["photo.png"], says: "\"photo.png\"", "--help")
        assertRefused([""], says: "\"\"")
    }

    func testAWordWithoutAnOptionWhereItIsAllowed() throws {
        let options = try Options.parse(["a.png", "--quick", "-"], takesArgument: true)
        XCTAssertEqual(options.arguments, ["a.png", "-"])
    }

    func testDistanceBetweenWords() {
        XCTAssertEqual(Options.changes(from: "", to: "abc"), 3)
        XCTAssertEqual(Options.changes(from: "kitten", to: "sitting"), 3)
        XCTAssertEqual(Options.changes(from: "same", to: "same"), 0)
    }
}

final class ProcessorCheckTests: XCTestCase {
    func testALesserProcessorGetsASentence() {
        let problem = ProcessorCheck.problem(
            level: "x86-64-v4", needed: ["avx2", "avx512f"], features: ["sse2", "avx2"])
        XCTAssertNotNil(problem)
        XCTAssert(problem!.contains("avx512f") && problem!.contains("x86-64-v4"))
        XCTAssertFalse(problem!.contains("avx2,"))
    }

    func testAFittingProcessorAndAnUnknownOneAreLetThrough() {
        XCTAssertNil(ProcessorCheck.problem(level: "v3", needed: ["fma"], features: ["fma", "x"]))
        XCTAssertNil(ProcessorCheck.problem(level: "v3", needed: ["fma"], features: []))
    }
}
