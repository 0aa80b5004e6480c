import Coursework
import Grading
import Primavera
import XCTest

@testable import course

final class FingerprintTests: XCTestCase {
    private func fingerprints(_ small: SmallCourse) throws -> [String: String] {
        let texts = try ExerciseTexts(small.course)
        return Dictionary(
            uniqueKeysWithValues: Session.all.map {
                ($0.id, texts.fingerprint(of: $0.id) ?? "none")
            })
    }

    func testEveryExerciseHasItsOwnAndOnlyWhatChangedChanges() throws {
        let small = try SmallCourse()
        let before = try fingerprints(small)
        XCTAssertEqual(Set(before.values).count, 75)
        XCTAssertFalse(before.values.contains("none"))
        try small.solve("step", "1")
        let after = try fingerprints(small)
        XCTAssertEqual(before.filter { after[$0.key] != $0.value }.map(\.key), ["1.2"])
    }

    func testWhatAnExerciseCallsBelongsToIt() throws {
        let small = try SmallCourse()
        try small.solve("layerOutput", "[sigmoid(twice(inputs[0]))]", lesson: 2)
        try small.write(
            Array("func twice(_ x: Double) -> Double { 2 * x }\n".utf8), "Exercises/Mine.swift")
        let before = try fingerprints(small)
        try small.solve("sigmoid", "x", lesson: 2)
        let second = try fingerprints(small)
        XCTAssertEqual(
            Set(before.filter { second[$0.key] != $0.value }.map(\.key)), ["2.1", "2.2"])
        try small.write(
            Array("func twice(_ x: Double) -> Double { x + x }\n".utf8), "Exercises/Mine.swift")
        let third = try fingerprints(small)
        XCTAssertEqual(second.filter { third[$0.key] != $0.value }.map(\.key), ["2.2"])
    }

    func testAnOperatorOfTheStudentsOwnBelongsToEverything() throws {
        let small = try SmallCourse()
        let before = try fingerprints(small)
        try small.write(
            Array(
                "extension Double { static func + (a: Double, b: Double) -> Double { 0 } }\n".utf8),
            "Exercises/Mine.swift")
        let after = try fingerprints(small)
        XCTAssertEqual(before.count { after[$0.key] != $0.value }, 75)
    }
}
