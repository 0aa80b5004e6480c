import Foundation
import XCTest

@testable import Grading

/// The program `grade` itself, as an instructor starts it.
enum GradeProgram {
    static func run(
        _ words: [String], in folder: String? = nil, environment: [String: String]? = nil,
        seconds: Double = 120, isCancelled: () -> Bool = { false }
    ) throws -> CommandRun {
        try CommandRun.run(
            [try path] + words, in: folder, environment: environment,
            limits: .init(seconds: seconds), isCancelled: isCancelled)
    }

    static var path: String {
        get throws {
            // On Linux the bundle of tests is the folder of the programs.
            let bundle = Bundle(for: BundleMark.self).bundleURL
            let places = [bundle, bundle.deletingLastPathComponent()].map {
                $0.appendingPathComponent("grade").path
            }
            return try XCTUnwrap(
                places.first(where: FileManager.default.isExecutableFile),
                "grade is not built: swift build, then the tests again.")
        }
    }

    private final class BundleMark {}
}
