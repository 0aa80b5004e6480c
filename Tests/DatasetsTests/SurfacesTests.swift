import Primavera
import XCTest

@testable import Datasets

final class SurfacesTests: XCTestCase {
    func testCropsOfTenSurfacesAsManyOfEach() throws {
        var random = Random(seed: 1)
        let (train, test) = try Surfaces.crops(train: 5, test: 3, using: &random)
        XCTAssertEqual(train.images.shape, [50, 3, 32, 32])
        XCTAssertEqual(test.images.shape, [30, 3, 32, 32])
        for label in 0..<10 {
            XCTAssertEqual(train.labels.count { $0 == label }, 5)
            XCTAssertEqual(test.labels.count { $0 == label }, 3)
        }
        XCTAssertTrue(train.images.values.allSatisfy { (0...1).contains($0) })
        var again = Random(seed: 1)
        XCTAssertEqual(
            try Surfaces.crops(train: 5, test: 3, using: &again).train.images, train.images)
    }

    func testNoPixelIsInBothParts() throws {
        for photograph in try Surfaces.photographs() {
            let width = photograph.shape[2]
            let known = Surfaces.bands(width: width, forTest: false)
            let unseen = Surfaces.bands(width: width, forTest: true)
            XCTAssertFalse(unseen.isEmpty)
            for a in known {
                XCTAssertLessThanOrEqual(a.upperBound, width)
                for b in unseen { XCTAssertFalse(a.overlaps(b)) }
            }
            XCTAssertEqual((known + unseen).map(\.count).reduce(0, +), width / 40 * 40)
        }
    }

    /// Every crop of the test is found in a test band of its photograph, pixel by pixel.
    func testACropOfTheTestComesFromATestBand() throws {
        var random = Random(seed: 2)
        let test = try Surfaces.crops(train: 1, test: 1, using: &random).test
        let photograph = try Surfaces.photographs()[0]
        let crop = test.images.slice(0..<1).reshaped([3, 32, 32])
        let columns = Surfaces.bands(width: photograph.shape[2], forTest: true).flatMap { band in
            (band.lowerBound...band.upperBound - 32).map { $0 }
        }
        let isFound = columns.contains { x in
            (0...224).contains { y in
                photograph[0, y, x] == crop[0, 0, 0]
                    && photograph.slice(axis: 1, y..<y + 32).slice(axis: 2, x..<x + 32) == crop
            }
        }
        XCTAssertTrue(isFound)
    }
}
