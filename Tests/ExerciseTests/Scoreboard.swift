import Coursework
import XCTest

/// Counts how the exercises went, and says so in one line when all tests have run.
final class Scoreboard: NSObject, XCTestObservation {
    enum Verdict: String {
        case passed
        case wrong
        case notANumber
        case wrongShape
        case notStarted
    }

    /// Told of each exercise's end: `grade` sets it, to hear of it on a way of its own.
    nonisolated(unsafe) static var listener:
        ((_ id: String, _ verdict: Verdict, _ checks: Int, _ sentence: String) -> Void)?

    nonisolated(unsafe) private static let board = Scoreboard()
    nonisolated(unsafe) private static var isObserving = false
    nonisolated(unsafe) private static var verdicts: [String: Verdict] = [:]

    /// XCTest runs one test after the other on one thread, so nothing here is written twice at once.
    static func begin() {
        if isObserving { return }
        isObserving = true
        XCTestObservationCenter.shared.addTestObserver(board)
        CallInProgress.tellAtCrash()
    }

    static func note(_ id: String, _ verdict: Verdict, checks: Int, sentence: String = "") {
        verdicts[id] = verdict
        listener?(id, verdict, checks, sentence)
    }

    func testBundleDidFinish(_ testBundle: Bundle) {
        func count(_ verdicts: Set<Verdict>) -> Int {
            Self.verdicts.values.filter(verdicts.contains).count
        }
        let all = Catalogue.lessons.reduce(0) { $0 + $1.exercises.count }
        print(
            "Exercises: \(count([.passed])) passed, \(count([.wrong, .notANumber, .wrongShape])) wrong, "
                + "\(count([.notStarted])) not started; \(Self.verdicts.count) of \(all) were run.")
    }
}
