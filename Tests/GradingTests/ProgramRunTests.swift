import Foundation
import XCTest

@testable import Grading

/// Programs that nobody trusts, without the sandbox around them.
final class ProgramRunTests: XCTestCase {
    private func run(_ script: String, input: String = "", seconds: Double = 20) throws
        -> ProgramRun
    {
        try ProgramRun(
            ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
            input: Array(input.utf8), limits: .init(seconds: seconds, outputBytes: 10_000))
    }

    func testTheTwoChannelsAreKeptApartAndTheInputIsRead() throws {
        let run = try run("cat; echo no >&2; exit 3", input: "secret")
        XCTAssertEqual(run.ending, .exited(3))
        XCTAssertEqual(String(decoding: run.output, as: UTF8.self), "secret")
        XCTAssertEqual(run.errorText, "no\n")
    }

    func testAProgramThatReadsNothingEndsNobodyElse() throws {
        for _ in 0..<20 {
            XCTAssertEqual(try run("exec true", input: "secret").ending, .exited(0))
        }
    }

    func testAFloodIsCutAndDoesNotBlock() throws {
        let run = try run("head -c 10000000 /dev/zero")
        XCTAssertEqual(run.ending, .exited(0))
        XCTAssertEqual(run.output.count, 10_000)
    }

    func testWhatNeverEndsIsStoppedWithAllThatItStarted() throws {
        let mark = "77\(getpid())"
        let run = try run("sleep \(mark) & sleep \(mark)", seconds: 0.3)
        XCTAssertEqual(run.ending, .timedOut)
        usleep(200_000)
        XCTAssertNotEqual(try self.run("pgrep -fx 'sleep \(mark)'").ending, .exited(0))
    }

    func testNoDescriptorOfOursGoesOn() throws {
        let open = open("/dev/null", O_RDONLY)
        let high = fcntl(open, F_DUPFD, 60)
        defer { for descriptor in [open, high] { close(descriptor) } }
        let run = try run("[ -e /dev/fd/\(open) ] || [ -e /dev/fd/\(high) ] && exit 7; exit 0")
        XCTAssertEqual(run.ending, .exited(0))
    }
}
