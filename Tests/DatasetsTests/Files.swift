import FoundationEssentials
import Primavera
import XCTest

/// A new folder that nothing else uses, with these files in it.
func temporaryFolder(_ files: [String: [UInt8]] = [:]) throws -> String {
    let folder = NSTemporaryDirectory() + "primavera-" + UUID().uuidString
    try writeAtomically("", to: folder + "/.keep")
    for (name, bytes) in files { try writeAtomically(bytes, to: folder + "/" + name) }
    return folder
}

/// A file beside the tests.
func fixture(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return try readFile("/" + folder + "/Fixtures/" + name)
}

/// Fails unless `body` throws an `InputError` whose sentence holds these parts.
func assertRefused(
    _ parts: String..., file: StaticString = #filePath, line: UInt = #line,
    _ body: () throws -> Void
) {
    XCTAssertThrowsError(try body(), file: file, line: line) { error in
        guard let error = error as? InputError else {
            XCTFail("\(error) is no InputError", file: file, line: line)
            return
        }
        for part in parts {
            XCTAssert(
                error.description.contains(part), "\(part) in: \(error)", file: file, line: line)
        }
    }
}
