import Primavera
import XCTest

@testable import Datasets

final class CSVCellsTests: XCTestCase {
    private func csv(_ text: String) throws -> CSV { try CSV(Array(text.utf8), name: "t.csv") }

    func testLinesEndAsOnEachSystem() throws {
        for end in ["\n", "\r\n", "\r"] {
            let table = try csv(["a,b", "1,2", "3,4", ""].joined(separator: end))
            XCTAssertEqual(table.header, ["a", "b"])
            XCTAssertEqual(try table.numbers("b"), [2, 4])
            XCTAssertEqual(try csv("a,b\(end)1,2").numbers("b"), [2])
            assertRefused("t.csv, line 3:", "\"b\"", "\"x\"") {
                _ = try self.csv(["a,b", "1,2", "3,x"].joined(separator: end)).numbers("b")
            }
        }
    }

    func testLinesInsideOfACellAreCountedInTheNextOnes() throws {
        let table = try csv("a,b\n\"1\n2\n3\",4\n5,\n")
        XCTAssertEqual(try table.texts("a"), ["1\n2\n3", "5"])
        assertRefused("line 5", "\"b\"", "empty") { _ = try table.numbers("b") }
        assertRefused("line 6", "1 cells") { _ = try self.csv("a,b\n\"1\n\n2\",\"\n3\"\n7\n") }
    }

    func testEmptyCellsStand() throws {
        XCTAssertEqual(try csv("a,b,c\n,,\n").rows, [["", "", ""]])
        XCTAssertEqual(try csv("a,b\n\"\",\"\"\"\"\n").rows, [["", "\""]])
        XCTAssertEqual(try csv("a,b\n \n\t\n\n1,2\n").rows, [["1", "2"]])
        assertRefused("line 2", "\"b\"", "empty") { _ = try self.csv("a,b\n1,  \n").texts("b") }
    }

    func testAQuotationMarkWithinACellIsALetter() throws {
        XCTAssertEqual(try csv("a\n5\" wide\n").rows, [["5\" wide"]])
    }

    func testAByteOrderMarkBeforeAQuotationMark() throws {
        XCTAssertEqual(try csv("\u{FEFF}\"a,b\",c\n1,2\n").header, ["a,b", "c"])
        assertRefused("t.csv is empty") { _ = try self.csv("\u{FEFF}") }
        assertRefused("t.csv is empty") { _ = try self.csv("\n \n") }
    }

    func testAHeaderAloneIsATableWithoutRows() throws {
        for text in ["a,b", "a,b\n", "a,b\r\n\r\n"] {
            let table = try csv(text)
            XCTAssertEqual(table.rows.count, 0)
            XCTAssertEqual(try table.numbers("a"), [])
        }
    }

    func testSpacesAroundNumbersAndNames() throws {
        let table = try csv(" a , b\n 1 ,\t-2e-3 \n")
        XCTAssertEqual(try table.numbers("a"), [1])
        XCTAssertEqual(try table.numbers("b"), [-0.002])
    }

    func testWhatIsNoNumber() throws {
        for text in ["1,5", "1.2.3", "--1", "1 2", "inf", "-infinity", "NaN", "٣", "1e"] {
            assertRefused("t.csv, line 2:", "\"\(text)\"", "\"x\"", "not a number") {
                _ = try self.csv("x\n\"\(text)\"\n").numbers("x")
            }
        }
    }

    func testTooManyCellsAreNamed() {
        assertRefused("line 2", "3 cells", "has 2") { _ = try self.csv("a,b\n1,2,3\n") }
        assertRefused("line 2", "3 cells", "has 2") { _ = try self.csv("a,b\n1,2,\n") }
    }

    func testAFileIsReadPlainOrPacked() throws {
        let folder = try temporaryFolder([
            "plain.csv": Array("a\n1\n".utf8), "cut.csv": Array(fixture("best.gz").dropLast(9)),
            "words.csv.gz": fixture("best.gz"),
        ])
        XCTAssertEqual(try CSV(path: folder + "/plain.csv").numbers("a"), [1])
        XCTAssert(try CSV(path: folder + "/words.csv.gz").header[0].hasPrefix("spring 0 after"))
        assertRefused("cut.csv", "middle") { _ = try CSV(path: folder + "/cut.csv") }
        assertRefused("no.csv", "does not exist") { _ = try CSV(path: folder + "/no.csv") }
        assertRefused(folder, "is a folder") { _ = try CSV(path: folder) }
    }

    func testRandomTextsAreReadOrRefused() throws {
        var random = Random(seed: 21)
        let letters = Array("a1,\"\n\r .é")
        var read = 0
        for _ in 0..<3_000 {
            let text = String(
                (0..<random.integer(below: 30)).map { _ in
                    letters[random.integer(below: letters.count)]
                })
            do {
                let table = try csv(text)
                XCTAssert(table.rows.allSatisfy { $0.count == table.header.count })
                read += 1
            } catch let error as InputError {
                XCTAssert(error.description.hasPrefix("t.csv"), "\(error)")
            }
        }
        XCTAssertGreaterThan(read, 100)
    }

    func testWhatIsWrittenWithQuotationMarksIsReadBack() throws {
        var random = Random(seed: 22)
        let letters = Array("ab,\"\n;é ")
        for _ in 0..<300 {
            let rows = (0...random.integer(below: 4)).map { _ in
                (0..<3).map { _ in
                    String(
                        (0...random.integer(below: 6)).map { _ in
                            letters[random.integer(below: letters.count)]
                        })
                }
            }
            let lines = rows.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }
            let table = try csv("x,y,z\n" + lines.joined(separator: "\n"))
            XCTAssertEqual(table.rows, rows)
        }
    }
}

final class FlowersTests: XCTestCase {
    private func read(_ text: String) throws -> LabelledVectors {
        let folder = try temporaryFolder(["own.csv": Array(text.utf8)])
        return try Iris.read(csv: folder + "/own.csv")
    }

    func testClassesAreNumberedInTheOrderInWhichTheyCome() throws {
        let table = try read("width,kind\n1,b\n2, a \n3,b\n4,c\n")
        XCTAssertEqual(table.classNames, ["b", "a", "c"])
        XCTAssertEqual(table.labels, [0, 1, 0, 2])
        XCTAssertEqual(table.features.shape, [4, 1])
        XCTAssertEqual(table.features.values, [1, 2, 3, 4])
        XCTAssertEqual(table.count, 4)
    }

    func testARowWithoutAClassIsNamed() {
        assertRefused("own.csv", "line 3", "\"kind\"") {
            _ = try self.read("width,kind\n1,b\n2,\n")
        }
    }

    func testANumberTooLargeForAFloatIsRefused() {
        assertRefused("own.csv", "line 2", "1e+39") { _ = try self.read("width,kind\n1e39,b\n") }
        assertRefused("own.csv", "line 3", "-1e+39") {
            _ = try self.read("width,kind\n1,b\n-1e39,b\n")
        }
    }

    func testEachFlowerHasItsFourNumbers() throws {
        let iris = try Iris.load()
        XCTAssertEqual(
            iris.featureNames, ["sepal length", "sepal width", "petal length", "petal width"])
        XCTAssertEqual(iris.features.slice(0..<1).values, [5.1, 3.5, 1.4, 0.2])
        XCTAssertEqual(iris.features.slice(149..<150).values, [5.9, 3.0, 5.1, 1.8])
        XCTAssertEqual(iris.labels, iris.labels.sorted(), "species after species")
    }
}
