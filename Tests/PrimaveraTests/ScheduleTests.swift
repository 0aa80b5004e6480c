import XCTest

@testable import Primavera

final class ScheduleTests: XCTestCase {
    func testSchedules() {
        XCTAssertEqual(LearningRateSchedule.constant.factor(at: 9), 1)
        let step = LearningRateSchedule.step(every: 3, by: 0.5)
        XCTAssertEqual((0..<7).map(step.factor), [1, 1, 1, 0.5, 0.5, 0.5, 0.25])
        XCTAssertEqual(
            LearningRateSchedule.exponential(by: 0.9).factor(at: 2), 0.81, accuracy: 1e-6)
        let cosine = LearningRateSchedule.cosine(epochs: 10)
        XCTAssertEqual(cosine.factor(at: 0), 1)
        XCTAssertEqual(cosine.factor(at: 5), 0.5, accuracy: 1e-6)
        XCTAssertEqual(cosine.factor(at: 10), 0, accuracy: 1e-6)
        let warm = LearningRateSchedule.constant.warmedUp(over: 3)
        XCTAssertEqual((0..<5).map(warm.factor), [0.25, 0.5, 0.75, 1, 1])
    }

    func testAScheduleOfOnesOwnAndAWarmStartTogether() {
        let own = LearningRateSchedule { Float(1 + $0) }
        XCTAssertEqual((0..<3).map(own.factor), [1, 2, 3])
        XCTAssertEqual((0..<4).map(own.warmedUp(over: 1).factor), [0.5, 1, 2, 3])
        XCTAssertEqual((0..<2).map(own.warmedUp(over: 0).factor), [1, 2])
        let cosine = LearningRateSchedule.cosine(epochs: 4)
        XCTAssertEqual(cosine.factor(at: 9), 0, accuracy: 1e-6, "it stays down after the last")
        XCTAssertEqual(LearningRateSchedule.cosine(epochs: 0).factor(at: 0), 1)
        XCTAssertEqual(LearningRateSchedule.step(every: 0, by: 0.5).factor(at: 2), 0.25)
    }
}
