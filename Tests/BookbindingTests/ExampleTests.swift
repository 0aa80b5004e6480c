import XCTest

@testable import Bookbinding

final class ExampleTests: XCTestCase {
    func testAnExampleIsFoundWithTheNameOfWhatItStandsBefore() {
        let source = """
            /// A layer.
            ///
            /// ```swift
            /// let layer = Dense(2)
            ///
            /// layer.count      // 3
            /// ```
            /// ```
            /// no Swift
            /// ```
            @frozen
            public final class Dense: Layer {
            """
        XCTAssertEqual(
            Examples.examples(in: source, file: "A.swift"),
            [
                .init(
                    name: "Dense", file: "A.swift",
                    code: ["let layer = Dense(2)", "", "layer.count      // 3"])
            ])
    }

    func testACommentThatBeginsWithAValueStatesIt() {
        XCTAssertEqual(ExampleTest.statedValue("−4: ∂f/∂x = z"), "-4")
        XCTAssertEqual(ExampleTest.statedValue("[32, 6] for images [1]"), "[32, 6]")
        XCTAssertEqual(ExampleTest.statedValue("false"), "false")
        XCTAssertNil(ExampleTest.statedValue("in 0 ..< 1"))
        XCTAssertNil(ExampleTest.statedValue("[N, C] → [C, N]"))
    }

    func testAnExampleBecomesATestWithWhatItLeavesOut() throws {
        let example = Examples.Example(
            name: "sum", file: "A.swift",
            code: [
                "let x = make(…, using: &random)", "x.sum()      // 3", "x.print()   // shows it",
            ])
        let test = try ExampleTest(example, name: "sum2", preparation: ["… = 1, 2", "let y = 3"])
        XCTAssertEqual(
            test.text,
            """
                /// A.swift
                func testSum2() throws {
                    var random = Random(seed: 1)
                    let y = 3
                    let x = make(1, 2, using: &random)
                    expect(x.sum(), gives: "3")
                    use(x.print())
                    _ = y
                }
            """)
        XCTAssertThrowsError(try ExampleTest(example, name: "sum2", preparation: []))
    }

    func testPreparationsStandUnderTheirNames() {
        XCTAssertEqual(
            Examples.preparations("# all\nDense\n    let a = 1\n    … = 2\nSum\n"),
            ["Dense": ["let a = 1", "… = 2"], "Sum": []])
    }
}
