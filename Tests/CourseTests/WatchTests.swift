import Coursework
import Foundation
import Primavera
import XCTest

@testable import Grading

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `course watch` on a terminal of its own.
final class WatchTests: XCTestCase {
    /// A running `course watch`, and the terminal that it runs on.
    private final class Watching {
        let id: pid_t
        private let screen: Int32
        private let terminal: Int32
        private(set) var text = ""

        init(_ small: SmallCourse, _ exercise: String) throws {
            let ends = try XCTUnwrap(openPseudoTerminal())
            (screen, terminal) = (ends[0], ends[1])
            let name = String(cString: ttyname(terminal))
            // The terminal is its keyboard too, which `spawn` alone would not give it.
            id = try spawn(
                [
                    "/bin/sh", "-c", "exec \"$0\" watch \"$1\" < \"$2\"", try SmallCourse.program,
                    exercise, name,
                ], small.root,
                ["PATH": "\(small.root)/bin:/usr/bin:/bin", "TERM": "xterm"], output: terminal)
            _ = fcntl(screen, F_SETFL, fcntl(screen, F_GETFL) | O_NONBLOCK)
        }

        deinit {
            kill(id, SIGKILL)
            close(screen)
            close(terminal)
        }

        /// Whether a key arrives by itself, and is not shown.
        var isRaw: Bool {
            var modes = termios()
            tcgetattr(terminal, &modes)
            return modes.c_lflag & tcflag_t(ICANON | ECHO) == 0
        }

        func press(_ key: String) { _ = write(screen, key, key.utf8.count) }

        /// Waits, at most half a minute, until the screen has shown a text since the last call.
        func shows(_ wanted: String) -> Bool {
            wait {
                var buffer = [UInt8](repeating: 0, count: 4_096)
                while case let count = read(self.screen, &buffer, buffer.count), count > 0 {
                    self.text += String(decoding: buffer[..<count], as: UTF8.self)
                }
                guard let range = self.text.firstRange(of: wanted) else { return false }
                self.text = String(self.text[range.upperBound...])
                return true
            }
        }

        func wait(_ condition: () -> Bool) -> Bool {
            for _ in 0..<3_000 {
                if condition() { return true }
                usleep(10_000)
            }
            return false
        }

        /// How it ended.
        func end() -> CommandRun.Ending? {
            guard wait({ hasEnded(id) }) else { return nil }
            return ending(reap(id).status)
        }
    }

    func testTheTerminalIsAsBeforeOnEveryWayOut() throws {
        let ways: [(String, (Watching) -> Void, CommandRun.Ending)] = [
            ("q", { $0.press("q") }, .exited(0)),
            ("SIGINT", { kill($0.id, SIGINT) }, .signalled(SIGINT)),
            ("SIGTERM", { kill($0.id, SIGTERM) }, .signalled(SIGTERM)),
            ("SIGHUP", { kill($0.id, SIGHUP) }, .signalled(SIGHUP)),
            ("a crash", { kill($0.id, SIGABRT) }, .signalled(SIGABRT)),
        ]
        for (name, leave, ending) in ways {
            let small = try SmallCourse()
            let watching = try Watching(small, "1.2")
            XCTAssertTrue(watching.shows("q quit"), "\(name): \(watching.text)")
            XCTAssertTrue(watching.isRaw, name)
            leave(watching)
            XCTAssertEqual(watching.end(), ending, name)
            XCTAssertFalse(watching.isRaw, name)
        }
    }

    func testWhileItIsStoppedTheTerminalIsAsBefore() throws {
        let small = try SmallCourse()
        let watching = try Watching(small, "1.2")
        XCTAssertTrue(watching.shows("q quit"))
        kill(watching.id, SIGTSTP)
        XCTAssertTrue(watching.wait { !watching.isRaw })
        kill(watching.id, SIGCONT)
        XCTAssertTrue(watching.shows("q quit"))
        XCTAssertTrue(watching.isRaw)
        watching.press("q")
        XCTAssertEqual(watching.end(), .exited(0))
    }

    func testASaveIsCheckedAndKeysAreObeyed() throws {
        #if os(Linux)
        let small = try SmallCourse()
        try small.test(says: SmallCourse.passed)
        let watching = try Watching(small, "1.2")
        XCTAssertTrue(watching.shows("not started"))
        XCTAssertTrue(watching.shows("q quit"))
        watching.press("h")
        XCTAssertTrue(watching.shows("1 of 3: The neuron says 1 or 0."))
        try small.solve("step", "sum > threshold ? 1 : 0")
        XCTAssertTrue(watching.shows("✓ 1.2 step"), watching.text)
        XCTAssertTrue(watching.shows("Next: "))
        XCTAssertTrue(watching.shows("q quit"))
        watching.press("n")
        XCTAssertTrue(watching.shows("1.3 one learning step"))
        XCTAssertTrue(watching.shows("q quit"))
        watching.press("l")
        XCTAssertTrue(watching.shows("1 of 6"))
        watching.press("q")
        XCTAssertEqual(watching.end(), .exited(0))
        #endif
    }

    /// The commonest slip: the compiler knows more of it than "not there".
    func testAMissingBraceIsShownAsTheCompilerSaysIt() throws {
        let small = try SmallCourse()
        let path = small.course.exerciseFile(of: Catalogue.lesson(1))
        try small.solve("step", "sum > threshold ? 1 : 0")
        let text = try small.read("Exercises/Lesson01Perceptron.swift")
        try writeAtomically(text.replacing("? 1 : 0\n}", with: "? 1 : 0\n"), to: path)
        try small.compiler(
            says: "\(path):40:1: error: attribute 'public' can only be used in a non-local scope")
        let watching = try Watching(small, "1.2")
        XCTAssertTrue(watching.shows("Lesson01Perceptron.swift:40"), watching.text)
        XCTAssertTrue(watching.shows("A closing brace } is missing above"), watching.text)
        watching.press("q")
        XCTAssertEqual(watching.end(), .exited(0))
        let list = try small.run("list", "1").output
        XCTAssertTrue(list.contains("a brace without a partner in its file"), list)
    }

    func testAKeyEndsABuildThatTakesLong() throws {
        let small = try SmallCourse()
        try small.write(Array("#!/bin/sh\nsleep 1000\n".utf8), "bin/swift")
        chmod(small.course.path("bin/swift"), 0o755)
        try small.solve("step", "0")
        let watching = try Watching(small, "1.2")
        XCTAssertTrue(watching.shows("building"))
        watching.press("q")
        XCTAssertEqual(watching.end(), .exited(0))
        XCTAssertFalse(watching.isRaw)
    }
}
