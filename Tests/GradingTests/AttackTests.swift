import Foundation
import XCTest

@testable import Grading

/// The attacks of `Attacks/`: none may earn a point.
///
/// What the reader of tokens says is tested always. The attacks themselves run where
/// `PRIMAVERA_LONG_TESTS` is set, and never outside the sandbox:
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
        let room = try AttackRoom.make()
        let attacks = try Attack.all(in: "InCode.md")
        let submission = AttackSubmission(attacks, stubs: room.prepared.stubs)
        let build = try SubmissionBuild(
            files: submission.files, prepared: room.prepared, folder: room.folder + "/blind",
            checksTokens: false, checksObject: false)
        guard build.problems.isEmpty else {
            return XCTFail("\(build.problems.mapValues(\.sentence))")
        }
        let prepared = room.prepared
        let verdicts = try inParallel(attacks, width: 2) { attack -> (Attack, ExerciseRun) in
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
        let room = try AttackRoom.make()
        // Without the reader of tokens each attack that calls the system is still refused.
        for attack in try Attack.all(in: "InCode.md")
        where ["exit with status 0", "exit by dlsym", "the network"].contains(attack.name) {
            let submission = AttackSubmission([attack], stubs: room.prepared.stubs)
            let build = try SubmissionBuild(
                files: submission.files, prepared: room.prepared, folder: room.folder + "/object",
                checksTokens: false)
            let problem = build.problem(of: submission.places[attack.name]!)
            XCTAssertEqual(problem?.verdict, .tampered, attack.name)
        }
    }

    func testNoFileOfAttacksEarnsAPoint() throws {
        let room = try AttackRoom.make()
        let prepared = room.prepared
        let stub = prepared.stubs["Lesson01Perceptron.swift"]!
        let test = prepared.tests.first { $0.exercise == "1.2" }!
        for attack in try Attack.all(in: "InFiles.md") {
            var cases = [(checksTokens: true, verdicts: attack.verdicts)]
            if attack.facts["Unread"] != nil { cases.append((false, attack.verdicts("Unread"))) }
            for (checksTokens, expected) in cases {
                let text = AttackSubmission.lesson01(attack, stub: stub)
                let build = try SubmissionBuild(
                    files: ["Lesson01Perceptron.swift": text], prepared: prepared,
                    folder: room.folder + "/file", checksTokens: checksTokens)
                let run = try ExerciseRun(test, build: build)
                XCTAssert(
                    expected.contains(run.verdict),
                    "\(attack.name), tokens \(checksTokens): \(run.verdict.rawValue). \(run.sentence)"
                )
                // The other lessons are not taken down.
                XCTAssertNil(build.problem(of: "2.1"), attack.name)
            }
        }
    }
}

/// What the attacks run in: the tests, prepared, and a sandbox.
struct AttackRoom {
    let prepared: PreparedTests
    let folder: String

    static func make(isAsked: Bool = false) throws -> AttackRoom {
        guard isAsked || ProcessInfo.processInfo.environment["PRIMAVERA_LONG_TESTS"] != nil else {
            throw XCTSkip("Takes minutes: runs where PRIMAVERA_LONG_TESTS is set.")
        }
        let sandbox: Sandbox
        do {
            sandbox = try Sandbox.find(isUnsafe: false)
        } catch let refusal as Refusal {
            throw XCTSkip("No attack runs outside a sandbox. \(refusal.sentence)")
        }
        let course = CoursePackage(around: #filePath)!
        let work = course.path(".build/grading")
        try makeFolder(work)
        let products = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().path
        let prepared = try PreparedTests.make(
            course: course.root, products: products, hidden: nil, work: work,
            toolchain: try Toolchain.find(), sandbox: sandbox, say: { print($0) })
        return AttackRoom(prepared: prepared, folder: work + "/attacks")
    }
}
