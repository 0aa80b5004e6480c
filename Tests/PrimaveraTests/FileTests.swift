import XCTest

@testable import Primavera

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

final class FileTests: XCTestCase {
    func testAFileIsWrittenWholeAndFoldersAreMade() throws {
        let path = temporaryPath("a/b/file.txt")
        try writeAtomically("one", to: path)
        try writeAtomically("two", to: path)
        XCTAssertEqual(String(decoding: try readFile(path), as: UTF8.self), "two")
        let folder = String(path.dropLast("/file.txt".count))
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["file.txt"])
    }

    func testWhatCannotBeWrittenIsNamedAndLeavesNothing() throws {
        let path = temporaryPath("file")
        try writeAtomically("a file, not a folder", to: path)
        XCTAssertThrowsError(try writeAtomically("x", to: path + "/inside/it")) {
            XCTAssert("\($0)".contains(path), "\($0)")
        }
        XCTAssertThrowsError(try writeAtomically("x", to: "/proc/nothing/here"))
        XCTAssertEqual(String(decoding: try readFile(path), as: UTF8.self), "a file, not a folder")
    }

    /// What lies in a folder, sorted.
    private func content(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    func testAFolderInTheFilesPlaceIsKeptAndNothingIsLeftBeside() throws {
        let path = temporaryPath("folder")
        try writeAtomically("x", to: path + "/inside")
        XCTAssertThrowsError(try writeAtomically("y", to: path)) {
            XCTAssert("\($0)".contains(path), "\($0)")
        }
        XCTAssertEqual(try content(path), ["inside"])
        XCTAssertEqual(try content(String(path.dropLast("/folder".count))), ["folder"])
    }

    /// A disk that fills up while the file is written, by way of a limit for files.
    func testAFileThatCannotBeWrittenToItsEndLeavesTheOldOne() throws {
        let path = temporaryPath("file")
        try writeAtomically("old", to: path)
        var limit = rlimit()
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
        #else
        let resource = RLIMIT_FSIZE
        #endif
        getrlimit(resource, &limit)
        var small = limit
        small.rlim_cur = 100_000
        let before = signal(SIGXFSZ, SIG_IGN)
        setrlimit(resource, &small)
        let result = Result { try writeAtomically([UInt8](repeating: 1, count: 300_000), to: path) }
        setrlimit(resource, &limit)
        signal(SIGXFSZ, before)
        XCTAssertThrowsError(try result.get()) { XCTAssert("\($0)".contains(path), "\($0)") }
        XCTAssertEqual(String(decoding: try readFile(path), as: UTF8.self), "old")
        XCTAssertEqual(try content(String(path.dropLast("/file".count))), ["file"])
    }

    func testEmptyAndLargeFilesComeBackAsTheyWere() throws {
        let path = temporaryPath("file")
        for count in [0, 1, 65_535, 65_536, 65_537, 200_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
            try writeAtomically(bytes, to: path)
            XCTAssert(try readFile(path) == bytes, "\(count) bytes")
        }
        XCTAssertEqual(try readFile(path, limit: 200_000).count, 200_000)
    }

    func testWhatCannotBeReadIsNamed() throws {
        for (path, reason) in [("/does/not/exist", "does not exist"), ("/", "folder")] {
            XCTAssertThrowsError(try readFile(path)) {
                XCTAssert("\($0)".contains(reason) && "\($0)".contains(path), "\($0)")
            }
        }
        let path = temporaryPath("large")
        try writeAtomically("0123456789", to: path)
        XCTAssertThrowsError(try readFile(path, limit: 9)) {
            XCTAssert("\($0)".contains("10 bytes"), "\($0)")
        }
    }

    func testNumbersAsText() {
        XCTAssertEqual((2.0 / 3).fixed(2), "0.67")
        XCTAssertEqual((-0.000_1).fixed(2), "0.00")
        XCTAssertEqual(1e300.fixed(0).count, 301)
        XCTAssertEqual(1_234.5.significant(3), "1.23e+03")
        XCTAssertEqual(61_706.grouped, "61,706")
        XCTAssertEqual((-1_234_567).grouped, "-1,234,567")
        XCTAssertEqual(Int.min.grouped, "-9,223,372,036,854,775,808")
        XCTAssertEqual("ab".leftPadded(to: 4), "  ab")
        XCTAssertEqual("ab".rightPadded(to: 1), "ab")
    }
}
