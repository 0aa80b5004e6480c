import Primavera
import XCTest

@testable import Grading

final class CompilerMessageTests: XCTestCase {
    func testTheFirstErrorIsTakenApart() throws {
        let output = """
            [3/5] Compiling Exercises Lesson01Perceptron.swift
            /course/Exercises/a.swift:3:4: warning: never used
            /course/Exercises/Lesson 01: x.swift:18:12: error: cannot find 'sum' in scope
            16 | public func weightedSum
               |           `- error: cannot find 'sum' in scope
            /course/Exercises/Lesson 01: x.swift:18:12: error: cannot find 'sum' in scope
            /course/Exercises/b.swift:2:1: error: extraneous '}' at top level
            error: fatalError
            """
        let all = CompilerMessage.all(in: output)
        XCTAssertEqual(all.count, 2)
        let first = try XCTUnwrap(CompilerMessage.first(in: output))
        XCTAssertEqual(first.file, "/course/Exercises/Lesson 01: x.swift")
        XCTAssertEqual(first.line, 18)
        XCTAssertEqual(first.column, 12)
        XCTAssertEqual(first.text, "cannot find 'sum' in scope")
        XCTAssertEqual(first.names, ["sum"])
        XCTAssertNil(first.sourceLine)
        XCTAssertNil(CompilerMessage.first(in: "error: no place\n: error: \na.swift:x:1: error: b"))
    }

    func testTheLineOfSourceComesAlong() throws {
        let line = #line
        let output = "\(#filePath):\(line):9: error: anything"
        XCTAssertEqual(
            CompilerMessage.first(in: output)?.sourceLine, "        let line = #line")
        XCTAssertEqual(
            CompilerMessage.first(in: "\(#filePath):999999:9: error: anything")?.line, 999_999)
    }

    /// What Swift 6.3.1 said to mistakes of students, and words that the sentence must have.
    private let cases = [
        ("cannot find 'sum' in scope", "Nothing is called sum here"),
        ("cannot find 'len' in scope", "array.count"),
        ("cannot find 'range' in scope", "0..<n"),
        ("cannot find operator '++' in scope; did you mean '+= 1'?", "+= 1"),
        ("cannot find operator '**' in scope", "pow(x, 2)"),
        ("cannot find operator '..' in scope; did you mean '...'?", "0..<n"),
        ("cannot find operator '−' in scope", "none of Swift's"),
        (
            "cannot convert return expression of type '[Double]' to return type 'Double'",
            "whole array"
        ),
        ("cannot convert return expression of type 'Int' to return type 'Double'", "Double(…)"),
        ("cannot convert value of type 'Int' to expected argument type 'Double'", "Double(…)"),
        ("cannot convert value of type 'Double' to expected argument type 'Int'", "0.0"),
        (
            "cannot convert value of type 'Float' to expected argument type 'Double'",
            "different types"
        ),
        ("cannot convert return expression of type 'Bool' to return type 'Int'", "? 1 : 0"),
        (
            "cannot convert return expression of type 'Int' to return type '(a: Int, b: Int)'",
            "promises (a: Int, b: Int)"
        ),
        ("cannot convert value of type '()' to closure result type 'Double'", "return"),
        ("cannot assign value of type 'Double' to type 'Int'", "0.0"),
        (
            "binary operator '*' cannot be applied to operands of type '[Double]' and 'Double'",
            "no arithmetic"
        ),
        (
            "binary operator '+' cannot be applied to operands of type 'Int' and 'Double'",
            "+ works on two values of the same type"
        ),
        (
            "unary operator '-' cannot be applied to an operand of type '[Double]'",
            "not on [Double]"
        ),
        ("value of optional type 'Double?' must be unwrapped to a value of type 'Double'", "nil"),
        ("missing return in global function expected to return 'Double'", "without a return"),
        ("cannot assign to value: 's' is a 'let' constant", "var"),
        ("cannot assign through subscript: 'x' is a 'let' constant", "copy"),
        ("left side of mutating operator isn't mutable: 's' is a 'let' constant", "var"),
        ("cannot use mutating member on immutable value: 'x' is a 'let' constant", "copy"),
        ("missing argument label 'rate:' in call", "rate:"),
        ("incorrect argument label in call (have '_:r:', expected '_:rate:')", "first line"),
        ("extraneous argument label 'x:' in call", "without a name"),
        ("missing argument for parameter 'rate' in call", "too few"),
        ("extra argument in call", "more values"),
        ("argument 'a' must precede argument 'rate'", "order"),
        ("cannot call value of non-function type 'Double'", "*"),
        ("value of type '[Double]' has no member 'length'", "array.count"),
        ("value of type '[Double]' has no member 'total'", "[Double] has nothing called total"),
        ("use of local variable 't' before its declaration", "t is used above"),
        ("constant 's' used before being initialized", "s has no value"),
        ("invalid redeclaration of 'a'", "two things called a"),
        ("expected expression after operator", "missing"),
        ("attribute 'public' can only be used in a non-local scope", "has no end"),
        ("consecutive statements on a line must be separated by ';'", "&&"),
        ("expected ',' separator", "comma"),
        ("expected '}' at end of brace statement", "}"),
        ("extraneous '}' at top level", "too many"),
        ("empty collection literal requires an explicit type", "[Double] = []"),
        ("generic parameter 'T' could not be inferred", "let x: Double"),
        ("switch must be exhaustive", "default"),
        ("for-in loop requires 'Int' to conform to 'Sequence'", "0..<n"),
        ("initializer for conditional binding must have Optional type, not 'Int'", "if let"),
        ("type 'Int' cannot be used as a boolean; test for '!= 0' instead", "!= 0"),
        ("call can throw, but it is not marked with 'try' and the error is not handled", "try"),
        ("unexpected non-void return value in void function", "-> Double"),
        ("'=' must have consistent whitespace on both sides", "Spaces"),
        ("unterminated string literal", "quote"),
        ("unicode curly quote found, replace with '\"'", "word processor"),
        ("C-style for statement was removed in Swift 3", "for i in"),
        (
            "the compiler is unable to type-check this expression in reasonable time; try breaking up "
                + "the expression into distinct sub-expressions", "names"
        ),
    ]

    func testCommonErrorsAreExplainedInOneSentence() {
        for (text, words) in cases {
            let meaning = CompilerMeaning.of(text)
            XCTAssertTrue(meaning?.contains(words) == true, "\(text): \(meaning ?? "nothing")")
            XCTAssertFalse(meaning?.contains("#") == true, "\(text): a name is missing")
        }
        XCTAssertNil(CompilerMeaning.of("circular reference"))
    }
}
