import Foundation
import XCTest

@testable import Grading

/// What students hand in, well-meant and not: folders and archives.
final class SubmissionTests: XCTestCase {
    private let known: Set = ["Lesson01Perceptron.swift", "Lesson02MLP.swift"]
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "primavera-submissions-\(UUID().uuidString)"
        try makeFolder(folder)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func put(_ text: String, _ path: String) throws {
        let whole = folder + "/" + path
        try makeFolder(URL(fileURLWithPath: whole).deletingLastPathComponent().path)
        try write(Data(text.utf8), to: whole)
    }

    private func shell(_ script: String) throws {
        let run = try ProgramRun(
            ["/bin/sh", "-c", "cd '\(folder)' && " + script],
            environment: ["PATH": "/usr/bin:/bin:/usr/local/bin"], limits: .init(seconds: 60))
        guard run.ending == .exited(0) else { throw XCTSkip("\(script): \(run.errorText)") }
    }

    private func submission(_ name: String) throws -> Submission {
        try Submission(
            path: folder + "/" + name, known: known, sandbox: try GradingRoom.sandbox(),
            scratch: folder + "/scratch")
    }

    func testFilesAreFoundAtAnyDepthAndThoseInExercisesFirst() throws {
        try put("far", "ada/a/b/Lesson01Perceptron.swift")
        try put("home", "ada/a/b/c/Exercises/Lesson01Perceptron.swift")
        try put("ours", "ada/Solutions/Lesson02MLP.swift")
        try put("x", "ada/Package.swift")
        let ada = try submission("ada")
        XCTAssertEqual(ada.files, ["Lesson01Perceptron.swift": "home"])
        XCTAssertEqual(ada.name, "ada")
        XCTAssertNil(ada.problem)
    }

    func testLinksAreNotFollowed() throws {
        try put("secret", "secret/Lesson02MLP.swift")
        try put("own", "ada/Lesson01Perceptron.swift")
        try shell(
            "ln -s ../secret/Lesson02MLP.swift ada/Lesson02MLP.swift; ln -s ../secret ada/Exercises"
        )
        XCTAssertEqual(try submission("ada").files.keys.sorted(), ["Lesson01Perceptron.swift"])
    }

    func testAPipeInTheNameOfAFileIsLeftAlone() throws {
        try put("own", "ada/Lesson01Perceptron.swift")
        try shell("mkfifo ada/Lesson02MLP.swift")
        XCTAssertEqual(try submission("ada").files.count, 1)
    }

    func testAFileOfAGigabyteIsRefused() throws {
        try put("", "ada/Lesson01Perceptron.swift")
        try shell("truncate -s 1G ada/Lesson01Perceptron.swift")
        XCTAssertEqual(try submission("ada").problem?.verdict, .tampered)
    }

    func testTwentyThousandFilesAreRefused() throws {
        try put("own", "ada/Lesson01Perceptron.swift")
        try shell("mkdir ada/many; cd ada/many; seq 21000 | xargs touch")
        XCTAssertEqual(try submission("ada").problem?.verdict, .tampered)
    }

    func testAnEmptyFolderSaysSo() throws {
        try makeFolder(folder + "/ada")
        XCTAssertEqual(try submission("ada").problem?.verdict, .notRun)
        XCTAssertThrowsError(try submission("nobody")) {
            XCTAssertEqual(($0 as? Refusal)?.status, .noSubmission)
        }
    }

    func testArchivesAreRead() throws {
        try put("own", "ada/Exercises/Lesson01Perceptron.swift")
        try put("x", "ada/Tests/Lesson99.txt")
        try shell("tar czf ada.tar.gz ada; tar cf bob.tar ada; cd ada; zip -qr ../eve.zip .")
        for name in ["ada.tar.gz", "bob.tar", "eve.zip"] {
            let read = try submission(name)
            XCTAssertEqual(read.files, ["Lesson01Perceptron.swift": "own"], name)
            XCTAssertEqual(read.name, String(name.prefix(3)))
        }
    }

    func testStrangeNamesAreOnlyNames() throws {
        for name in ["-rf x", "a'b\"c", "new\nline", "$(touch gone)", "=1+1", "日本"] {
            try put("own", "\(name)/Exercises/Lesson01Perceptron.swift")
            XCTAssertEqual(try submission(name).files.count, 1, name)
            try? FileManager.default.removeItem(atPath: folder + "/plain")
            try FileManager.default.moveItem(atPath: "\(folder)/\(name)", toPath: folder + "/plain")
            try shell("tar czf plain.tar.gz plain")
            try FileManager.default.moveItem(
                atPath: folder + "/plain.tar.gz", toPath: "\(folder)/\(name).tar.gz")
            XCTAssertEqual(try submission(name + ".tar.gz").files.count, 1, name)
        }
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder + "/gone"))
    }

    func testPathsThatLeadOutOfAnArchiveAreRefused() throws {
        try put("own", "ada/Lesson01Perceptron.swift")
        try shell(
            "cd ada; tar cPf ../up.tar ../ada/Lesson01Perceptron.swift; zip -q ../up.zip ../ada/*")
        try shell("tar cPf root.tar '\(folder)/ada/Lesson01Perceptron.swift'")
        for name in ["up.tar", "up.zip", "root.tar"] {
            XCTAssertEqual(try submission(name).problem?.verdict, .tampered, name)
        }
    }

    func testLinksInArchivesReachNothing() throws {
        try put("own", "ada/Lesson01Perceptron.swift")
        try shell("ln -s /etc/passwd ada/Lesson02MLP.swift; ln -s /etc ada/Exercises")
        try shell("tar czf ada.tar.gz ada; zip -qry eve.zip ada")
        for name in ["ada.tar.gz", "eve.zip"] {
            XCTAssertEqual(try submission(name).files, ["Lesson01Perceptron.swift": "own"], name)
        }
    }

    func testABombIsRefused() throws {
        try put("own", "ada/Lesson01Perceptron.swift")
        try shell("truncate -s 200M ada/Lesson02MLP.swift; zip -q1 -r bomb.zip ada; rm -r ada")
        XCTAssertEqual(try submission("bomb.zip").problem?.verdict, .tampered)
    }

    func testABrokenArchiveIsNamed() throws {
        try put("this is no archive", "ada.zip")
        XCTAssertEqual(try submission("ada.zip").problem?.verdict, .notRun)
        try put("PK\u{3}\u{4} cut off", "bob.zip")
        XCTAssertEqual(try submission("bob.zip").problem?.verdict, .notRun)
    }
}
