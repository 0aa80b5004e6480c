import Coursework
import XCTest

/// Counts how the exercises went, and says so in one line when all tests have run.
final class Scoreboard: NSObject, XCTestObservation {
    enum Verdict {
        case passed
        case wrong
        case notStarted
    }

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

    static func note(_ id: String, _ verdict: Verdict) { verdicts[id] = verdict }

    func testBundleDidFinish(_ testBundle: Bundle) {
        func count(_ verdict: Verdict) -> Int {
            Self.verdicts.values.filter { $0 == verdict }.count
        }
        let all = Catalogue.lessons.reduce(0) { $0 + $1.exercises.count }
        print(
            "Exercises: \(count(.passed)) passed, \(count(.wrong)) wrong, "
                + "\(count(.notStarted)) not started; \(Self.verdicts.count) of \(all) were run.")
    }
}
