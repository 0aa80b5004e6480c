import Primavera
import XCTest

@testable import Grading

final class CommandRunTests: XCTestCase {
    private func shell(
        _ script: String, _ limits: CommandRun.Limits = .init(seconds: 20),
        isCancelled: () -> Bool = { false }
    ) throws -> CommandRun {
        try CommandRun.run(["/bin/sh", "-c", script], limits: limits, isCancelled: isCancelled)
    }

    func testOutputAndErrorsComeInTheirOrderWithTheStatus() throws {
        let run = try shell("echo one; echo two >&2; echo three; exit 7")
        XCTAssertEqual(run.output, "one\ntwo\nthree\n")
        XCTAssertEqual(run.ending, .exited(7))
        XCTAssertFalse(run.succeeded)
    }

    func testACrashIsTheSignalThatEndedIt() throws {
        XCTAssertEqual(try shell("kill -SEGV $$").ending, .signalled(SIGSEGV))
    }

    func testMoreOutputThanAPipeHoldsArrivesWhole() throws {
        let run = try shell("head -c 3000000 /dev/zero", .init(seconds: 20, output: 4_000_000))
        XCTAssertEqual(run.bytes.count, 3_000_000)
        XCTAssertEqual(run.ending, .exited(0))
    }

    func testAFloodIsStoppedAndItsBeginningKept() throws {
        let run = try shell("yes", .init(seconds: 60, output: 10_000))
        XCTAssertEqual(run.ending, .flooded)
        XCTAssertEqual(run.bytes.count, 10_000)
    }

    func testWhatNeverEndsIsStoppedWithAllThatItStarted() throws {
        let run = try shell("sleep 1000 & echo $!; sleep 1000", .init(seconds: 0.5))
        XCTAssertEqual(run.ending, .timedOut)
        let child = try XCTUnwrap(Int32(run.output.split(separator: "\n")[0]))
        XCTAssertTrue(isGone(child), "process \(child) is still there")
    }

    func testWhatIsLeftBehindIsEndedAndNobodyWaitsForItsPipe() throws {
        let run = try shell("sleep 1000 & echo $!")
        XCTAssertEqual(run.ending, .exited(0))
        let child = try XCTUnwrap(Int32(run.output.split(separator: "\n")[0]))
        XCTAssertTrue(isGone(child), "process \(child) is still there")
    }

    /// A killed process is there for a moment more, until it is waited for.
    private func isGone(_ id: Int32) -> Bool {
        for _ in 0..<400 {
            let state = (try? readFile("/proc/\(id)/stat")).map {
                String(decoding: $0, as: UTF8.self)
            }
            #if os(Linux)
            if state == nil || state!.contains(") Z ") { return true }
            #else
            if kill(id, 0) != 0 { return true }
            #endif
            usleep(10_000)
        }
        return false
    }

    func testItCanBeCancelled() throws {
        var count = 0
        let run = try shell("sleep 1000") {
            count += 1
            return count > 3
        }
        XCTAssertEqual(run.ending, .cancelled)
    }

    func testItReadsNothingAndHasTheEnvironmentAndTheFolderThatItIsGiven() throws {
        XCTAssertEqual(try shell("cat; echo end").output, "end\n")
        let run = try CommandRun.run(
            ["/bin/sh", "-c", "echo $COLOUR; pwd"], in: "/", environment: ["COLOUR": "light blue"])
        XCTAssertEqual(run.output, "light blue\n/\n")
    }

    func testAProgramThatIsNotThereIsOneSentence() {
        XCTAssertThrowsError(try CommandRun.run(["no-such-program"])) { error in
            XCTAssertEqual(
                (error as? InputError)?.description,
                "no-such-program cannot be started: there is no such program.")
        }
        XCTAssertThrowsError(try CommandRun.run(["/bin/sh"], in: "/no/such/folder")) { error in
            XCTAssertEqual(
                (error as? InputError)?.description,
                "/bin/sh cannot be started in /no/such/folder: there is no such folder.")
        }
    }

    func testTheTimeOnTheProcessorIsCounted() throws {
        let run = try shell("i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done")
        XCTAssertGreaterThan(run.processorSeconds, 0)
        XCTAssertGreaterThan(run.peakMemory, 100_000)
    }

    func testOnATerminalTheOutputIsReadToItsEnd() throws {
        let run = try CommandRun.run(
            ["/bin/sh", "-c", "test -t 1 && printf '\\033[31mred\\033[0m\\rgreen\\nblue\\n'"],
            onTerminal: true)
        XCTAssertEqual(run.ending, .exited(0))
        XCTAssertEqual(run.output.withoutTerminalCodes, "red\ngreen\nblue\n")
    }
}
