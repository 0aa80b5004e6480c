import Foundation
import XCTest

/// What a lesson says to what it cannot use: one line on standard error, a status that is not 0, and
/// nothing left behind.
final class BadInputTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws {
        try FileManager.default.removeItem(atPath: folder)
    }

    private func assertRefused(
        _ program: String, _ arguments: [String], says parts: String...,
        file: StaticString = #filePath, line: UInt = #line
    ) throws {
        let out = folder + "/out"
        let own = arguments.contains("--out") ? arguments : arguments + ["--out", out]
        let outcome = try Program(program).run(own)
        XCTAssertEqual(outcome.status, 2, outcome.errors, file: file, line: line)
        let lines = outcome.errors.split(separator: "\n")
        XCTAssertEqual(lines.count, 1, outcome.errors, file: file, line: line)
        XCTAssert(outcome.errors.hasPrefix(program + ": "), outcome.errors, file: file, line: line)
        for part in parts {
            XCTAssert(
                outcome.errors.contains(part), "\(part) in: \(outcome.errors)", file: file,
                line: line)
        }
        let left = (try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []
        XCTAssertEqual(left, [], "no half-written report", file: file, line: line)
    }

    private func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = folder + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    func testOptions() throws {
        try assertRefused("lesson01", ["--epoch", "3"], says: "--epoch", "did you mean --epochs?")
        for value in ["0", "-3", "many"] {
            for program in ["lesson01", "lesson07", "lesson08", "lesson09"] {
                try assertRefused(
                    program, ["--epochs", value], says: "--epochs", "1 to 10000", value)
            }
        }
        try assertRefused("lesson01", ["--seed", "99999999999"], says: "--seed", "4294967295")
        try assertRefused("lesson01", ["photo.png"], says: "photo.png")
    }

    func testData() throws {
        for program in ["lesson03", "lesson07", "lesson09", "lesson10"] {
            try assertRefused(program, ["--data", folder + "/nothing"], says: folder + "/nothing")
        }
        for program in ["lesson03", "lesson10"] {
            try assertRefused(program, ["--data", folder], says: folder, "train-images")
        }
        let images: [UInt8] =
            [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]
            + [UInt8](repeating: 1, count: 2 * 784)
        _ = try write("train-images-idx3-ubyte", images)
        _ = try write("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 3])
        try assertRefused("lesson10", ["--data", folder], says: "3 labels", "2 images")
        _ = try write("train-images-idx3-ubyte", Array(images.dropLast(100)))
        try assertRefused(
            "lesson10", ["--data", folder], says: "train-images-idx3-ubyte", "cut off")
        _ = try write("train-images-idx3-ubyte", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xed])
        try assertRefused(
            "lesson10", ["--data", folder], says: "train-images-idx3-ubyte", "compressed")
    }

    func testTables() throws {
        try assertRefused("lesson01", ["--data", folder], says: "iris.csv", "does not exist")
        _ = try write("iris.csv", Array("a,b,c,d,species\n1,2,,4,x\n".utf8))
        try assertRefused(
            "lesson01", ["--data", folder], says: "iris.csv, line 2", "\"c\"", "empty")
        _ = try write("iris.csv", Array("a,b,c,d,species\n1,2,wide,4,x\n".utf8))
        try assertRefused("lesson01", ["--data", folder], says: "line 2", "\"wide\"")
    }

    func testAPlaceThatCannotBeWritten() throws {
        let file = try write("file", [1])
        for place in ["/proc/nowhere", file, file + "/inside"] {
            try assertRefused("lesson02", ["--out", place], says: "--out \(place)")
        }
    }

    func testPictures() throws {
        try assertRefused("lesson04", [folder + "/no.png"], says: "no.png", "does not exist")
        let jpeg = try write(
            "photo.png", [0xff, 0xd8, 0xff, 0xe0] + [UInt8](repeating: 0, count: 50))
        try assertRefused("lesson04", [jpeg], says: "photo.png", "JPEG")
        try assertRefused("lesson04", [jpeg, jpeg], says: "one photograph")
        let dot = folder + "/dot.pgm"
        try Data("P5 1 1 255 a".utf8).write(to: URL(fileURLWithPath: dot))
        try assertRefused("lesson04", [dot], says: "dot.pgm is 1 × 1 pixels")
        let empty = try write("empty.png", [])
        try assertRefused("lesson06", ["--digit", empty], says: "empty.png", "empty")
        let even = try write(
            "even.pgm", Array("P5 40 30 255\n".utf8) + [UInt8](repeating: 200, count: 1_200))
        try assertRefused("lesson06", ["--digit", even], says: "even.pgm", "no ink")
        let tiny = try write("tiny.pgm", Array("P5 1 1 255\n".utf8) + [7])
        try assertRefused("lesson06", ["--digit", tiny], says: "tiny.pgm", "no ink")
    }

    func testAPipeThatNobodyReadsEndsQuietly() throws {
        let path = try Program("lesson02").path
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "'\(path)' --out '\(folder)/out' | head -n 1"]
        let (output, errors) = (Pipe(), Pipe())
        shell.standardOutput = output
        shell.standardError = errors
        try shell.run()
        shell.waitUntilExit()
        let first = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        XCTAssert(first.hasPrefix("Lesson 2"), first)
        XCTAssertEqual(errors.fileHandleForReading.readDataToEndOfFile(), Data())
    }

    func testHelpNamesEveryOption() throws {
        let outcome = try Program("lesson01").run(["--help"])
        XCTAssertEqual(outcome.status, 0)
        for option in ["--seed", "--epochs", "--data", "--out", "--quick", "--threads", "--help"] {
            XCTAssert(outcome.output.contains(option), option)
        }
    }

    func testNoColoursInAPipe() throws {
        let outcome = try Program("lesson01").run(["--quick", "--out", folder + "/out"])
        XCTAssertFalse(outcome.output.contains("\u{1B}"))
    }
}
