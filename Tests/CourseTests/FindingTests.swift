import XCTest

@testable import course

final class FindingTests: XCTestCase {
    func testTheToolchainMustBeNewEnough() {
        func remedy(_ output: String) -> String? { Finding.toolchain(output).remedy }
        XCTAssertNil(remedy("Swift version 6.3.1 (swift-6.3.1-RELEASE)\nTarget: x86_64"))
        XCTAssertNil(remedy("Apple Swift version 7.0 (swiftlang)"))
        XCTAssertNotNil(remedy("Swift version 6.2.4 (swift-6.2.4-RELEASE)"))
        XCTAssertNotNil(remedy("Swift version 5.10 (swift-5.10-RELEASE)"))
        XCTAssertNotNil(remedy("OpenStack object storage"))
        XCTAssertEqual(Finding.toolchain(run: { _ in nil }).state, "none")
    }

    func testALittleDiskOrMemoryIsAProblemWithARemedy() {
        XCTAssertNil(Finding.disk(free: 2_000_000_000).remedy)
        XCTAssertNotNil(Finding.disk(free: 1_999_999_999).remedy)
        XCTAssertEqual(Finding.disk(free: 1_960_000_000).state, "1.9 GB")
        XCTAssertNil(Finding.memory(bytes: 4_000_000_000).remedy)
        XCTAssertNotNil(Finding.memory(bytes: 1_000_000_000).remedy)
    }

    func testAClockThatIsWrongIsNoticed() {
        let now = 1_800_000_000
        XCTAssertNil(Finding.clock(now: now, newest: now).remedy)
        XCTAssertNotNil(Finding.clock(now: now, newest: now + 3_600).remedy)
        XCTAssertNotNil(Finding.clock(now: 0, newest: 0).remedy)
    }
}
