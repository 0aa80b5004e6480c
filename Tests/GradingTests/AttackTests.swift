import Foundation
import XCTest

@testable import Grading

/// The attacks of `Attacks/`: none may earn a point.
///
/// What the reader of tokens says is tested on all. They run in the sandbox and never outside; those
/// that need minutes, because they only end when their time is up or need a build of their own, run where
/// `PRIMAVERA_LONG_TESTS` is set:
///
/// ```sh
/// PRIMAVERA_LONG_TESTS=1 swift test --filter AttackTests
/// ```
final class AttackTests: XCTestCase {
    func testThereAreAtLeastFortyAttacksWithAVerdictEach() throws {
        let all = try Attack.all(in: "InCode.md") + Attack.all(in: "InFiles.md")
        XCTAssertGreaterThanOrEqual(all.count, 60)
        for attack in all {
            XCTAssertFalse(attack.verdicts.isEmpty, attack.name)
            XCTAssertFalse(attack.verdicts.contains(.passed), attack.name)
            XCTAssertFalse(attack.listings.isEmpty, attack.name)
        }
    }

    func testTheReaderOfTokensRefusesWhatItShouldAndNothingElse() throws {
        for attack in try Attack.all(in: "InCode.md") {
            let finding = ForbiddenMeans.first(in: attack.listings[0])
            XCTAssertEqual(finding != nil, attack.facts["Reader"] == "refuses", attack.name)
        }
        for attack in try Attack.all(in: "InFiles.md") {
            let finding = ForbiddenMeans.first(in: attack.listings[0])
            let isRefused = attack.verdicts == [.tampered] && attack.facts["Reader"] != "passes"
            XCTAssertEqual(finding != nil, isRefused, attack.name)
        }
    }

    func testSolutionsStubsAndKnownMistakesAreNotRefused() throws {
        let course = CoursePackage(around: #filePath)!
        for folder in ["Solutions", "Exercises"] {
            for (name, text) in try swiftFiles(in: course.path(folder)) {
                XCTAssertNil(ForbiddenMeans.first(in: text), "\(folder)/\(name)")
            }
        }
        for name in CoursePackage.names(in: course.path("Tests/KnownMistakes"), endingIn: ".md") {
            let text = try String(
                contentsOfFile: course.path("Tests/KnownMistakes/\(name)"), encoding: .utf8)
            for section in text.components(separatedBy: "```swift\n").dropFirst() {
                let listing = section.components(separatedBy: "\n```")[0]
                let finding = ForbiddenMeans.first(in: listing)
                XCTAssertNil(finding, "\(name): \(finding?.sentence ?? "") \(listing)")
            }
        }
    }

    // MARK: In the sandbox

    func testNoRunningAttackEarnsAPointWhereNobodyHasReadIt() throws {
        let room = try GradingRoom.make()
        let attacks = try Attack.all(in: "InCode.md")
        let submission = AttackSubmission(attacks, stubs: room.prepared.stubs)
        let build = try SubmissionBuild(
            files: submission.files, prepared: room.prepared, folder: room.folder + "/blind",
            checksTokens: false, checksObject: false)
        guard build.problems.isEmpty else {
            return XCTFail("\(build.problems.mapValues(\.sentence))")
        }
        let prepared = room.prepared
        // In a short test those that end by themselves.
        let slow: Set<Verdict> = [.timedOut, .outOfMemory]
        let running = attacks.filter { GradingRoom.hasTime || !slow.contains($0.verdicts[0]) }
        XCTAssertGreaterThanOrEqual(running.count, 30)
        let verdicts = try inParallel(running, width: 2) { attack -> (Attack, ExerciseRun) in
            let exercise = submission.places[attack.name]
            let test = prepared.tests.first { $0.exercise == exercise }!
            return (attack, try ExerciseRun(test, build: build))
        }
        for (attack, run) in verdicts {
            XCTAssert(
                attack.verdicts.contains(run.verdict),
                "\(attack.name): \(run.verdict.rawValue). \(run.sentence)")
        }
    }

    func testTheObjectFileTellsWhatTheSourceHides() throws {
        let room = try GradingRoom.make()
        // Without the reader of tokens each attack that calls the system is still refused.
        for attack in try Attack.all(in: "InCode.md")
        where ["exit by dlsym", "the network"].contains(attack.name) {
            let submission = AttackSubmission([attack], stubs: room.prepared.stubs)
            let build = try SubmissionBuild(
                files: submission.files, prepared: room.prepared, folder: room.folder + "/object",
                checksTokens: false)
            let problem = build.problem(of: submission.places[attack.name]!)
            XCTAssertEqual(problem?.verdict, .tampered, attack.name)
        }
    }

    func testNoFileOfAttacksEarnsAPoint() throws {
        let room = try GradingRoom.make()
        let prepared = room.prepared
        let stub = prepared.stubs["Lesson01Perceptron.swift"]!
        let test = prepared.tests.first { $0.exercise == "1.2" }!
        // In a short test the first three, on what a test's words mean.
        let attacks = try Attack.all(in: "InFiles.md").prefix(GradingRoom.hasTime ? .max : 3)
        var cases: [(attack: Attack, checksTokens: Bool, expected: [Verdict])] = []
        for attack in attacks {
            cases.append((attack, true, attack.verdicts))
            if attack.facts["Unread"] != nil {
                cases.append((attack, false, attack.verdicts("Unread")))
            }
        }
        let all = cases
        let outcomes = try inParallel(Array(all.indices), width: 2) { index in
            let entry = all[index]
            let folder = "\(room.folder)-file\(index)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let build = try SubmissionBuild(
                files: [
                    "Lesson01Perceptron.swift": AttackSubmission.lesson01(entry.attack, stub: stub)
                ],
                prepared: prepared, folder: folder, checksTokens: entry.checksTokens)
            return (
                run: try ExerciseRun(test, build: build),
                takesOthersDown: build.problem(of: "2.1") != nil
            )
        }
        for (entry, outcome) in zip(cases, outcomes) {
            let name = "\(entry.attack.name), tokens \(entry.checksTokens)"
            XCTAssert(
                entry.expected.contains(outcome.run.verdict),
                "\(name): \(outcome.run.verdict.rawValue). \(outcome.run.sentence)")
            XCTAssertFalse(outcome.takesOthersDown, name)
        }
    }
}
